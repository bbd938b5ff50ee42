import { HOUR, MINUTE } from '#shared/units/units.ts';
import type { Bucket, KeptSample, Resolution } from '../history.ts';
import type { Rollup } from './rollup.ts';
import { addPoints, covers, startOf, toBucket } from './rollup.ts';

/** What is kept of a series over a range, by how fine it is; of whole hours. */
export interface Kept {
  readonly period: number;
  readonly raw: readonly KeptSample[];
  readonly fives: readonly Rollup[];
  readonly hours: readonly Rollup[];
}

const FIVE = 5 * MINUTE;
const widths: Readonly<Record<Resolution, number>> = { raw: 1, '5min': FIVE, '1h': HOUR };

/**
 * Answers `SampleArchive.read`. Samples may lie beside a roll-up of their stretch: late ones, which complete it, or the whole stretch read
 * again, which replaces it.
 */
export function combine(kept: Kept, from: number, to: number, resolution: Resolution): Bucket[] {
  const hours = new Map(kept.hours.map((each) => [each.at, { each, width: HOUR, late: [] as KeptSample[] }]));
  const fives = new Map(kept.fives.map((each) => [each.at, { each, width: FIVE, late: [] as KeptSample[] }]));
  const alone: KeptSample[] = [];
  for (const sample of kept.raw) {
    const stretch = hours.get(startOf(sample.at, HOUR)) ?? fives.get(startOf(sample.at, FIVE));
    (stretch?.late ?? alone).push(sample);
  }

  const sums = new Sums(widths[resolution]);
  for (const { each, width, late } of [...hours.values(), ...fives.values()]) {
    const stretch = { at: each.at, width, period: kept.period };
    if (late.length === 0) sums.addRollup(each, width);
    else if (covers(late, each, stretch)) alone.push(...late);
    else sums.addRollup(addPoints(each, late, stretch), width);
  }
  for (const sample of alone) if (sample.at < to) sums.addSample(sample);
  return sums.list().filter(({ at }) => at >= from && at < to);
}

type Sum = { -readonly [K in keyof Omit<Rollup, 'seen'>]: Rollup[K] };

/** Puts together what is finer than `width`; what is coarser stays as it is. */
class Sums {
  readonly #width: number;
  readonly #sums = new Map<number, Sum>();

  constructor(width: number) {
    this.#width = width;
  }

  addRollup(rollup: Rollup, width: number): void {
    const sum = this.#at(width >= this.#width ? rollup.at : startOf(rollup.at, this.#width));
    if (rollup.minimum !== null) extend(sum, rollup.minimum);
    if (rollup.maximum !== null) extend(sum, rollup.maximum);
    if (rollup.last !== null && rollup.lastAt !== null) follow(sum, rollup.last, rollup.lastAt);
    sum.sum += rollup.sum;
    sum.count += rollup.count;
    sum.sentinels += rollup.sentinels;
    sum.notNumbers += rollup.notNumbers;
  }

  addSample({ at, value, mark }: KeptSample): void {
    const sum = this.#at(startOf(at, this.#width));
    if (mark === 'sentinel') sum.sentinels += 1;
    else if (mark === 'nan' || value === null) sum.notNumbers += 1;
    else {
      extend(sum, value);
      follow(sum, value, at);
      sum.sum += value;
      sum.count += 1;
    }
  }

  list(): Bucket[] {
    return [...this.#sums.values()].sort((a, b) => a.at - b.at).map(toBucket);
  }

  #at(at: number): Sum {
    const known = this.#sums.get(at);
    if (known !== undefined) return known;
    const sum: Sum = {
      at,
      minimum: null,
      maximum: null,
      last: null,
      lastAt: null,
      sum: 0,
      count: 0,
      sentinels: 0,
      notNumbers: 0,
    };
    this.#sums.set(at, sum);
    return sum;
  }
}

function extend(sum: Sum, value: number): void {
  if (sum.minimum === null || value < sum.minimum) sum.minimum = value;
  if (sum.maximum === null || value > sum.maximum) sum.maximum = value;
}

function follow(sum: Sum, value: number, at: number): void {
  if (sum.lastAt !== null && at < sum.lastAt) return;
  sum.last = value;
  sum.lastAt = at;
}
