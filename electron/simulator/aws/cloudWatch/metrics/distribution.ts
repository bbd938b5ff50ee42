import type { Samples } from './samples.ts';

/** So many samples of a value. */
interface Weight {
  readonly value: number;
  readonly count: number;
}

/** All samples, the smallest first. */
export interface Distribution {
  readonly weights: readonly Weight[];
  readonly count: number;
}

/** What lies between two bounds; the lower is not in it, the upper is. */
export interface Range {
  readonly unit: 'percent' | 'value';
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The samples behind statistic sets. Where a set is all that is kept, its samples are taken to be the smallest, the largest, and all
 * others at the mean of the rest: exact up to three samples a minute, and never outside of what was measured.
 */
export function distributionOf(samples: readonly Samples[]): Distribution {
  const weights = samples.flatMap(weightsOf).sort((a, b) => a.value - b.value);
  return { weights, count: weights.reduce((sum, each) => sum + each.count, 0) };
}

function weightsOf({ count, sum, minimum, maximum, values }: Samples): Weight[] {
  if (values !== undefined) return [...values].map(([value, many]) => ({ value, count: many }));
  if (count < 2 || minimum === maximum) return [{ value: minimum, count }];
  const rest = count - 2;
  const mean = Math.min(maximum, Math.max(minimum, (sum - minimum - maximum) / rest));
  return [{ value: minimum, count: 1 }, ...(rest > 0 ? [{ value: mean, count: rest }] : []), { value: maximum, count: 1 }];
}

/** The smallest sample that so many percent of all samples do not exceed. */
export function percentile({ weights, count }: Distribution, percent: number): number {
  const wanted = (percent / 100) * count;
  let seen = 0;
  for (const each of weights) {
    seen += each.count;
    if (seen >= wanted - 1e-9) return each.value;
  }
  return weights.at(-1)?.value ?? Number.NaN;
}

/** What a range leaves of the samples; parts of a sample's weight where a percentage cuts through it. */
export function trim(all: Distribution, { unit, low, high }: Range): Distribution {
  let weights: Weight[];
  if (unit === 'value')
    weights = all.weights.filter(({ value }) => (low === null || value > low) && (high === null || value <= high));
  else {
    const from = ((low ?? 0) / 100) * all.count;
    const to = ((high ?? 100) / 100) * all.count;
    let seen = 0;
    weights = all.weights.flatMap(({ value, count }) => {
      const inside = Math.min(to, seen + count) - Math.max(from, seen);
      seen += count;
      return inside > 1e-9 ? [{ value, count: inside }] : [];
    });
  }
  return { weights, count: weights.reduce((sum, each) => sum + each.count, 0) };
}

/** Samples outside of the range count as its nearest bound. */
export function clamp(all: Distribution, { unit, low, high }: Range): Distribution {
  const bound = (at: number | null, none: number): number => {
    if (at === null) return none;
    return unit === 'value' ? at : percentile(all, at);
  };
  const [least, most] = [bound(low, -Infinity), bound(high, Infinity)];
  return {
    weights: all.weights.map(({ value, count }) => ({ value: Math.min(most, Math.max(least, value)), count })),
    count: all.count,
  };
}

export const total = ({ weights }: Distribution): number => weights.reduce((sum, { value, count }) => sum + value * count, 0);
