import { toCsv } from '#shared/analysis/csv.ts';
import { orUnknown } from '#shared/units/format.ts';
import { figureWords } from './figureWords.ts';
import type { FoundApplication } from './findApplication.ts';
import type { ReadSeries } from './metrics.ts';
import { dimensionWords } from './metricsList.ts';
import { sparkline } from './sparkline.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import type { TimeRange } from './timeRange.ts';
import { isoTime } from './timeRange.ts';

const WIDTH = 40;

/** Series for a terminal: their newest, lowest and highest figure, how many there are of how many there should be, and their shape. */
export const metricsTable = (series: readonly ReadSeries[]): string =>
  table(
    [
      ['METRIC', 'OF', 'STATISTIC', 'LATEST', 'LOWEST', 'HIGHEST', 'POINTS', 'TREND'],
      ...series.map(({ window: { selector, unit, points, latest, present, expected } }) => {
        const values = points.map(([, value]) => value);
        const known = values.filter((value) => value !== null);
        const words = (value: number | null) => orUnknown(value, (each) => figureWords(each, unit));
        return [
          printable(selector.name.metric),
          printable(dimensionWords(selector.name.dimensions)),
          selector.statistic,
          words(latest?.[1] ?? null),
          words(known.length === 0 ? null : Math.min(...known)),
          words(known.length === 0 ? null : Math.max(...known)),
          `${present}/${expected}`,
          sparkline(values, WIDTH),
        ];
      }),
    ],
    [3, 4, 5, 6],
  );

/** One row for each point; a gap has an empty value. */
export const metricsCsv = (series: readonly ReadSeries[]): string =>
  toCsv([
    ['time', 'namespace', 'metric', 'level', 'dimensions', 'statistic', 'unit', 'value'],
    ...series.flatMap(({ listing: { level }, window: { selector, unit, points } }) =>
      points.map(([at, value]) => [
        isoTime(at),
        selector.name.namespace,
        selector.name.metric,
        level,
        dimensionWords(selector.name.dimensions),
        selector.statistic,
        unit,
        value === null ? '' : String(value),
      ]),
    ),
  ]);

/** Everything that was read, with what is missing in it; times are ISO 8601 in UTC, periods in milliseconds. */
export const metricsJson = (
  { name, ref }: Pick<FoundApplication, 'name' | 'ref'>,
  { from, to }: TimeRange,
  series: readonly ReadSeries[],
): string =>
  `${JSON.stringify({
    application: name,
    id: ref.id,
    from: isoTime(from),
    to: isoTime(to),
    series: series.map(({ listing, window }) => ({
      ...window.selector.name,
      level: listing.level,
      custom: listing.custom,
      statistic: window.selector.statistic,
      transform: window.selector.transform,
      unit: window.unit,
      period: window.period,
      expected: window.expected,
      present: window.present,
      sentinels: window.sentinels,
      notNumbers: window.notNumbers,
      resets: window.resets.map(isoTime),
      latest: window.latest === null ? null : [isoTime(window.latest[0]), window.latest[1]],
      points: window.points.map(([at, value]) => [isoTime(at), value]),
    })),
  })}\n`;
