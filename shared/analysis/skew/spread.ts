import { medianOf } from '../median.ts';

/** How unevenly values are spread. Null ratios: all of them are 0, or there is one value only. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly max: number;
  /** 1: even; the number of values: one of them has it all. */
  readonly maxOfMean: number | null;
  /** Standard deviation of the population over the mean; 0: even. */
  readonly variation: number | null;
}

/** Null where there are no values. */
export function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const isTelling = values.length > 1 && mean > 0;
  const max = values.reduce((most, value) => Math.max(most, value));
  return {
    count: values.length,
    mean,
    median: medianOf(values) ?? Number.NaN,
    max,
    maxOfMean: isTelling ? max / mean : null,
    variation: isTelling ? Math.sqrt(variance) / mean : null,
  };
}
