import type { KeptSeries, SampleArchive } from '../../history/history.ts';
import type { RawPoint } from '../../clients/aws/cloudWatch.ts';
import type { Held } from '#shared/analysis/series/buckets.ts';
import { addsUp, pointsIn, rolledUp } from '#shared/analysis/series/buckets.ts';
import { sampleOf } from '#shared/catalogue/metrics.ts';
import type { SeriesName, Statistic } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** What is known of one period of a series. */
export interface Slot {
  readonly held: Held;
  /** How long the stretch is that the figure is really of. */
  readonly width: Millis;
  /** The service would tell the same figure of this period. */
  readonly exact: boolean;
  readonly source: 'history' | 'service';
}

/** By the start of their period. */
export type Slots = Map<Millis, Slot>;

export interface Range {
  readonly from: Millis;
  readonly to: Millis;
}

/** What is kept of a series and statistic, from whatever period it is kept in: its own before a finer one, that before a coarser one. */
export function keptSlots(samples: SampleArchive, kept: readonly KeptSeries[], period: Millis, range: Range): Slots {
  const slots: Slots = new Map();
  const put = (held: Held, width: Millis, exact: boolean): void => {
    const at = startOf(held.at, period);
    const before = slots.get(at);
    if (before !== undefined && (before.exact || !exact)) return;
    slots.set(at, { held: { ...held, at }, width, exact, source: 'history' });
  };
  const byNearness = kept.toSorted((a, b) => distance(a.period, period) - distance(b.period, period));
  for (const series of byNearness) {
    const raw = samples.read(series, startOf(range.from, period), range.to, 'raw');
    if (series.period < period) for (const each of rolledUp(raw, period)) put(each, period, isWhole(each, series, period));
    else
      raw.forEach((each, i) => {
        const width = widthOf(each, raw[i + 1] ?? null, series.period);
        put(each, width, width === period);
      });
  }
  return slots;
}

/** How long a stretch is that was read: one point is as it came; several are a roll-up, of which there are two kinds. */
function widthOf(held: Held, next: Held | null, period: Millis): Millis {
  if (pointsIn(held) <= 1) return period;
  const isHour = held.at % HOUR === 0 && (next === null || next.at - held.at >= HOUR);
  return millis(Math.max(period, isHour ? HOUR : 5 * MINUTE));
}

/** A finer period is as good as it is near; a coarser one is the last resort. */
const distance = (kept: Millis, wanted: Millis): number =>
  kept <= wanted ? wanted - kept : Number.MAX_SAFE_INTEGER - wanted + kept;

/** All points of the period are there, and add up to what the service tells of it. A sentinel would count among its samples. */
const isWhole = (held: Held, { statistic, period: own }: KeptSeries, period: Millis): boolean =>
  addsUp(statistic) && held.sentinels === 0 && pointsIn(held) * own === period;

/** Points of the service, over what was known. */
export function mergeService(
  slots: Slots,
  { name, statistic, period }: { readonly name: SeriesName; readonly statistic: Statistic; readonly period: Millis },
  points: readonly RawPoint[],
): void {
  for (const [at, raw] of points) {
    const { value, mark } = sampleOf(name, raw, statistic);
    const start = startOf(at, period);
    slots.set(start, {
      held: heldOf(start, mark === 'value' ? value : null, mark),
      width: period,
      exact: true,
      source: 'service',
    });
  }
}

/** One point as a stretch of its own. */
export const heldOf = (at: Millis, value: number | null, mark: 'value' | 'sentinel' | 'nan'): Held => ({
  at,
  minimum: value,
  maximum: value,
  last: value,
  sum: value ?? 0,
  count: value === null ? 0 : 1,
  sentinels: mark === 'sentinel' ? 1 : 0,
  notNumbers: mark === 'nan' ? 1 : 0,
});

/**
 * The period in which everything there is can be shown side by side: where only roll-ups are left of some of it, theirs, so that their points
 * are not drawn as islands among gaps.
 */
export function commonPeriod(slots: Slots, period: Millis): Millis {
  let widest = period;
  for (const { width } of slots.values()) if (width > widest) widest = width;
  return widest;
}

/** The same in a longer period. */
export function widened(slots: Slots, period: Millis): Slots {
  const ordered = [...slots.values()].sort((a, b) => a.held.at - b.held.at);
  const wide: Slots = new Map();
  for (const source of ['history', 'service'] as const) {
    const own = ordered.filter((each) => each.source === source).map(({ held }) => held);
    for (const held of rolledUp(own, period)) {
      const before = wide.get(held.at);
      const both = before === undefined ? held : rolledUp([before.held, held], period)[0];
      wide.set(held.at, { held: both ?? held, width: period, exact: false, source });
    }
  }
  return wide;
}

export const startOf = (at: Millis, period: Millis): Millis => millis(Math.floor(at / period) * period);
