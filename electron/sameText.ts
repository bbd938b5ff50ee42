import { timingSafeEqual } from 'node:crypto';

/** Whether a given secret is the expected one; takes the same time wherever the two first differ. */
export function sameText(given: string | null, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
