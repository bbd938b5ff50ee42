/** A number that JSON.stringify writes exactly as given. TypeScript's library does not know JSON.rawJSON yet. */
export const rawNumber = (digits: string): object =>
  (JSON as unknown as { readonly rawJSON: (text: string) => object }).rawJSON(digits);
