import type { Series } from '#shared/model/series.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/units/units.ts';

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const times = (unit: number, counts: readonly number[]): readonly number[] => counts.map((count) => count * unit);

const durations = [
  times(1, [1, 2, 5, 10, 20, 50, 100, 200, 500]),
  times(SECOND, [1, 2, 5, 10, 15, 30]),
  times(MINUTE, [1, 2, 5, 10, 15, 30]),
  times(HOUR, [1, 2, 3, 6, 12]),
  times(DAY, [1, 2, 5, 10, 20, 50, 100]),
].flat();

/** The smallest round step of a unit that is at least `least`: 1-2-5 for counts, powers of two for bytes, clock steps for time. */
function roundStep(least: number, unit: Series['unit']): number {
  if (unit === 'Millis') return durations.find((step) => step >= least) ?? decimalStep(least);
  if (unit === 'Bytes' || unit === 'BytesPerSecond') return 2 ** Math.max(0, Math.ceil(Math.log2(least)));
  if (unit === 'Count') return Math.max(1, decimalStep(least));
  return decimalStep(least);
}

function decimalStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((n) => n * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** Nothing that is charted differs by less. */
const FINEST = 1e-6;

/** The top of an axis where every value is zero. */
const NOTHING: Readonly<Record<Series['unit'], number>> = {
  Millis: MINUTE,
  Bytes: 1024,
  BytesPerSecond: 1024,
  Ratio: 1,
  RecordsPerSecond: 1,
  Count: 1,
};

/** A value axis with about `count` round ticks that holds every value. It starts at zero (or below, where a value is) unless `fit`: then close to the lowest value. */
export function valueAxis(values: readonly number[], unit: Series['unit'], { count = 3, fit = false } = {}): Axis {
  const highest = values.reduce((a, b) => Math.max(a, b), 0);
  const lowest = values.reduce((a, b) => Math.min(a, b), fit ? highest : 0);
  // Shares of a whole are read against the whole.
  if (unit === 'Ratio' && highest <= 1 && lowest >= 0) return { from: 0, to: 1, ticks: [0, 0.5, 1] };
  const spread = highest - lowest;
  const least = (spread > 0 ? spread : highest > 0 ? highest : NOTHING[unit]) / count;
  const step = roundStep(Math.max(least, FINEST), unit);
  const from = Math.floor(lowest / step) * step;
  const to = Math.max(Math.ceil(highest / step) * step, from + step);
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
  return { from, to, ticks };
}

const clockSteps = times(MINUTE, [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]);

/** At most `count` round moments between two, aligned to the wall clock whose offset from UTC is given. */
export function timeTicks(from: Millis, to: Millis, offset: Millis, count: number): readonly Millis[] {
  const least = (to - from) / Math.max(1, count);
  const step = clockSteps.find((each) => each >= least) ?? Math.ceil(least / DAY) * DAY;
  const first = Math.ceil((from + offset) / step) * step - offset;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, i) => (first + i * step) as Millis);
}
