import type { MetricName, MetricQuery, RawPoint } from '../../clients/aws/cloudWatch.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { figureOf, metricEntry } from '#shared/catalogue/metrics.ts';
import type { Lag, Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { Range } from '../grid.ts';
import { largest, onGrid } from '../grid.ts';
import { RESPELT } from './discovery.ts';

/** The figures that a row is made of, beside those of its sources. */
export const rowMetrics = [
  'numRecordsInPerSecond',
  'numRecordsOutPerSecond',
  'cpuUtilization',
  'heapMemoryUtilization',
  'lastCheckpointDuration',
  'lastCheckpointSize',
  'numberOfFailedCheckpoints',
  'downtime',
  'numRestarts',
  // Flink 2.x has no `fullRestarts`; not every older runtime publishes `numRestarts`.
  'fullRestarts',
] as const;

/** What a row shows, and what the recommended alarms look at (guide p. 444-453). */
const APPLICATION_METRICS = [
  ...rowMetrics,
  'threadCount',
  'oldGenerationGCCount',
  'oldGenerationGCTime',
  'currentInputWatermark',
  'currentOutputWatermark',
] as const;

/** Points of an application by the catalogue's name of their metric; without the metrics that have none. */
export type ApplicationFigures = ReadonlyMap<string, readonly Point[]>;

/** A series of a stream, a topic, a task: its dimensions were discovered. */
export type DiscoveredSeries = MetricName;

/** One question about one application. */
export interface FleetQuery {
  readonly application: string;
  readonly metric: string;
  readonly query: MetricQuery;
}

/** What is asked of a fleet: of every application the metrics of its row, and the lag of each of its streams and topics. */
export function fleetQueries(applications: readonly string[], sources: readonly DiscoveredSeries[]): FleetQuery[] {
  const known = new Set(applications);
  const respelt = new Set(sources.map(({ metric, dimensions }) => `${dimensions['Application']}|${RESPELT[metric]}`));
  return [
    ...applications.flatMap((application) =>
      APPLICATION_METRICS.filter((metric) => !respelt.has(`${application}|${metric}`)).map((metric) => ({
        application,
        metric,
        query: queryOf({ namespace: NAMESPACE, metric, dimensions: { Application: application } }, MINUTE),
      })),
    ),
    ...discoveredQueries(known, sources),
  ];
}

/** Series that only alarms look at, of these applications. */
export const alarmQueries = (applications: readonly string[], series: readonly DiscoveredSeries[]): FleetQuery[] =>
  discoveredQueries(new Set(applications), series);

const discoveredQueries = (applications: ReadonlySet<string>, series: readonly DiscoveredSeries[]): FleetQuery[] =>
  series.flatMap((each) => {
    const application = each.dimensions['Application'] ?? '';
    return applications.has(application) ? [{ application, metric: each.metric, query: queryOf(each, MINUTE) }] : [];
  });

export const queryOf = ({ namespace, metric, dimensions }: DiscoveredSeries, period: Millis): MetricQuery => ({
  namespace,
  metric,
  dimensions,
  statistic: metricEntry(namespace, metric)?.statistic ?? 'Average',
  period,
});

/** The figures of each application, on the minutes of the range; one without any has no entry. */
export function foldFigures(
  wanted: readonly FleetQuery[],
  answers: readonly (readonly RawPoint[])[],
  range: Range,
): Map<string, ApplicationFigures> {
  const found = new Map<string, Map<string, readonly Point[]>>();
  wanted.forEach(({ application, metric }, i) => {
    const points = converted(metric, answers[i] ?? []);
    if (points.every(([, value]) => value === null)) return;
    const figures = found.get(application) ?? new Map<string, readonly Point[]>();
    found.set(application, figures);
    const grid = onGrid(points, range, MINUTE);
    const before = figures.get(metric);
    // Several streams or topics: the one that is furthest behind.
    figures.set(metric, before === undefined ? grid : largest([before, grid]));
  });
  return found;
}

/** A metric's points in our unit; sentinels become gaps. */
export const converted = (metric: string, points: readonly RawPoint[]): Point[] =>
  points.map(([at, raw]) => [at, figureOf({ namespace: NAMESPACE, metric }, raw)]);

/** Which of the two kinds of lag an application has, and its points. */
export function lagSeries(figures: ApplicationFigures): { readonly kind: Lag['kind']; readonly points: readonly Point[] } | null {
  const time = figures.get('millisBehindLatest');
  if (time !== undefined) return { kind: 'time', points: time };
  const records = figures.get('records_lag_max');
  return records === undefined ? null : { kind: 'records', points: records };
}
