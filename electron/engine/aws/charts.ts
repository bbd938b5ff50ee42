import type { CloudWatch, MetricQuery, RawPoint } from '../../clients/aws/cloudWatch.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { metricEntry } from '#shared/catalogue/metrics.ts';
import type { Point } from '#shared/model/application.ts';
import type { Series } from '#shared/model/series.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Range } from '../grid.ts';
import { onGrid, rangeOf } from '../grid.ts';
import { subjectOf } from './discovery.ts';
import type { DiscoveredSeries } from './fleetMetrics.ts';
import { converted, queryOf } from './fleetMetrics.ts';

/** Charts of every application, drawn empty when the service has no points. */
const ALWAYS: readonly string[] = [
  'numRecordsInPerSecond',
  'numRecordsOutPerSecond',
  'cpuUtilization',
  'heapMemoryUtilization',
  'lastCheckpointDuration',
  'lastCheckpointSize',
  'downtime',
];

/** Left out when the service has no points: not every runtime has them. */
const SOMETIMES: readonly string[] = ['numRestarts', 'fullRestarts', 'numberOfFailedCheckpoints'];

/** So many lines of one metric can still be told apart. */
const MOST_SUBJECTS = 12;

/** The period that keeps a chart at some 300 points; CloudWatch keeps minutes for 15 days. */
export const periodFor = (minutes: number): Millis => (minutes <= 300 ? MINUTE : millis(5 * MINUTE));

/** Points as the service holds them, to be kept. */
type Keep = (name: DiscoveredSeries, query: MetricQuery, points: readonly RawPoint[]) => void;

/** The application page's series over the last `minutes`, in one request; a period without data is a gap. */
export async function readCharts(
  cloudWatch: CloudWatch,
  application: string,
  discovered: readonly DiscoveredSeries[],
  { now, minutes }: { readonly now: Millis; readonly minutes: number },
  signal: AbortSignal,
  keep?: Keep,
): Promise<Result<Series[]>> {
  const period = periodFor(minutes);
  const range = rangeOf(now, minutes, period);
  const names = chartNames(application, discovered);
  const queries = names.map((name) => queryOf(name, period));
  const answer = await cloudWatch.read(queries, range, signal);
  if (!answer.ok) return answer;
  names.forEach((name, i) => {
    const [query, points] = [queries[i], answer.value[i]];
    if (query !== undefined && points !== undefined) keep?.(name, query, points);
  });
  return ok(chartSeries(names, (name, i) => converted(name.metric, answer.value[i] ?? []), range, period));
}

/** Which series the page of an application has, in their order. */
export function chartNames(application: string, discovered: readonly DiscoveredSeries[]): DiscoveredSeries[] {
  const own = (metric: string): DiscoveredSeries => ({
    namespace: NAMESPACE,
    metric,
    dimensions: { Application: application },
  });
  return [...ALWAYS.map(own), ...SOMETIMES.map(own), ...fewOfEach(discovered)];
}

/** The same with their points, wherever these are from; without those that not every application has. */
export const chartSeries = (
  names: readonly DiscoveredSeries[],
  pointsOf: (name: DiscoveredSeries, i: number) => readonly Point[],
  range: Range,
  period: Millis,
): Series[] =>
  names.flatMap((name, i): Series[] => {
    const points = onGrid(pointsOf(name, i), range, period);
    const empty = points.every(([, value]) => value === null);
    if (empty && !ALWAYS.includes(name.metric)) return [];
    const entry = metricEntry(NAMESPACE, name.metric);
    const { statistic, unit } = entry ?? { statistic: 'Average', unit: 'Count' };
    return [{ metric: name.metric, of: subjectOf(name), statistic, unit, period, points }];
  });

function fewOfEach(discovered: readonly DiscoveredSeries[]): DiscoveredSeries[] {
  const count = new Map<string, number>();
  return discovered.filter(({ metric }) => {
    const before = count.get(metric) ?? 0;
    count.set(metric, before + 1);
    return before < MOST_SUBJECTS;
  });
}
