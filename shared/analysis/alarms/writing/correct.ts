import type { MetricAlarmQuery } from '../../../model/alarms/metricAlarmRequest.ts';
import { MetricAlarmRequest } from '../../../model/alarms/metricAlarmRequest.ts';
import type { AlarmFault } from '../../../model/alarms/status.ts';
import { isOfQueries, plainStatistic, seriesOf } from './request.ts';

/** What is compared is another figure than it should be: it is replaced, and with it what it is compared with. */
const ANOTHER_FIGURE: readonly AlarmFault[] = ['no-such-metric', 'raw-counter', 'expression'];
/** Where these are wrong of an expression, it is the expression that makes them so: one that scales, turns round, or fills gaps. */
const BY_EXPRESSION: readonly AlarmFault[] = ['threshold', 'comparison', 'missing-data'];

/**
 * The request that corrects an alarm in place: of what should be, only the members that are wrong. Its name, its description, its actions
 * and everything else that DescribeAlarms told stay.
 */
export function corrected(
  existing: MetricAlarmRequest,
  wanted: MetricAlarmRequest,
  faults: readonly AlarmFault[],
): MetricAlarmRequest {
  const has = (...some: readonly AlarmFault[]): boolean => some.some((fault) => faults.includes(fault));
  let next = { ...existing };
  const change = (members: Partial<MetricAlarmRequest>): void => {
    next = { ...next, ...members };
  };

  const isOther = has(...ANOTHER_FIGURE) || (isOfQueries(existing) && has(...BY_EXPRESSION));
  if (isOther || has('no-such-dimension')) change(watching(existing, wanted));
  else {
    if (has('statistic')) change(ofStatistic(next, wanted));
    if (has('period')) change(ofPeriod(next, wanted));
  }
  // Neither is right or wrong without the other: above 0 is not from 0 on.
  if (isOther || has('threshold', 'comparison'))
    change({ Threshold: wanted.Threshold, ComparisonOperator: wanted.ComparisonOperator });
  if (has('missing-data')) change({ TreatMissingData: wanted.TreatMissingData });
  // As many periods of another length would be another stretch of time.
  if (has('evaluation', 'period'))
    change({ EvaluationPeriods: wanted.EvaluationPeriods, DatapointsToAlarm: wanted.DatapointsToAlarm });
  if (has('no-action')) {
    change({ AlarmActions: wanted.AlarmActions });
    if (isEmpty(next.OKActions)) change({ OKActions: wanted.OKActions });
  }
  if (has('actions-disabled')) change({ ActionsEnabled: true });
  if (isEmpty(next.AlarmDescription)) change({ AlarmDescription: wanted.AlarmDescription });
  return defined(next);
}

const isEmpty = (given: string | readonly string[] | undefined): boolean => given === undefined || given.length === 0;

/** Without members that are not given. */
const defined = (request: MetricAlarmRequest): MetricAlarmRequest =>
  MetricAlarmRequest.parse(Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)));

/** Looks at what should be looked at; the unit that it takes data of stays, and so do the owner's labels. */
function watching(existing: MetricAlarmRequest, wanted: MetricAlarmRequest): Partial<MetricAlarmRequest> {
  const { Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period } = wanted;
  const plain = { Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period };
  const without = { ...plain, EvaluateLowSampleCountPercentile: undefined };
  const { Unit } = existing;
  if (!isOfQueries(wanted)) return { ...without, Unit, Metrics: undefined };
  const labels = new Map((existing.Metrics ?? []).map(({ Id, Label }) => [Id, Label]));
  const Metrics = (wanted.Metrics ?? []).map((query): MetricAlarmQuery => {
    const Label = labels.get(query.Id);
    const labelled = Label === undefined ? query : { ...query, Label };
    return Unit === undefined ? labelled : withStat(labelled, { Unit });
  });
  return { ...without, Unit: undefined, Metrics };
}

function ofStatistic(existing: MetricAlarmRequest, wanted: MetricAlarmRequest): Partial<MetricAlarmRequest> {
  const Stat = wanted.Statistic ?? wanted.ExtendedStatistic ?? firstStat(wanted)?.Stat;
  if (Stat === undefined) return {};
  if (isOfQueries(existing)) return { Metrics: existing.Metrics?.map((query) => withStat(query, { Stat })) };
  const none = { Statistic: undefined, ExtendedStatistic: undefined, EvaluateLowSampleCountPercentile: undefined };
  return { ...none, ...plainStatistic(Stat) };
}

function ofPeriod(existing: MetricAlarmRequest, wanted: MetricAlarmRequest): Partial<MetricAlarmRequest> {
  const Period = wanted.Period ?? firstStat(wanted)?.Period;
  if (Period === undefined) return {};
  if (!isOfQueries(existing)) return { Period };
  return {
    Metrics: existing.Metrics?.map((query) => ({
      ...withStat(query, { Period }),
      ...(query.Period === undefined ? {} : { Period }),
    })),
  };
}

const firstStat = ({ Metrics = [] }: MetricAlarmRequest) =>
  Metrics.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat;

type Stat = NonNullable<MetricAlarmQuery['MetricStat']>;

const withStat = (query: MetricAlarmQuery, change: Partial<Stat>): MetricAlarmQuery =>
  query.MetricStat === undefined ? query : { ...query, MetricStat: { ...query.MetricStat, ...change } };

/** Whether two alarms look at anything in common. */
export function aboutTheSame(a: MetricAlarmRequest, b: MetricAlarmRequest): boolean {
  const [one, other] = [seriesOf(a), seriesOf(b)];
  return [...one].some((series) => other.has(series));
}
