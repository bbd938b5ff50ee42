import type { KeptSeries, Owner, SampleArchive } from '../../history/history.ts';
import { FLINK } from '#shared/catalogue/metricEntry.ts';
import { readingOf } from '#shared/catalogue/metrics.ts';
import { figureOf, rolledUp } from '#shared/analysis/series/buckets.ts';
import type { Point } from '#shared/model/application.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';

/** Flink's own metrics are fetched anew every 10 s. */
export const GAUGE_PERIOD = millis(10 * SECOND);
/** Between two moments that are further apart than this, nothing is known. */
const GAP = millis(3 * MINUTE);

/** A figure of a job, or of one of its vertices, as a series of ours. */
export const flinkSeries = (metric: string, dimensions: SeriesName['dimensions'] = {}): SeriesName => ({
  namespace: FLINK,
  metric,
  dimensions,
});

/** As it is kept. */
export const gaugeOf = (owner: Owner, name: SeriesName): KeptSeries => ({
  ...owner,
  ...name,
  statistic: 'Gauge',
  unit: readingOf(name).unit,
  period: GAUGE_PERIOD,
});

/** What Flink told over time, at most one point a period; a gap where nothing was asked for a while. */
export function gaugePoints(
  samples: SampleArchive,
  series: KeptSeries,
  { from, to }: { readonly from: Millis; readonly to: Millis },
  period: Millis,
): Point[] {
  const kept = samples.read(series, from, to, 'raw');
  const held = period > series.period ? rolledUp(kept, period) : kept;
  const points: Point[] = [];
  let before: Millis | null = null;
  for (const each of held) {
    if (before !== null && each.at - before > Math.max(GAP, 2 * period)) points.push([millis(before + period), null]);
    points.push([each.at, figureOf(each, 'Gauge')]);
    before = each.at;
  }
  return points;
}
