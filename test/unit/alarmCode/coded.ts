import type { CodedAlarm, CodedApplication } from '#shared/alarmCode/coded.ts';
import { dashboardOf } from '#shared/alarmCode/dashboard/dashboard.ts';
import { define } from '#shared/analysis/alarms/define.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { DAY, millis } from '#shared/units/units.ts';

/** An application that reads two streams, at the level of operators. */
export function subjectOf(name: string, change: Partial<AlarmSubject> = {}): AlarmSubject {
  const region = change.region ?? 'eu-west-1';
  const series = (metric: string, dimensions: Readonly<Record<string, string>>) => ({
    namespace: NAMESPACE,
    metric,
    dimensions: { Application: name, ...dimensions },
  });
  return {
    ref: { connection: 'aws', id: `arn:aws:kinesisanalytics:${region}:123456789012:application/${name}` },
    name,
    region,
    mode: 'STREAMING',
    flink: '1.20',
    metricsLevel: 'OPERATOR',
    lags: ['clicks', 'orders'].map((Id) => series('millisBehindLatest', { Flow: 'Input', Id })),
    listed: true,
    series: ['currentInputWatermark', 'currentOutputWatermark'].map((metric) => series(metric, { Operator: 'Window' })),
    ...change,
  };
}

const learned: Threshold = {
  basis: 'learned',
  value: 1.5e-7,
  hours: null,
  learned: { from: millis(0), to: DAY, percentile: 99.9, margin: 1.5, count: 1440, excluded: 3, at: DAY },
};

/** Every alarm that applies to it; thresholds that the guide has no figure for are learned. */
export const alarmsOf = (subject: AlarmSubject): readonly CodedAlarm[] =>
  recommendedAlarms.flatMap((entry) => {
    const watch = watchOf(entry, subject);
    if (watch.kind !== 'watched') return [];
    const threshold: Threshold = entry.threshold === null ? learned : { basis: 'guide', value: entry.threshold };
    const definition = define(entry, subject, { queries: watch.queries, threshold, topicArn: null });
    return [{ entry, threshold, definition, instead: null }];
  });

export function codedOf(subject: AlarmSubject, withDashboard: boolean): CodedApplication {
  const alarms = alarmsOf(subject);
  const stateOf = alarms.map(({ definition }) => definition.name);
  return {
    name: subject.name,
    region: subject.region,
    alarms,
    dashboard: withDashboard ? dashboardOf({ subject, alarms, stateOf }) : null,
  };
}
