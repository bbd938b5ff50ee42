import type { AlarmDefinition, AlarmQuery } from '../../../model/alarms/definition.ts';
import type { MetricAlarmQuery } from '../../../model/alarms/metricAlarmRequest.ts';
import { MetricAlarmRequest } from '../../../model/alarms/metricAlarmRequest.ts';
import type { SeriesName } from '../../../model/metric.ts';
import { SECOND } from '../../../units/units.ts';

/** What PutMetricAlarm is told to make an alarm: a plain metric where there is no expression, else `Metrics`. */
export function requestOf(definition: AlarmDefinition): MetricAlarmRequest {
  const { name, description, actions, comparison, threshold, evaluationPeriods, datapointsToAlarm, missing } = definition;
  return {
    AlarmName: name,
    AlarmDescription: description,
    ActionsEnabled: true,
    AlarmActions: [...actions],
    OKActions: [...actions],
    ...watchedBy(definition),
    EvaluationPeriods: evaluationPeriods,
    DatapointsToAlarm: datapointsToAlarm,
    Threshold: threshold,
    ComparisonOperator: comparison,
    TreatMissingData: missing,
  };
}

const Statistic = MetricAlarmRequest.shape.Statistic.unwrap();

/** A statistic as a plain alarm names it: percentiles have a member of their own. */
export function plainStatistic(statistic: string): Pick<MetricAlarmRequest, 'Statistic' | 'ExtendedStatistic'> {
  const plain = Statistic.safeParse(statistic);
  return plain.success ? { Statistic: plain.data } : { ExtendedStatistic: statistic };
}

/** Whether it compares what `Metrics` computes, instead of a metric as it is. */
export const isOfQueries = ({ Metrics = [] }: MetricAlarmRequest): boolean => Metrics.length > 0;

function watchedBy({ queries, period }: AlarmDefinition): Partial<MetricAlarmRequest> {
  const seconds = period / SECOND;
  const [only] = queries;
  if (queries.length !== 1 || only === undefined || only.series === null)
    return { Metrics: queries.map((query) => queryOf(query, seconds)) };
  const { name, statistic } = only.series;
  return {
    Namespace: name.namespace,
    MetricName: name.metric,
    Dimensions: dimensionsOf(name),
    ...plainStatistic(statistic),
    Period: seconds,
  };
}

function queryOf({ id, series, expression, compared }: AlarmQuery, seconds: number): MetricAlarmQuery {
  const base = { Id: id, ReturnData: compared };
  if (series === null) return { ...base, Expression: expression ?? '' };
  const { name, statistic } = series;
  const Metric = { Namespace: name.namespace, MetricName: name.metric, Dimensions: dimensionsOf(name) };
  return { ...base, MetricStat: { Metric, Period: seconds, Stat: statistic } };
}

const dimensionsOf = ({ dimensions }: SeriesName) => Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

/** Members of DescribeAlarms that say how an alarm fares, not how it was made. */
const STATE: ReadonlySet<string> = new Set([
  'AlarmArn',
  'AlarmConfigurationUpdatedTimestamp',
  'StateValue',
  'StateReason',
  'StateReasonData',
  'StateUpdatedTimestamp',
  'StateTransitionedTimestamp',
  'EvaluationState',
]);

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** The request that would make an alarm as DescribeAlarms tells it; null: it has something that we could not write again. */
export function madeBy(told: Readonly<Record<string, unknown>>): MetricAlarmRequest | null {
  const made = Object.entries(told).filter(([member, value]) => !STATE.has(member) && !isNothing(value));
  const read = MetricAlarmRequest.safeParse(Object.fromEntries(made));
  return read.success ? read.data : null;
}

/** Whether two requests make the same alarm, whatever the order of dimensions and whichever defaults are written out. */
export const makeSame = (a: MetricAlarmRequest, b: MetricAlarmRequest): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

type Dimensions = NonNullable<MetricAlarmRequest['Dimensions']>;

/** In one order, whichever they came in. */
const sorted = (dimensions: Dimensions | undefined): Dimensions | undefined =>
  dimensions === undefined ? undefined : [...dimensions].sort((a, b) => (a.Name < b.Name ? -1 : 1));

