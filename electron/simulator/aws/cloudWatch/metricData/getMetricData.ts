import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { integer, list, structure, text, timestamp } from '../../input.ts';
import { pageTokens } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { sameTimes } from '#shared/analysis/metricMath/values.ts';
import { catalogueOf } from '../metrics/metricSource.ts';
import { metricDataQuery, scanBy } from '../shapes.ts';
import { evaluateQueries } from './evaluateQueries.ts';
import type { Answered } from './evaluateQueries.ts';
import { readQueries } from './readQueries.ts';

const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;

export const getMetricData = operation(
  'GetMetricData',
  structure(
    { MetricDataQueries: list(metricDataQuery), StartTime: timestamp, EndTime: timestamp },
    {
      NextToken: text(),
      ScanBy: scanBy,
      MaxDatapoints: integer(),
      LabelOptions: structure({}, { Timezone: text({ pattern: '[+-]\\d{4}' }) }),
    },
  ),
  ({ NextToken, ...request }, { region, state, now }) => {
    const { StartTime, EndTime, ScanBy = 'TimestampDescending', MaxDatapoints = MOST_DATAPOINTS } = request;
    if (request.MetricDataQueries.length > MOST_QUERIES)
      return invalid(`The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`);
    if (StartTime >= EndTime) return invalid('The parameter StartTime must be less than the parameter EndTime.');
    if (MaxDatapoints < 1 || MaxDatapoints > MOST_DATAPOINTS)
      return invalid(`The parameter MaxDatapoints must be between 1 and ${MOST_DATAPOINTS}.`);
    const queries = readQueries(request.MetricDataQueries, 'MetricDataQueries', region.accountId);
    if (!queries.ok) return queries;
    const tokens = pageTokens('GetMetricData', request);
    const place = tokens.read(NextToken === '' ? undefined : NextToken, 2);
    if (!place.ok) return refused('InvalidNextToken', 'The NextToken is not valid.');
    const span = { from: StartTime, to: EndTime, origin: millis(0), now };
    const answers = evaluateQueries(queries.value, catalogueOf(region, state.cloudWatch.metrics), span);
    if (!answers.ok) return answers;

    const lines = linesInOrder(request.MetricDataQueries, answers.value);
    const page = pageOf(lines, place.value, MaxDatapoints, ScanBy === 'TimestampDescending');
    return ok({
      MetricDataResults: page.results,
      Messages: answers.value.flatMap(({ cut }) => (cut ? [TOO_MANY] : [])),
      ...(page.next === null ? {} : { NextToken: tokens.write(page.next) }),
    });
  },
);

const invalid = (message: string) => refused('ValidationException', message);

const TOO_MANY = { Code: 'MaxMetricsExceeded', Value: 'The maximum number of allowed metrics, 500, has been exceeded.' };

interface Line {
  readonly id: string;
  readonly label: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** As they were asked for. */
function linesInOrder(asked: readonly { readonly Id: string }[], answers: readonly Answered[]): readonly Line[] {
  const byId = new Map(answers.map(({ query, lines }) => [query.id, lines]));
  return asked.flatMap(({ Id: id }) => (byId.get(id) ?? []).map(({ label, times, values }) => ({ id, label, times, values })));
}

/** So many points from a place on: a line, and a point of it. */
function pageOf(lines: readonly Line[], [firstLine = 0, firstPoint = 0]: readonly number[], most: number, newestFirst: boolean) {
  const results: object[] = [];
  const moments = momentsOf();
  let left = most;
  for (let i = firstLine; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined) break;
    if (left === 0) return { results, next: [i, 0] };
    const { id, label, times, values } = line;
    const start = Math.min(i === firstLine ? firstPoint : 0, times.length);
    const end = Math.min(times.length, start + left);
    const complete = end === times.length;
    results.push({
      Id: id,
      Label: label,
      Timestamps: moments(part(times, start, end, newestFirst)),
      Values: part(values, start, end, newestFirst),
      StatusCode: complete ? 'Complete' : 'PartialData',
    });
    left -= end - start;
    if (!complete) return { results, next: [i, end] };
  }
  return { results, next: null };
}

/** The points from `start` to `end`, counted from the newest or the oldest. */
const part = <T>(all: readonly T[], start: number, end: number, newestFirst: boolean): readonly T[] =>
  newestFirst ? all.slice(all.length - end, all.length - start).reverse() : all.slice(start, end);

/** Lists of times as moments; the same list again where metrics have their points at the same times. */
function momentsOf(): (times: readonly number[]) => readonly Date[] {
  let last: readonly number[] = [];
  let moments: readonly Date[] = [];
  return (times) => {
    if (!sameTimes(times, last)) moments = times.map((at) => new Date(at));
    last = times;
    return moments;
  };
}
