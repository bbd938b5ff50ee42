import type { Spread } from '../blueprint.ts';
import { uniform } from '../random.ts';

/** Key groups hash unevenly even when keys are even: by so much at most. */
const UNEVEN = 0.06;

/** Shares of `count` receivers; they add up to 1. The key decides which receiver gets which share. */
export function sharesOf(spread: Spread, count: number, key: number): Float64Array {
  const shares = new Float64Array(count);
  const heavy = Math.floor(uniform(key, 7) * count);
  for (let i = 0; i < count; i++) {
    const even = 1 + UNEVEN * (2 * uniform(key, 100 + i) - 1);
    const rank = (i - heavy + count) % count;
    shares[i] = spread.kind === 'zipf' ? even / (rank + 1) ** spread.exponent : even;
  }
  normalise(shares);
  return spread.kind === 'hot' ? withHotKey(shares, spread.share, heavy) : shares;
}

/** The same shares with one more key, which takes a share of its own on one receiver. */
export const withHotKey = (shares: Float64Array, share: number, receiver: number): Float64Array =>
  shares.map((each, i) => each * (1 - share) + (i === receiver ? share : 0));

function normalise(shares: Float64Array): void {
  const total = shares.reduce((sum, each) => sum + each, 0);
  for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] ?? 0) / total;
}
