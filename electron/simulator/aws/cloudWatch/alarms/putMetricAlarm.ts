import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { DAY, HOUR } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import { double, flag, integer, list, oneOf, structure, text } from '../../input.ts';
import { dimensions, metricDataQuery, metricName, namespace, statistic, unit } from '../shapes.ts';
import { comparisons, missingData } from '#shared/model/alarm.ts';
import { alarmArn, alarmOperation, initialState, invalid, readSettings, tagNew } from './alarmOperation.ts';
import { readWatched } from './readWatched.ts';
import { alarmName, settings } from './shapes.ts';

const input = structure(
  { AlarmName: alarmName },
  {
    ...settings,
    MetricName: metricName,
    Namespace: namespace,
    Statistic: statistic,
    ExtendedStatistic: text(),
    Dimensions: dimensions,
    Period: integer({ min: 1 }),
    Unit: unit,
    EvaluationPeriods: integer({ min: 1 }),
    DatapointsToAlarm: integer({ min: 1 }),
    Threshold: double,
    ComparisonOperator: oneOf([
      ...comparisons,
      'LessThanLowerOrGreaterThanUpperThreshold',
      'LessThanLowerThreshold',
      'GreaterThanUpperThreshold',
    ]),
    TreatMissingData: text({ min: 1, max: 255 }),
    EvaluateLowSampleCountPercentile: text({ min: 1, max: 255 }),
    Metrics: list(metricDataQuery),
    ThresholdMetricId: text({ min: 1, max: 255 }),
    EvaluationWindow: structure(
      {},
      { WallClockWindow: structure({}, { Timezone: text({ min: 1, max: 50 }) }), SlidingWindow: structure({}, {}) },
    ),
    WarmUpConfiguration: structure(
      { WarmUpPeriodDurationInMinutes: integer({ min: 1, max: 2880 }) },
      { OnlyStartEvaluatingAfterWarmUpPeriodEnds: flag },
    ),
    EvaluationCriteria: structure({}, {}),
    EvaluationInterval: integer({ min: 10, max: 3600 }),
  },
);
export type MetricAlarmInput = NonNullable<ReturnType<typeof input>>;

export const putMetricAlarm = alarmOperation('PutMetricAlarm', input, (given, context) => {
  const { alarms } = context.state.cloudWatch;
  const { AlarmName: name, Tags = [] } = given;
  const known = alarms.find(name);
  if (known?.kind === 'composite') return invalid(`${name} is the name of a composite alarm.`);
  const read = readSettings(given);
  if (!read.ok) return read;
  const rules = readRules(given);
  if (!rules.ok) return rules;
  const watched = readWatched(given, context);
  if (!watched.ok) return watched;
  const { evaluationPeriods } = rules.value;
  const { period } = watched.value;
  const longest = period >= HOUR ? 7 * DAY : DAY;
  if (evaluationPeriods * period > longest)
    return invalid(
      longest === DAY
        ? 'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).'
        : 'Metrics cannot be checked across more than seven days (EvaluationPeriods * Period must be <= 604800).',
    );

  const arn = alarmArn(context, name);
  const tags = tagNew(context, arn, Tags);
  if (!tags.ok) return tags;
  const configuration = configurationOf(given);
  const alarm = {
    kind: 'metric' as const,
    name,
    arn,
    settings: { ...read.value, ...configuration },
    configured: context.now,
    state: initialState(known, context),
    ...watched.value,
    ...rules.value,
  };
  alarms.put(alarm, inHistory(configuration), context.now);
  return ok({});
});

const NOT_SIMULATED = ['WarmUpConfiguration', 'EvaluationCriteria', 'EvaluationInterval'] as const;

/** When it alarms. */
function readRules(given: MetricAlarmInput) {
  const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, Threshold, ComparisonOperator } = given;
  const absent = NOT_SIMULATED.find((member) => given[member] !== undefined);
  if (absent !== undefined) return invalid(`The simulator has no alarms with ${absent}.`);
  const comparison = comparisons.find((each) => each === ComparisonOperator);
  if (given.ThresholdMetricId !== undefined || (ComparisonOperator !== undefined && comparison === undefined))
    return invalid('The simulator has no anomaly detection: ThresholdMetricId and its comparison operators are not supported.');
  if (EvaluationPeriods === undefined || DatapointsToAlarm === undefined)
    return invalid('The parameter EvaluationPeriods is required.');
  if (comparison === undefined) return invalid('The parameter ComparisonOperator is required.');
  if (Threshold === undefined) return invalid('The parameter Threshold is required.');
  if (!Number.isFinite(Threshold)) return invalid('The parameter Threshold must be a number.');
  if (DatapointsToAlarm > EvaluationPeriods)
    return invalid('The parameter DatapointsToAlarm must be less than or equal to EvaluationPeriods.');

  const { TreatMissingData = 'missing', EvaluateLowSampleCountPercentile: low = 'evaluate', EvaluationWindow } = given;
  const missing = missingData.find((each) => each === TreatMissingData);
  if (missing === undefined) return unsupported('treating missing data', TreatMissingData, missingData);
  if (low !== 'evaluate' && low !== 'ignore')
    return unsupported('evaluating percentiles of few samples', low, ['evaluate', 'ignore']);
  if (given.EvaluateLowSampleCountPercentile !== undefined && given.ExtendedStatistic === undefined)
    return invalid('EvaluateLowSampleCountPercentile needs an ExtendedStatistic.');
  const timezone = EvaluationWindow?.WallClockWindow?.Timezone ?? 'UTC';
  if (timezone !== 'UTC') return invalid(`The simulator knows no wall clock of ${timezone}, only of UTC.`);
  return ok({
    comparison,
    threshold: Threshold,
    evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm,
    someOfMany: given.DatapointsToAlarm !== undefined,
    missing,
    fewestSamples: low === 'ignore' ? fewestSamples(given.ExtendedStatistic ?? '') : 0,
    wallClock: EvaluationWindow?.WallClockWindow !== undefined,
  });
}

const unsupported = (what: string, value: string, supported: readonly string[]): Result<never, AwsError> =>
  invalid(`Option for ${what} (${value}) is not supported. Supported options: [${supported.join(', ')}].`);

/** So many samples make a percentile significant: ten on its rarer side. */
function fewestSamples(extendedStatistic: string): number {
  const percent = Number(/^p([\d.]+)$/i.exec(extendedStatistic)?.[1] ?? '');
  const share = Math.min(percent, 100 - percent) / 100;
  return share > 0 ? Math.ceil(10 / share - 1e-9) : 0;
}

/** What DescribeAlarms tells as it was given. */
function configurationOf(given: MetricAlarmInput) {
  // prettier-ignore
  const { MetricName, Namespace, Statistic, ExtendedStatistic, Dimensions, Period, Unit, EvaluationPeriods, DatapointsToAlarm, Threshold,
    ComparisonOperator, TreatMissingData, EvaluateLowSampleCountPercentile, Metrics, EvaluationWindow } = given;
  // prettier-ignore
  return { MetricName, Namespace, Statistic, ExtendedStatistic, Dimensions: Metrics === undefined ? (Dimensions ?? []) : undefined, Period,
    Unit, EvaluationPeriods, DatapointsToAlarm, Threshold, ComparisonOperator, TreatMissingData, EvaluateLowSampleCountPercentile, Metrics,
    EvaluationWindow };
}

/** The history begins names with small letters. */
const inHistory = (configuration: object): object =>
  Object.fromEntries(
    Object.entries(configuration).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value as unknown]),
  );
