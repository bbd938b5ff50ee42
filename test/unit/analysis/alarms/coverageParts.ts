import { judgeCoverage } from '#shared/analysis/alarms/coverage/coverage.ts';
import type { Coverage } from '#shared/analysis/alarms/coverage/coverage.ts';
import { define } from '#shared/analysis/alarms/define.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { AlarmDefinition } from '#shared/model/alarms/definition.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';

export const seriesOf = (metric: string, dimensions: Record<string, string> = {}): SeriesName => ({
  namespace: NAMESPACE,
  metric,
  dimensions: { Application: 'orders', ...dimensions },
});

export const stream = (Id: string): SeriesName => seriesOf('millisBehindLatest', { Flow: 'Input', Id });
export const topic = (Topic: string): SeriesName => seriesOf('records_lag_max', { Flow: 'Input', Topic });
const watermarks = (Operator: string): SeriesName[] =>
  ['currentOutputWatermark', 'currentInputWatermark'].map((metric) => seriesOf(metric, { Operator }));

/** An application with a stream, a topic and two operators that tell their watermarks. */
export const subject: AlarmSubject = {
  ref: { connection: 'acme', id: 'arn:orders' },
  name: 'orders',
  region: 'eu-central-1',
  mode: 'STREAMING',
  flink: '1.20',
  metricsLevel: 'OPERATOR',
  lags: [stream('clicks'), topic('payments')],
  listed: true,
  series: [
    seriesOf('numRecordsOutPerSecond'),
    seriesOf('numRecordsOutPerSecond', { Operator: 'Sink' }),
    ...watermarks('Window'),
    ...watermarks('Join'),
  ],
};

/** 100 in the service's unit, learned with the alarm's own margin. */
export const learned = (value: number, margin = 1.5): Threshold => ({
  basis: 'learned',
  value,
  hours: null,
  learned: { from: millis(0), to: millis(7 * DAY), percentile: 99.9, margin, count: 10_000, excluded: 0, at: millis(8 * DAY) },
});

const usual: Partial<Record<RecommendedAlarmId, number>> = {
  'records-out-rate-low': 600,
  'source-lag-kinesis': 90_000,
  'source-lag-kafka': 15_000,
  'checkpoint-duration-high': 20_000,
  'checkpoint-size-high': 3_000_000_000,
  'thread-count-high': 240,
  'old-gc-time-share-high': 20,
  'old-gc-count-rate-high': 0.2,
  'watermark-gap': 6000,
};

/** The threshold that holds in these tests. */
export function thresholdOf(id: RecommendedAlarmId): Threshold {
  const entry = alarmEntry(id);
  return entry.threshold === null ? learned(usual[id] ?? 100) : { basis: 'guide', value: entry.threshold };
}

export const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:on-call';

/** As CloudWatch tells of an alarm that was made from a definition. */
export function asRead(definition: AlarmDefinition): Alarm {
  const [only] = definition.queries;
  const plain = definition.queries.length === 1 && only !== undefined && only.series !== null ? only.series : null;
  return {
    arn: `arn:${definition.name}`,
    name: definition.name,
    description: definition.description,
    state: 'OK',
    stateReason: '',
    stateSince: null,
    metric: plain?.name ?? null,
    statistic: plain?.statistic ?? null,
    queries:
      plain === null
        ? definition.queries.map(({ id, series, expression, compared }) => ({
            id,
            expression,
            metric: series?.name ?? null,
            statistic: series?.statistic ?? null,
            period: series === null ? null : definition.period,
            returnData: compared,
          }))
        : [],
    comparison: definition.comparison,
    threshold: definition.threshold,
    period: plain === null ? null : definition.period,
    evaluationPeriods: definition.evaluationPeriods,
    datapointsToAlarm: definition.datapointsToAlarm,
    treatMissingData: definition.missing,
    actionsEnabled: true,
    actions: definition.actions,
    applications: ['orders'],
    history: [],
  };
}

/** The alarm that Streamgauge would make. */
export function right(id: RecommendedAlarmId, of: AlarmSubject = subject, threshold = thresholdOf(id)): Alarm {
  const entry = alarmEntry(id);
  const watch = watchOf(entry, of);
  if (watch.kind !== 'watched') throw new Error(watch.reason);
  return asRead(define(entry, of, { queries: watch.queries, threshold, topicArn: TOPIC }));
}

export function judge(
  id: RecommendedAlarmId,
  alarms: readonly Alarm[],
  of: AlarmSubject = subject,
  threshold: Threshold | null = thresholdOf(id),
): Coverage {
  const entry = alarmEntry(id);
  return judgeCoverage({ alarm: entry, subject: of, watch: watchOf(entry, of), threshold, alarms });
}

/** The same alarm, with another metric name, statistic, dimensions or period in all of its series. */
export function changed(
  alarm: Alarm,
  {
    metric,
    dimensions,
    statistic,
    period,
    ...part
  }: {
    readonly metric?: string;
    readonly dimensions?: Record<string, string>;
    readonly statistic?: string;
    readonly period?: number;
  } & Omit<Partial<Alarm>, 'metric' | 'statistic' | 'period'>,
): Alarm {
  const named = (name: Alarm['metric']): Alarm['metric'] =>
    name === null ? null : { ...name, metric: metric ?? name.metric, dimensions: dimensions ?? name.dimensions };
  const lasting = (before: Alarm['period']): Alarm['period'] =>
    before === null || period === undefined ? before : millis(period);
  return {
    ...alarm,
    metric: named(alarm.metric),
    statistic: alarm.metric === null ? null : (statistic ?? alarm.statistic),
    period: lasting(alarm.period),
    queries: alarm.queries.map((query) => ({
      ...query,
      metric: named(query.metric),
      statistic: query.metric === null ? null : (statistic ?? query.statistic),
      period: lasting(query.period),
    })),
    ...part,
  };
}

/** An alarm of an expression over series that are named m1, m2 … */
export const ofExpression = (like: Alarm, expression: string, names: readonly SeriesName[], statistic = 'Maximum'): Alarm => ({
  ...like,
  metric: null,
  statistic: null,
  period: null,
  queries: [
    ...names.map((metric, i) => ({
      id: `m${i + 1}`,
      expression: null,
      metric,
      statistic,
      period: MINUTE,
      returnData: false,
    })),
    { id: 'e1', expression, metric: null, statistic: null, period: null, returnData: true },
  ],
});
