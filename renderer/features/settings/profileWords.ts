import type { AwsProfile } from '#shared/model/profile.ts';

const kindWords = {
  keys: 'access keys',
  sso: 'IAM Identity Center',
  role: 'assumes a role',
  process: 'credentials of a program',
  'web-identity': 'web identity',
  other: 'no credentials of its own',
} as const satisfies Record<AwsProfile['kind'], string>;

/** `eu-west-1, IAM Identity Center` */
export const profileSummary = ({ region, kind }: AwsProfile): string =>
  [region, kindWords[kind]].filter((part) => part !== null).join(', ');

/** What one has to do, or is asked for, before a profile gives credentials; null: nothing. */
export function profileHint({ name, kind, role, mfaSerial, signIn }: AwsProfile): string | null {
  if (kind === 'sso')
    return `Signs in ${signIn === null ? 'at IAM Identity Center' : `at ${signIn}`}. When the login has expired: aws sso login --profile ${name}`;
  if (mfaSerial !== null) return `You are asked for a code of the MFA device ${mfaSerial} when ${role ?? 'the role'} is assumed.`;
  if (kind === 'role' && role !== null) return `Assumes ${role}.`;
  return null;
}
