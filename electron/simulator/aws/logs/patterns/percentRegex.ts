/**
 * What stands between two `%`: a regular expression of the few signs that filter patterns know. There are no groups, so that no
 * repetition is ever repeated. Null when it is none.
 */
export function percentRegex(source: string): RegExp | null {
  if (source === '' || !/^(?:\\[\x20-\x7e]|[A-Za-z0-9:_#=@/;,\- ^$?[\]{}|*+.])+$/.test(source)) return null;
  try {
    return new RegExp(source, 's');
  } catch {
    return null;
  }
}
