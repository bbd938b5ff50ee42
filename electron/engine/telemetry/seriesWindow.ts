import { figureOf, rolledUp } from '#shared/analysis/series/buckets.ts';
import { completeness } from '#shared/analysis/series/completeness.ts';
import { cutToColumns } from '#shared/analysis/series/cutToColumns.ts';
import { resetsOf } from '#shared/analysis/series/growth.ts';
import { transformed, transformedUnit } from '#shared/analysis/series/transform.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import { metricEntry, unitOf } from '#shared/catalogue/metrics.ts';
import type { Point } from '#shared/model/application.ts';
import type { SeriesSelector, SeriesWindow } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Range, Slots } from './slots.ts';
import { startOf } from './slots.ts';

/** Between two moments that are further apart than this, nothing is known of a gauge. */
const GAUGE_GAP = 3 * MINUTE;

export interface Shown {
  readonly range: Range;
  readonly period: Millis;
  readonly columns: number;
  readonly now: Millis;
}

/** A series that is ready to be drawn: its points transformed and cut, with what is missing in it counted before. */
export function seriesWindow(selector: SeriesSelector, slots: Slots, { range, period, columns, now }: Shown): SeriesWindow {
  const { name, statistic, transform } = selector;
  const { delay } = thresholds.fresh;
  const isGauge = statistic === 'Gauge';
  const points = isGauge ? gaugeLine(slots, period) : gridLine(slots, range, { period, statistic, dueBy: millis(now - delay) });
  const slotPeriod = isGauge ? millis(Math.max(MINUTE, period)) : period;
  const known = new Set(points.flatMap(([at, value]) => (value === null ? [] : [startOf(at, slotPeriod)])));
  const counted = completeness(range, slotPeriod, { now, delay }, (at) => known.has(at));
  const final = transformed(points, transform);
  const held = [...slots.values()];
  const sources = new Set(held.map(({ source }) => source));
  const isCounter = transform === 'increase' || transform === 'rate' || isCumulative(selector);
  return {
    selector,
    unit: transformedUnit(unitOf(name, statistic), transform),
    period,
    points: cutToColumns(final, range, columns),
    ...counted,
    sentinels: held.reduce((sum, each) => sum + each.held.sentinels, 0),
    notNumbers: held.reduce((sum, each) => sum + each.held.notNumbers, 0),
    resets: isCounter ? [...resetsOf(points)] : [],
    latest: final.findLast(([, value]) => value !== null) ?? null,
    source: sources.size === 2 ? 'both' : ([...sources][0] ?? 'none'),
  };
}

const isCumulative = ({ name, statistic }: SeriesSelector): boolean =>
  (metricEntry(name.namespace, name.metric)?.cumulative ?? false) && (statistic === 'Maximum' || statistic === 'Gauge');

/** One point per period of the range; one that is missing is a gap once it should have come. */
function gridLine(
  slots: Slots,
  { from, to }: Range,
  {
    period,
    statistic,
    dueBy,
  }: { readonly period: Millis; readonly statistic: SeriesSelector['statistic']; readonly dueBy: Millis },
): Point[] {
  const points: Point[] = [];
  for (let at = millis(Math.ceil(from / period) * period); at < to; at = millis(at + period)) {
    const slot = slots.get(at);
    if (slot !== undefined) points.push([at, figureOf(slot.held, statistic)]);
    else if (at + period <= dueBy) points.push([at, null]);
  }
  return points;
}

/** What Flink told whenever it was asked, with a gap where nobody asked for a while. */
function gaugeLine(slots: Slots, period: Millis): Point[] {
  const held = rolledUp(
    [...slots.values()].map((slot) => slot.held).sort((a, b) => a.at - b.at),
    period,
  );
  const points: Point[] = [];
  for (const each of held) {
    const before = points.at(-1)?.[0];
    if (before !== undefined && each.at - before > Math.max(GAUGE_GAP, 2 * period)) points.push([millis(before + period), null]);
    points.push([each.at, figureOf(each, 'Gauge')]);
  }
  return points;
}
