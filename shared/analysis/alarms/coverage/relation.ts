import type { AlarmQuery } from '../../../model/alarms/definition.ts';
import type { Comparison } from '../../../model/alarm.ts';
import { seriesKey } from '../../../model/metric.ts';
import type { Millis } from '../../../units/units.ts';
import { millis } from '../../../units/units.ts';
import type { Points } from '../../metricMath/values.ts';
import { valuesByTime } from '../../metricMath/values.ts';
import { breaches } from '../evaluation/decide.ts';
import { figuresOf } from '../evaluation/figuresOf.ts';

/** Values of a series, one a period; null is a gap. */
type Values = (key: string) => readonly (number | null)[];

const COUNT = 24;

function figures(queries: readonly AlarmQuery[], values: Values, period: Millis): Points {
  const keys = new Map(queries.flatMap(({ id, series }) => (series === null ? [] : [[id, seriesKey(series.name)] as const])));
  const points = (id: string): Points => {
    const all = values(keys.get(id) ?? '').flatMap((value, i) => (value === null ? [] : [[i * period, value] as const]));
    return { times: all.map(([at]) => at), values: all.map(([, value]) => value) };
  };
  return figuresOf(queries, points, { from: millis(0), to: millis(period * COUNT), period });
}

/** Numbers that look like chance and are the same each time (mulberry32), of one series and one trial. */
function chance(seed: string): () => number {
  let state = Array.from(seed).reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261);
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const anyValues = (trial: number, scale: number): Values => {
  const known = new Map<string, readonly number[]>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const random = chance(`${trial} ${key}`);
    const made = Array.from({ length: COUNT }, () => scale * (0.01 + 1.99 * random()));
    known.set(key, made);
    return made;
  };
};

/** Two expressions agree where they agree on so many series of chance. */
const TRIALS = [1, 2, 3];
const SAME = 1e-9;

/**
 * By which factor one figure is another, whatever their series: `(m1 * 100) / 60000` is `m1 / 600`, and 60 times `RATE(m1)` is `DIFF(m1)`.
 * Found by evaluating both, since the same can be written in many ways. Null: it is no multiple.
 */
export function factorOf(figure: readonly AlarmQuery[], of: readonly AlarmQuery[], period: Millis): number | null {
  let factor: number | null = null;
  for (const trial of TRIALS) {
    const values = anyValues(trial, 1000 ** (trial - 1));
    const [ours, wanted] = [valuesByTime(figures(figure, values, period)), figures(of, values, period)];
    if (wanted.times.length < 2) return null;
    for (const [i, at] of wanted.times.entries()) {
      const [value, expected] = [ours.get(at), wanted.values[i] ?? 0];
      if (value === undefined || expected === 0) return null;
      factor ??= value / expected;
      if (factor === 0 || Math.abs(value - factor * expected) > SAME * Math.max(Math.abs(value), Math.abs(factor * expected)))
        return null;
    }
  }
  return factor;
}

/** Of the moments at which there is something to compare, how many it has the same figure at: it may look only under a condition. */
export function shareOfSame(figure: readonly AlarmQuery[], of: readonly AlarmQuery[], period: Millis): number {
  let [same, all] = [0, 0];
  for (const trial of TRIALS) {
    const values = anyValues(trial, 1);
    const [ours, wanted] = [valuesByTime(figures(figure, values, period)), figures(of, values, period)];
    all += wanted.times.length;
    same += wanted.times.filter((at, i) => ours.get(at) === wanted.values[i]).length;
  }
  return all === 0 ? 0 : same / all;
}

/** How a figure is compared. */
export interface Compared {
  readonly comparison: Comparison;
  readonly threshold: number;
}

/**
 * The threshold that an alarm of yes and no has in the end: `IF(m1 > 90, 1, 0) >= 1` is `m1 > 90`. Found by halving, and then tried on
 * series of chance around it. Null: it decides by something else.
 */
export function cutOf(
  figure: readonly AlarmQuery[],
  compared: Compared,
  {
    of,
    period,
    series,
  }: { readonly of: readonly AlarmQuery[]; readonly period: Millis; readonly series: (level: number) => Values },
): { readonly at: number; readonly above: boolean } | null {
  const fires = (values: Values): readonly (readonly [number, boolean])[] => {
    const [ours, wanted] = [valuesByTime(figures(figure, values, period)), figures(of, values, period)];
    return wanted.times.flatMap((at, i) => {
      const value = ours.get(at);
      return value === undefined
        ? []
        : [[wanted.values[i] ?? 0, breaches(value, compared.comparison, compared.threshold)] as const];
    });
  };
  const firesAt = (level: number): boolean => fires(series(level)).at(-1)?.[1] ?? false;
  let [low, high] = [0, 1e15];
  const above = firesAt(high);
  if (above === firesAt(low)) return null;
  for (let i = 0; i < 110 && high - low > SAME * high; i++) {
    // Halves the order of magnitude first, and then what is left.
    const middle = high > 4 * low ? Math.sqrt(Math.max(low, 1e-6) * high) : (low + high) / 2;
    if (middle >= high || middle <= low) break;
    if (firesAt(middle) === above) high = middle;
    else low = middle;
  }
  const cut = low <= 1e-6 ? 0 : (low + high) / 2;
  const tried = TRIALS.flatMap((trial) => fires(anyValues(trial, cut === 0 ? 1 : cut)));
  return tried.every(([value, fired]) => fired === (value > cut ? above : !above)) ? { at: cut, above } : null;
}

/** What a figure has where its series have a gap: null: nothing either, or something else than one constant. */
export function valueInGap(figure: readonly AlarmQuery[], period: Millis): number | null {
  const values = anyValues(1, 1);
  const gap = COUNT / 2;
  const { times, values: found } = figures(figure, (key) => values(key).map((value, i) => (i < gap ? value : null)), period);
  const inGap = found.filter((_, i) => (times[i] ?? 0) > gap * period);
  const [first] = inGap;
  const before = found[times.indexOf((gap - 1) * period)];
  // The value before it, said again, says nothing of the gap.
  return first === undefined || first === before || inGap.some((value) => value !== first) ? null : first;
}