/** In one order, without what the service takes when nothing is said. */
function canonical(request: MetricAlarmRequest): readonly (readonly [string, unknown])[] {
  const { AlarmDescription, ActionsEnabled, DatapointsToAlarm, TreatMissingData, Dimensions, Metrics, EvaluationWindow } =
    request;
  const whole: Readonly<Record<string, unknown>> = {
    ...request,
    AlarmDescription: AlarmDescription === '' ? undefined : AlarmDescription,
    ActionsEnabled: ActionsEnabled ?? true,
    DatapointsToAlarm: DatapointsToAlarm ?? request.EvaluationPeriods,
    TreatMissingData: TreatMissingData ?? 'missing',
    Dimensions: sorted(Dimensions),
    Metrics: Metrics?.map(canonicalQuery).sort(([a], [b]) => (a < b ? -1 : 1)),
    EvaluationWindow: EvaluationWindow !== undefined && 'SlidingWindow' in EvaluationWindow ? undefined : EvaluationWindow,
  };
  return Object.keys(whole)
    .sort()
    .flatMap((member) => {
      const value = whole[member];
      return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[member, value] as const];
    });
}

const canonicalQuery = ({ Id, MetricStat: stat, Expression, Label, ReturnData = true, Period, AccountId }: MetricAlarmQuery) =>
  [
    Id,
    JSON.stringify([
      stat?.Metric.Namespace,
      stat?.Metric.MetricName,
      sorted(stat?.Metric.Dimensions),
      stat?.Period,
      stat?.Stat,
      stat?.Unit,
      [Expression, Label, ReturnData, Period, AccountId],
    ]),
  ] as const;

/** Which members another request has otherwise, in the words of the service's own members. */
export function differences(
  before: MetricAlarmRequest | null,
  after: MetricAlarmRequest,
): { field: string; before: string | null; after: string | null }[] {
  const [old, now] = [new Map(before === null ? [] : canonical(before)), new Map(canonical(after))];
  const members = Object.keys(MetricAlarmRequest.shape).filter((member) => member !== 'AlarmName');
  return members.flatMap((member) => {
    const [was, is] = [old.get(member), now.get(member)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const words = (value: unknown, of: MetricAlarmRequest | null) => (value === undefined ? null : wordsOf(member, value, of));
    return [{ field: member, before: words(was, before), after: words(is, after) }];
  });
}

function wordsOf(member: string, value: unknown, of: MetricAlarmRequest | null): string {
  switch (member) {
    case 'Dimensions':
      return dimensionWords(of?.Dimensions);
    case 'Metrics':
      return (of?.Metrics ?? []).map(queryWords).join('; ');
    case 'Period':
      return `${String(value)} s`;
    case 'AlarmActions':
    case 'OKActions':
    case 'InsufficientDataActions':
      return Array.isArray(value) ? value.join(', ') : String(value);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

const dimensionWords = (dimensions: MetricAlarmRequest['Dimensions'] = []): string =>
  dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(', ');

function queryWords({ Id, MetricStat: stat, Expression, ReturnData = true }: MetricAlarmQuery): string {
  const compared = ReturnData ? ' (compared)' : '';
  if (stat === undefined) return `${Id} = ${Expression ?? ''}${compared}`;
  const { MetricName = '', Dimensions } = stat.Metric;
  return `${Id} = ${stat.Stat} of ${MetricName} {${dimensionWords(Dimensions)}} over ${stat.Period} s${compared}`;
}

/** Every series that an alarm compares or computes with, to tell whether two are about the same thing. */
export function seriesOf({ Namespace, MetricName, Dimensions, Metrics = [] }: MetricAlarmRequest): ReadonlySet<string> {
  const plain = MetricName === undefined ? [] : [{ Namespace, MetricName, Dimensions }];
  const queried = Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
  return new Set(
    [...plain, ...queried].map((each) =>
      JSON.stringify([each.Namespace, each.MetricName, dimensionWords(sorted(each.Dimensions))]),
    ),
  );
}

/** What an alarm is billed by: each metric that it looks at. */
export const billedMetrics = ({ Metrics = [] }: MetricAlarmRequest): number =>
  Metrics.length === 0 ? 1 : Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length;
