/** Where an ARN says that something is, and whose; empty where it does not say it. */
export function placeOf(arn: string): { readonly region: string; readonly account: string } {
  const [, , , region = '', account = ''] = arn.split(':');
  return { region, account };
}
