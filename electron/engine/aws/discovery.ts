import type { CloudWatch, MetricName } from '../../clients/aws/cloudWatch.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { levelOf } from '#shared/catalogue/metrics.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { refresh } from '../cadence.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { DiscoveredSeries } from './fleetMetrics.ts';

/** Series whose dimensions only the service knows: streams and topics with a lag, tasks with busy times. Asked rarely, kept. */
export interface Discovery {
  /** Of all applications. What could not be listed is what was known before. */
  sources(signal: AbortSignal): Promise<readonly DiscoveredSeries[]>;
  /** Of the application's own level, where a runtime spells a metric otherwise than the guide. */
  respelt(signal: AbortSignal): Promise<readonly DiscoveredSeries[]>;
  /** Of one application: has the service busy and backpressured times of its tasks? */
  tasks(application: string, signal: AbortSignal): Promise<readonly DiscoveredSeries[]>;
  /** Of all applications: what alarms watch of operators, and the same of the application as a whole. */
  operators(signal: AbortSignal): Promise<readonly DiscoveredSeries[]>;
  /** What was listed last of a metric of all applications, however old; null: it was not listed yet. */
  listed(metric: string): readonly DiscoveredSeries[] | null;
  /** New applications may have new series. */
  expire(): void;
  /** Why one of the newest lists is missing. */
  trouble(): SourceError | null;
}

export const SOURCES: readonly string[] = ['millisBehindLatest', 'records_lag_max'];
/** The guide's own table of alarms calls `threadCount` so. */
export const RESPELT: Readonly<Record<string, string>> = { threadsCount: 'threadCount' };
/** Recommended alarms watch these of single operators (guide pp. 446, 453). */
export const OPERATORS: readonly string[] = ['currentInputWatermark', 'currentOutputWatermark', 'numRecordsOutPerSecond'];
export const TASKS: readonly string[] = ['busyTimeMsPerSecond', 'backPressuredTimeMsPerSecond'];

export function discovery(cloudWatch: Pick<CloudWatch, 'list'>, time: SourceClock): Discovery {
  const known = new Map<string, { readonly series: readonly DiscoveredSeries[]; readonly at: Millis }>();
  /** By metric, of all applications; what is asked anew is known until the answer is there. */
  const latest = new Map<string, readonly DiscoveredSeries[]>();
  /** By list: those that are asked at the same time do not hide each other's. */
  const troubles = new Map<string, { readonly error: SourceError; readonly at: Millis }>();

  const list = async (
    metric: DiscoveredSeries['metric'],
    application: string | null,
    signal: AbortSignal,
    choose: (names: readonly MetricName[]) => readonly MetricName[] = tellingSeries,
  ) => {
    const key = `${metric}|${application ?? ''}`;
    const before = known.get(key);
    if (before !== undefined && time.now() - before.at < refresh.discovery) return before.series;
    const dimensions = application === null ? {} : { Application: application };
    const answer = await cloudWatch.list({ namespace: NAMESPACE, metric, dimensions }, signal);
    if (!answer.ok) {
      troubles.set(key, { error: answer.error, at: time.now() });
      return before?.series ?? [];
    }
    troubles.delete(key);
    const series = choose(answer.value).map((each): DiscoveredSeries => ({ ...each, metric }));
    known.set(key, { series, at: time.now() });
    if (application === null) latest.set(metric, series);
    return series;
  };

  return {
    sources: async (signal) => (await Promise.all(SOURCES.map((metric) => list(metric, null, signal)))).flat(),
    respelt: async (signal) => (await Promise.all(Object.keys(RESPELT).map((metric) => list(metric, null, signal)))).flat(),
    tasks: async (application, signal) => (await Promise.all(TASKS.map((metric) => list(metric, application, signal)))).flat(),
    operators: async (signal) => (await Promise.all(OPERATORS.map((metric) => list(metric, null, signal, ofOperators)))).flat(),
    listed: (metric) => latest.get(metric) ?? null,
    expire: () => known.clear(),
    trouble() {
      // A list that nobody has asked for since is no trouble of now.
      const lately = [...troubles.values()].filter(({ at }) => time.now() - at < refresh.discovery);
      return lately[0]?.error ?? null;
    },
  };
}

/** The series that tell of each application as a whole: of a metric, those of the coarsest level that it is reported at. */
export const tellingSeries = (names: readonly MetricName[]): readonly MetricName[] => preferTasks(coarsest(names));

/**
 * Of each application, the series with the fewest dimensions: with the metrics level PARALLELISM the same metric comes again for
 * every thread, shard and partition.
 */
export function coarsest(names: readonly MetricName[]): MetricName[] {
  const fewest = new Map<string, number>();
  const count = ({ dimensions }: MetricName) => Object.keys(dimensions).length;
  const owner = ({ dimensions }: MetricName) => dimensions['Application'] ?? '';
  for (const name of names) fewest.set(owner(name), Math.min(count(name), fewest.get(owner(name)) ?? Infinity));
  return names.filter((name) => owner(name) !== '' && count(name) === fewest.get(owner(name)));
}

/** Of operators and of applications as a whole; not of tasks, and not of single threads. */
const ofOperators = (names: readonly MetricName[]): readonly MetricName[] =>
  names.filter((name) => {
    const level = levelOf(name);
    return level === 'OPERATOR' || level === 'APPLICATION';
  });

/** With the metrics level OPERATOR a task's figures come again for each of its operators. */
function preferTasks(names: readonly MetricName[]): readonly MetricName[] {
  const tasks = names.filter(({ dimensions }) => dimensions['Task'] !== undefined);
  return tasks.length > 0 ? tasks : names;
}

/** What a series is of beyond its application: a stream, a topic, a task; empty at the application's level. */
export const subjectOf = ({ dimensions }: Pick<MetricName, 'dimensions'>): string =>
  Object.entries(dimensions)
    .filter(([name]) => name !== 'Application' && name !== 'Flow')
    .map(([, value]) => value)
    .join(', ');
