import { metricEntry } from '../../../catalogue/metrics.ts';
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
  const isReplaced = isOther || has('no-such-dimension');
  if (isReplaced) change(watching(existing, wanted));
  else {
    if (has('statistic')) change(ofStatistic(next, wanted));
    if (has('period')) change(ofPeriod(next, wanted));
  }
  // Neither is right or wrong without the other: above 0 is not from 0 on. And what an expression scaled was compared in its own unit.
  if (isOther || (isReplaced && isOfQueries(existing)) || has('threshold', 'comparison'))
    change({ Threshold: wanted.Threshold, ComparisonOperator: wanted.ComparisonOperator });
  if (has('missing-data')) change({ TreatMissingData: wanted.TreatMissingData });
  // As many periods of another length would be another stretch of time.
  if (has('evaluation') || longestPeriod(next) !== longestPeriod(existing))
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

/** Of an expression that looks at other metrics too, only what should be looked at has another statistic. */
function ofStatistic(existing: MetricAlarmRequest, wanted: MetricAlarmRequest): Partial<MetricAlarmRequest> {
  const stats = statsOf(wanted);
  if (isOfQueries(existing))
    return {
      Metrics: existing.Metrics?.map((query) => {
        const Stat = stats.get(nameOf(query.MetricStat?.Metric ?? {}));
        return Stat === undefined ? query : withStat(query, { Stat });
      }),
    };
  const Stat = stats.get(nameOf(existing));
  if (Stat === undefined) return {};
  const none = { Statistic: undefined, ExtendedStatistic: undefined, EvaluateLowSampleCountPercentile: undefined };
  return { ...none, ...plainStatistic(Stat) };
}

/** A metric can have several names. */
const nameOf = ({ Namespace = '', MetricName = '' }: Pick<MetricAlarmRequest, 'Namespace' | 'MetricName'>): string =>
  metricEntry(Namespace, MetricName)?.name ?? MetricName;

/** The statistic of each metric that is looked at, by its name in the catalogue. */
function statsOf(request: MetricAlarmRequest): ReadonlyMap<string, string> {
  const { Statistic, ExtendedStatistic, Metrics = [] } = request;
  const plain = Statistic ?? ExtendedStatistic;
  return new Map([
    ...(plain === undefined ? [] : [[nameOf(request), plain] as const]),
    ...Metrics.flatMap(({ MetricStat: stat }) => (stat === undefined ? [] : [[nameOf(stat.Metric), stat.Stat] as const])),
  ]);
}

/** In seconds. */
const longestPeriod = ({ Period = 0, Metrics = [] }: MetricAlarmRequest): number =>
  Math.max(Period, ...Metrics.map(({ MetricStat }) => MetricStat?.Period ?? 0));

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
