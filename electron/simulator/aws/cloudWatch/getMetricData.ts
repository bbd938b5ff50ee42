import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';
import { flag, integer, list, oneOf, structure, text, timestamp } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import type { AwsContext } from '../service.ts';
import { operation } from '../service.ts';
import { dimensions, metricName, namespace } from './shapes.ts';
import { findStatistic, inPeriods } from './statistics.ts';
import type { Datapoint } from './statistics.ts';

const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;

const metricStat = structure(
  {
    Metric: structure({}, { Namespace: namespace, MetricName: metricName, Dimensions: dimensions }),
    Period: integer({ min: 1 }),
    Stat: text(),
  },
  { Unit: text() },
);

const input = structure(
  {
    MetricDataQueries: list(
      structure(
        { Id: text({ min: 1, max: 255 }) },
        {
          MetricStat: metricStat,
          Expression: text({ min: 1, max: 2048 }),
          Label: text(),
          ReturnData: flag,
          Period: integer({ min: 1 }),
        },
      ),
    ),
    StartTime: timestamp,
    EndTime: timestamp,
  },
  {
    NextToken: text(),
    ScanBy: oneOf(['TimestampDescending', 'TimestampAscending']),
    MaxDatapoints: integer(),
  },
);

/** A query that was found good. */
interface Query {
  readonly id: string;
  readonly label: string;
  readonly returned: boolean;
  readonly period: Millis;
  read(from: Millis, to: Millis): readonly Datapoint[];
}

export const getMetricData = operation('GetMetricData', input, ({ NextToken, ...request }, context) => {
  const { StartTime, EndTime, ScanBy = 'TimestampDescending', MaxDatapoints = MOST_DATAPOINTS } = request;
  if (request.MetricDataQueries.length > MOST_QUERIES)
    return invalid(`The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`);
  if (StartTime >= EndTime) return invalid('The parameter StartTime must be less than the parameter EndTime.');
  if (MaxDatapoints < 1 || MaxDatapoints > MOST_DATAPOINTS)
    return invalid(`The parameter MaxDatapoints must be between 1 and ${MOST_DATAPOINTS}.`);
  const queries = readQueries(request.MetricDataQueries, context);
  if (!queries.ok) return queries;
  const tokens = pageTokens('GetMetricData', request);
  const place = tokens.read(NextToken === '' ? undefined : NextToken, 2);
  if (!place.ok) return refused('InvalidNextToken', 'The NextToken is not valid.');

  const [firstQuery = 0, firstPoint = 0] = place.value;
  const results: object[] = [];
  let left = MaxDatapoints;
  let next: string | undefined;
  const returned = queries.value.filter((query) => query.returned);
  for (let i = firstQuery; i < returned.length; i += 1) {
    const query = returned[i];
    if (query === undefined) break;
    if (left === 0) {
      next = tokens.write([i, 0]);
      break;
    }
    const from = millis(Math.floor(StartTime / query.period) * query.period);
    const points = [...query.read(from, EndTime)];
    if (ScanBy === 'TimestampDescending') points.reverse();
    const start = i === firstQuery ? firstPoint : 0;
    const page = points.slice(start, start + left);
    const complete = start + page.length >= points.length;
    results.push({
      Id: query.id,
      Label: query.label,
      Timestamps: page.map(({ at }) => new Date(at)),
      Values: page.map(({ value }) => value),
      StatusCode: complete ? 'Complete' : 'PartialData',
    });
    left -= page.length;
    if (!complete) {
      next = tokens.write([i, start + page.length]);
      break;
    }
  }
  return ok({ MetricDataResults: results, Messages: [], ...(next === undefined ? {} : { NextToken: next }) });
});

const invalid = (message: string) => refused('ValidationException', message);

type RawQuery = NonNullable<ReturnType<typeof input>>['MetricDataQueries'][number];

/** All or the first complaint. */
function readQueries(raw: readonly RawQuery[], { region }: AwsContext): Result<readonly Query[], AwsError> {
  const queries: Query[] = [];
  const ids = new Set<string>();
  for (const [i, { Id, MetricStat, Expression, Label, ReturnData = true }] of raw.entries()) {
    const where = `MetricDataQueries.member.${i + 1}`;
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id))
      return invalid(`The value ${Id} for parameter ${where}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`);
    if (ids.has(Id)) return invalid('The values for parameter id in MetricDataQueries are not unique.');
    ids.add(Id);
    if ((MetricStat === undefined) === (Expression === undefined))
      return invalid(`Exactly one of the parameters ${where}.MetricStat and ${where}.Expression must be given.`);
    if (MetricStat === undefined) return invalid(`Error in expression '${Id}': the simulator does not calculate metric math.`);

    const { Metric, Period, Stat } = MetricStat;
    if (Metric.Namespace === undefined || Metric.MetricName === undefined)
      return refused(
        'MissingRequiredParameterException',
        `The parameter ${where}.MetricStat.Metric.${Metric.Namespace === undefined ? 'Namespace' : 'MetricName'} is required.`,
      );
    if (Period % 60 !== 0) return invalid(`The parameter ${where}.MetricStat.Period must be a multiple of 60.`);
    const statistic = findStatistic(Stat);
    if (statistic === null) return invalid(`The value ${Stat} for parameter ${where}.MetricStat.Stat is not supported.`);
    const names = (Metric.Dimensions ?? []).map(({ Name: name, Value: value }) => ({ name, value }));
    const series = region.metrics.find(Metric.Namespace, Metric.MetricName, names);
    const unit = MetricStat.Unit;
    const period = millis(Period * 1000);
    queries.push({
      id: Id,
      label: Label === undefined || Label === '' ? Metric.MetricName : Label,
      returned: ReturnData,
      period,
      read: (from, to) =>
        // Data that was published under another unit is not found.
        series === undefined || (unit !== undefined && unit !== series.unit)
          ? []
          : inPeriods(statistic, series.read(from, to), period),
    });
  }
  return ok(queries);
}
