/** Points that came at different times as one series, oldest first; of two of the same moment the one that was written later. */
export function mergeLate<T extends { readonly at: number }>(older: readonly T[], newer: readonly T[]): T[] {
  const merged = new Map<number, T>();
  for (const each of older) merged.set(each.at, each);
  for (const each of newer) merged.set(each.at, each);
  return [...merged.values()].sort((a, b) => a.at - b.at);
}
