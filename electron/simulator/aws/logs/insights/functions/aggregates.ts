import type { Signatures } from '../language/parseExpression.ts';
import type { Value } from '../language/syntax.ts';
import { asNumber, compareValues, orderValues, showValue } from '../values.ts';

/** An event of a group: the argument's value in it, and its time. */
interface Sample {
  readonly value: Value;
  readonly time: number;
}

/** `rest` are the arguments behind the first. */
type Aggregate = (samples: readonly Sample[], rest: readonly Value[]) => Value;

const present = (samples: readonly Sample[]) => samples.filter(({ value }) => value !== null);
const numbersOf = (samples: readonly Sample[]): number[] =>
  samples.flatMap(({ value }) => {
    const number = asNumber(value);
    return number === null ? [] : [number];
  });
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

const ofNumbers =
  (calculate: (numbers: readonly number[], rest: readonly Value[]) => number): Aggregate =>
  (samples, rest) => {
    const numbers = numbersOf(samples);
    return numbers.length === 0 ? null : calculate(numbers, rest);
  };

/** Between the two ranks around it. */
function percentile(numbers: readonly number[], percent: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = (Math.min(Math.max(percent, 0), 100) / 100) * (sorted.length - 1);
  const [below = 0, above = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return below + (above - below) * (rank % 1);
}

function deviation(numbers: readonly number[]): number {
  const mean = sum(numbers) / numbers.length;
  return Math.sqrt(sum(numbers.map((each) => (each - mean) ** 2)) / numbers.length);
}

const best =
  (isBetter: (candidate: Sample, champion: Sample) => boolean): Aggregate =>
  (samples) =>
    present(samples).reduce<Sample | null>(
      (champion, each) => (champion === null || isBetter(each, champion) ? each : champion),
      null,
    )?.value ?? null;

const percentage: Aggregate = ofNumbers((numbers, [percent = null]) => percentile(numbers, asNumber(percent) ?? 50));

const TABLE: Readonly<Record<string, readonly [number, number, Aggregate]>> = {
  count: [0, 1, (samples) => present(samples).length],
  count_distinct: [1, 1, (samples) => new Set(present(samples).map(({ value }) => showValue(value))).size],
  sum: [1, 1, ofNumbers(sum)],
  avg: [1, 1, ofNumbers((numbers) => sum(numbers) / numbers.length)],
  stddev: [1, 1, ofNumbers(deviation)],
  pct: [2, 2, percentage],
  percentile: [2, 2, percentage],
  median: [1, 1, ofNumbers((numbers) => percentile(numbers, 50))],
  min: [1, 1, best((a, b) => (compareValues(a.value, b.value) ?? 0) < 0)],
  max: [1, 1, best((a, b) => (compareValues(a.value, b.value) ?? 0) > 0)],
  earliest: [1, 1, best((a, b) => a.time < b.time)],
  latest: [1, 1, best((a, b) => a.time > b.time)],
  sortsfirst: [1, 1, best((a, b) => orderValues(a.value, b.value) < 0)],
  sortslast: [1, 1, best((a, b) => orderValues(a.value, b.value) > 0)],
};

export const aggregates: Readonly<Record<string, Aggregate>> = Object.fromEntries(
  Object.entries(TABLE).map(([name, [, , aggregate]]) => [name, aggregate]),
);

export const AGGREGATE_SIGNATURES: Signatures = Object.fromEntries(
  Object.entries(TABLE).map(([name, [least, most]]) => [name, [least, most] as const]),
);
