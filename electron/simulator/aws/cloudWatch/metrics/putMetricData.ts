import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import { awsError, refused } from '../../awsError.ts';
import { double, flag, integer, list, mapOf, structure, text, timestamp } from '../../input.ts';
import { operation } from '../../service.ts';
import { catchUpAlarms } from '../alarms/evaluation/catchUpAlarms.ts';
import { dimensions, metricName, namespace, readDimensions, unit } from '../shapes.ts';
import type { Observation } from './customMetrics.ts';

const MOST_METRICS = 1000;
const MOST_VALUES = 150;
const MOST_EXTREME = 2 ** 360;

const metricData = list(
  structure(
    { MetricName: metricName },
    {
      Dimensions: dimensions,
      Timestamp: timestamp,
      Value: double,
      StatisticValues: structure({ SampleCount: double, Sum: double, Minimum: double, Maximum: double }, {}),
      Values: list(double),
      Counts: list(double),
      Unit: unit,
      StorageResolution: integer({ min: 1 }),
    },
  ),
);
type MetricDatum = NonNullable<ReturnType<typeof metricData>>[number];

export const putMetricData = operation(
  'PutMetricData',
  structure(
    { Namespace: namespace },
    {
      MetricData: metricData,
      EntityMetricData: list(
        structure(
          {},
          {
            Entity: structure(
              {},
              {
                KeyAttributes: mapOf(text({ min: 1, max: 32 }), text({ min: 1, max: 2048 }), { max: 4 }),
                Attributes: mapOf(text({ min: 1, max: 256 }), text({ min: 1, max: 2048 }), { max: 10 }),
              },
            ),
            MetricData: metricData,
          },
        ),
        { max: 2 },
      ),
      StrictEntityValidation: flag,
    },
  ),
  ({ Namespace, MetricData = [], EntityMetricData = [] }, context) => {
    const { state, now } = context;
    if (Namespace.startsWith('AWS/')) return invalid('The value AWS/ for parameter Namespace is invalid.');
    const all = [
      ...MetricData.map((datum, i) => ({ datum, where: `MetricData.member.${i + 1}` })),
      ...EntityMetricData.flatMap(({ MetricData: data = [] }, e) =>
        data.map((datum, i) => ({ datum, where: `EntityMetricData.member.${e + 1}.MetricData.member.${i + 1}` })),
      ),
    ];
    if (all.length === 0) return refused('MissingRequiredParameterException', 'The parameter MetricData is required.');
    if (all.length > MOST_METRICS) return invalid(`The collection MetricData must not have a size greater than ${MOST_METRICS}.`);
    const observations: (readonly [MetricDatum, Observation])[] = [];
    for (const { datum, where } of all) {
      const observation = readDatum(datum, where, now);
      if (!observation.ok) return observation;
      observations.push([datum, observation.value]);
    }
    // What comes now was not known in the minutes before.
    catchUpAlarms(context);
    for (const [{ MetricName, Dimensions }, observation] of observations)
      state.cloudWatch.metrics.add(Namespace, MetricName, readDimensions(Dimensions), observation);
    return ok({});
  },
);

const invalid = (message: string) => refused('InvalidParameterValueException', message);
const clash = (message: string) => refused('InvalidParameterCombinationException', message);

function readDatum(datum: MetricDatum, where: string, now: Millis): Result<Observation, AwsError> {
  const { Timestamp = now, Unit = 'None', StorageResolution = 60, Dimensions = [] } = datum;
  if (StorageResolution !== 1 && StorageResolution !== 60)
    return invalid(`The parameter ${where}.StorageResolution must be 1 or 60.`);
  if (new Set(Dimensions.map(({ Name }) => Name)).size < Dimensions.length)
    return invalid(`The parameter ${where}.Dimensions has a name more than once.`);
  if (Timestamp < now - 14 * DAY)
    return invalid(`The parameter ${where}.Timestamp must specify a time no more than two weeks in the past.`);
  if (Timestamp > now + 2 * HOUR)
    return invalid(`The parameter ${where}.Timestamp must specify a time no more than two hours in the future.`);
  const samples = readSamples(datum, where);
  return samples.ok ? ok({ at: Timestamp, unit: Unit, fine: StorageResolution === 1, ...samples.value }) : samples;
}

type Amounts = Pick<Observation, 'count' | 'sum' | 'minimum' | 'maximum' | 'values'>;

function readSamples({ Value, StatisticValues, Values, Counts }: MetricDatum, where: string): Result<Amounts, AwsError> {
  const given = [Value, StatisticValues, Values].filter((each) => each !== undefined).length;
  if (given === 0)
    return refused(
      'MissingRequiredParameterException',
      `At least one of the parameters ${where}.Value, ${where}.Values and ${where}.StatisticValues must be specified.`,
    );
  if (given > 1)
    return clash(`The parameters ${where}.Value, ${where}.Values and ${where}.StatisticValues are mutually exclusive.`);
  if (StatisticValues !== undefined) {
    const { SampleCount: count, Sum: sum, Minimum: minimum, Maximum: maximum } = StatisticValues;
    const wrong = firstOutside(Object.entries(StatisticValues), `${where}.StatisticValues`);
    if (wrong !== null) return failed(wrong);
    if (count <= 0) return invalid(`The parameter ${where}.StatisticValues.SampleCount must be greater than 0.`);
    if (minimum > maximum)
      return clash(`The parameter ${where}.StatisticValues.Maximum must be greater than ${where}.StatisticValues.Minimum.`);
    return ok({ count, sum, minimum, maximum, values: null });
  }
  const values = Values ?? [Value ?? 0];
  const counts = Counts ?? values.map(() => 1);
  if (values.length === 0) return invalid(`The parameter ${where}.Values must not be empty.`);
  if (values.length > MOST_VALUES)
    return invalid(`The collection ${where}.Values must not have a size greater than ${MOST_VALUES}.`);
  if (values.length !== counts.length)
    return invalid(`The parameters ${where}.Values and ${where}.Counts must be of the same size.`);
  const wrong =
    firstOutside(Object.entries(values), Values === undefined ? `${where}.Value` : `${where}.Values`) ??
    firstOutside(Object.entries(counts), `${where}.Counts`);
  if (wrong !== null) return failed(wrong);
  if (counts.some((count) => count <= 0)) return invalid(`The parameter ${where}.Counts must be greater than 0.`);
  return ok({
    count: counts.reduce((sum, count) => sum + count, 0),
    sum: values.reduce((sum, value, i) => sum + value * (counts[i] ?? 0), 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    values: values.map((value, i) => [value, counts[i] ?? 0]),
  });
}

/** Numbers that the service does not take. */
function firstOutside(numbers: readonly (readonly [string, number])[], where: string): AwsError | null {
  for (const [name, value] of numbers) {
    const parameter = /^\d+$/.test(name) ? where : `${where}.${name}`;
    if (!Number.isFinite(value))
      return awsError('InvalidParameterValueException', `The parameter ${parameter} must be a number.`);
    if (Math.abs(value) > MOST_EXTREME)
      return awsError(
        'InvalidParameterValueException',
        `The value ${value} for parameter ${parameter} is outside of -2^360 to 2^360.`,
      );
  }
  return null;
}
