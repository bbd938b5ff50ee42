import { figuresOf } from '#shared/analysis/alarms/evaluation/figuresOf.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import type { MetricSeries, MetricStore, SimulatedApplication, World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';

/** The application of a world and its region's metrics. */
export function findIn(
  world: World,
  name: string,
): { readonly application: SimulatedApplication; readonly metrics: MetricStore } {
  for (const { applications, metrics } of world.regions) {
    const application = applications.find((each) => each.name === name);
    if (application !== undefined) return { application, metrics };
  }
  throw new Error(`There is no application ${name}.`);
}

const FINER = ['Task', 'Operator', 'Parallelism', 'ShardId', 'PartitionId'];
const LAGS = ['millisBehindLatest', 'records_lag_max'];
const JUDGED = ['numRecordsOutPerSecond', 'currentInputWatermark', 'currentOutputWatermark', 'threadCount', 'threadsCount'];

/** What the app would know of a simulated application, once it is described and its series are listed. */
export function subjectOf(application: SimulatedApplication, metrics: MetricStore): AlarmSubject {
  const own = metrics
    .list(NAMESPACE, null)
    .filter(({ dimensions }) => dimensions.some((each) => each.name === 'Application' && each.value === application.name));
  const isCoarse = ({ dimensions }: MetricSeries): boolean => !dimensions.some((each) => FINER.includes(each.name));
  return {
    ref: { connection: 'simulated', id: application.arn },
    name: application.name,
    region: application.region,
    mode: application.mode,
    flink: application.flinkVersion,
    metricsLevel: application.settings.monitoring.metricsLevel,
    lags: own.filter((each) => LAGS.includes(each.metric) && isCoarse(each)).map(nameOf),
    listed: true,
    series: own.filter((each) => JUDGED.includes(each.metric)).map(nameOf),
  };
}

const nameOf = ({ namespace, metric, dimensions }: MetricSeries): SeriesName => ({
  namespace,
  metric,
  dimensions: Object.fromEntries(dimensions.map(({ name, value }) => [name, value])),
});

/** The figures that an alarm compares, read from a world's metrics as CloudWatch would tell them. */
export function comparedIn(
  metrics: MetricStore,
  queries: readonly AlarmQuery[],
  span: { readonly from: Millis; readonly to: Millis; readonly period: Millis },
): Points {
  const points = (id: string): Points => {
    const asked = queries.find((query) => query.id === id)?.series;
    if (asked === null || asked === undefined) return { times: [], values: [] };
    const { namespace, metric, dimensions } = asked.name;
    const series = metrics.find(
      namespace,
      metric,
      Object.entries(dimensions).map(([name, value]) => ({ name, value })),
    );
    const [times, values]: [number[], number[]] = [[], []];
    series?.visit(span.from, span.to, (at, count, sum, minimum, maximum) => {
      times.push(at);
      values.push(asked.statistic === 'Average' ? sum / count : asked.statistic === 'Minimum' ? minimum : maximum);
    });
    return { times, values };
  };
  return figuresOf(queries, points, span);
}

/** A recommended alarm that applies to an application, with its figures. */
export interface Compared {
  readonly alarm: AlarmEntry;
  readonly figures: Points;
}

/** All recommended alarms that apply to an application of a world, with what they compare. */
export function comparedOf(world: World, name: string, span: { readonly from: Millis; readonly to: Millis }): Compared[] {
  const { application, metrics } = findIn(world, name);
  const subject = subjectOf(application, metrics);
  return recommendedAlarms.flatMap((alarm) => {
    const watch = watchOf(alarm, subject);
    if (watch.kind !== 'watched') return [];
    return [{ alarm, figures: comparedIn(metrics, watch.queries, { ...span, period: alarm.period }) }];
  });
}
