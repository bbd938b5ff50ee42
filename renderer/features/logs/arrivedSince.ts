import type { Line } from './readLines.ts';

export interface Arrived {
  readonly count: number;
  /** More came than are still held. */
  readonly orMore: boolean;
}

/** What came since the lines were as they were `before`; both are oldest first. */
export function arrivedSince(before: readonly Line[], now: readonly Line[]): Arrived {
  const last = before.at(-1);
  if (last === undefined) return { count: now.length, orMore: false };
  const seen = now.findIndex(({ key }) => key === last.key);
  return seen === -1 ? { count: now.length, orMore: now.length > 0 } : { count: now.length - 1 - seen, orMore: false };
}
