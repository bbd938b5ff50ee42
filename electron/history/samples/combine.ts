import { HOUR, MINUTE } from '#shared/units/units.ts';
import type { Bucket, KeptSample, Resolution } from '../history.ts';
import { groupBy } from '../groupBy.ts';
import type { Rollup, Stretch } from './rollup.ts';
import { addPoints, covers, merge, startOf, toBucket, widen } from './rollup.ts';

/** What is kept of a series over a range, by how fine it is; each oldest first, of whole hours. */
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
  const rolled = [
    ...kept.hours.map((each) => ({ each, width: HOUR as number })),
    ...kept.fives.map((each) => ({ each, width: FIVE })),
  ];
  const stretches = new Map(rolled.map(({ each, width }) => [`${width} ${each.at}`, { each, width, late: [] as KeptSample[] }]));
  const alone: KeptSample[] = [];
  for (const sample of kept.raw) {
    const within =
      stretches.get(`${HOUR} ${startOf(sample.at, HOUR)}`) ?? stretches.get(`${FIVE} ${startOf(sample.at, FIVE)}`) ?? null;
    (within?.late ?? alone).push(sample);
  }

  const pieces = new Pieces(widths[resolution], kept.period);
  for (const { each, width, late } of stretches.values()) {
    const stretch = { at: each.at, width, period: kept.period };
    if (late.length > 0 && covers(late, each, stretch)) alone.push(...late);
    else pieces.add(late.length === 0 ? each : addPoints(each, late, stretch), stretch);
  }
  pieces.addPoints(alone.filter(({ at }) => at < to));
  return pieces.list().filter(({ at }) => at >= from && at < to);
}

/** Puts what is finer than `width` together. */
class Pieces {
  readonly #width: number;
  readonly #period: number;
  readonly #pieces = new Map<number, Rollup>();

  constructor(width: number, period: number) {
    this.#width = width;
    this.#period = period;
  }

  add(rollup: Rollup, stretch: Stretch): void {
    if (stretch.width >= this.#width) return void this.#pieces.set(rollup.at, this.#with(rollup, stretch));
    const target = this.#target(rollup.at);
    this.#pieces.set(target.at, this.#with(widen(rollup, stretch, target), target));
  }

  addPoints(points: readonly KeptSample[]): void {
    const groups = groupBy(points, ({ at }) => startOf(at, this.#width));
    for (const [at, group] of groups) {
      // A sample by itself begins nothing that others could be added to.
      const target = this.#width === 1 ? { at, width: 1, period: 1000 } : this.#target(at);
      this.#pieces.set(at, this.#with(addPoints(null, group, target), target));
    }
  }

  list(): Bucket[] {
    return [...this.#pieces.values()].sort((a, b) => a.at - b.at).map(toBucket);
  }

  #target(at: number): Stretch {
    return { at: startOf(at, this.#width), width: this.#width, period: this.#period };
  }

  #with(rollup: Rollup, stretch: Stretch): Rollup {
    const before = this.#pieces.get(rollup.at);
    return before === undefined ? rollup : merge(before, rollup, stretch);
  }
}
