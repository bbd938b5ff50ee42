import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Dimension } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { parseExpression } from '#shared/analysis/metricMath/parse.ts';
import { referencesOf } from '#shared/analysis/metricMath/syntax.ts';
import type { Node } from '#shared/analysis/metricMath/syntax.ts';
import { isPeriod } from '../metrics/metricSource.ts';
import { findStatistic } from '../metrics/statistics.ts';
import type { Statistic } from '../metrics/statistics.ts';
import { readDimensions } from '../shapes.ts';
import type { MetricDataQuery } from '../shapes.ts';

/** A query that was found good. */
export type Query = MetricQuery | ExpressionQuery;

interface Asked {
  readonly id: string;
  /** As it was given; may have `${…}` in it. */
  readonly label: string | null;
  readonly returned: boolean;
}

export interface MetricQuery extends Asked {
  readonly kind: 'metric';
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly Dimension[];
  readonly statistic: Statistic;
  readonly period: Millis;
  readonly unit: string | null;
}

export interface ExpressionQuery extends Asked {
  readonly kind: 'expression';
  readonly expression: Node;
  /** Null takes that of the metrics. */
  readonly period: Millis | null;
}

const invalid = (message: string) => refused('ValidationException', message);

/** A complaint about an expression, as the service begins it. */
export const inExpression = (id: string, sentence: string) => invalid(`Error in expression '${id}': ${sentence}`);

/**
 * All queries, each after those that it refers to, or the first complaint. `name` is what the service calls their list, `member` how it
 * counts them.
 */
export function readQueries(
  raw: readonly MetricDataQuery[],
  name: string,
  accountId: string,
): Result<readonly Query[], AwsError> {
  const queries = new Map<string, Query>();
  for (const [i, each] of raw.entries()) {
    const query = readQuery(each, `${name}.member.${i + 1}`, accountId);
    if (!query.ok) return query;
    if (queries.has(each.Id)) return invalid(`The values for parameter id in ${name} are not unique.`);
    queries.set(each.Id, query.value);
  }
  return inOrder(queries);
}

function readQuery(raw: MetricDataQuery, where: string, accountId: string): Result<Query, AwsError> {
  const { Id, MetricStat, Expression, Label, ReturnData = true, Period, AccountId = accountId } = raw;
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id))
    return invalid(`The value ${Id} for parameter ${where}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`);
  if (AccountId !== accountId)
    return invalid(`The value ${AccountId} for parameter ${where}.AccountId is not an account that is linked to this one.`);
  if (Period !== undefined && !isPeriod(Period))
    return invalid(`The parameter ${where}.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`);
  const asked = { id: Id, label: Label === undefined || Label === '' ? null : Label, returned: ReturnData };

  if (MetricStat === undefined) {
    if (Expression === undefined)
      return invalid(`Exactly one of the parameters ${where}.MetricStat and ${where}.Expression must be given.`);
    if (/^\s*SELECT\s/i.test(Expression)) return inExpression(Id, 'the simulator does not run Metrics Insights queries');
    const expression = parseExpression(Expression);
    if (!expression.ok) return inExpression(Id, expression.error);
    const period = Period === undefined ? null : millis(Period * 1000);
    return ok({ kind: 'expression', ...asked, expression: expression.value, period });
  }
  if (Expression !== undefined)
    return invalid(`Exactly one of the parameters ${where}.MetricStat and ${where}.Expression must be given.`);
  const { Metric, Stat, Unit = null } = MetricStat;
  const missing = (['Namespace', 'MetricName'] as const).find((member) => Metric[member] === undefined);
  if (Metric.Namespace === undefined || Metric.MetricName === undefined)
    return invalid(`The parameter ${where}.MetricStat.Metric.${missing} is required.`);
  if (!isPeriod(MetricStat.Period))
    return invalid(`The parameter ${where}.MetricStat.Period must be a multiple of 60, or 1, 5, 10, 20 or 30.`);
  const statistic = findStatistic(Stat);
  if (statistic === null) return invalid(`The value ${Stat} for parameter ${where}.MetricStat.Stat is not supported.`);
  return ok({
    kind: 'metric',
    ...asked,
    namespace: Metric.Namespace,
    metric: Metric.MetricName,
    dimensions: readDimensions(Metric.Dimensions),
    statistic,
    period: millis(MetricStat.Period * 1000),
    unit: Unit,
  });
}

/** Metrics first, then expressions as soon as all that they refer to is there. */
function inOrder(queries: ReadonlyMap<string, Query>): Result<readonly Query[], AwsError> {
  const waiting = new Map<string, ReadonlySet<string>>();
  for (const query of queries.values()) {
    if (query.kind === 'metric') continue;
    const references = new Set(referencesOf(query.expression));
    const unknown = [...references].find((id) => !queries.has(id));
    if (unknown !== undefined) return inExpression(query.id, `Unrecognized id '${unknown}'`);
    waiting.set(query.id, references);
  }
  const ordered = [...queries.values()].filter(({ kind }) => kind === 'metric');
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, references]) => [...references].every((id) => !waiting.has(id)));
    const [[stuck] = ['']] = waiting;
    if (ready.length === 0) return inExpression(stuck, 'Circular reference');
    for (const [id] of ready) {
      const query = queries.get(id);
      if (query !== undefined) ordered.push(query);
    }
    for (const [id] of ready) waiting.delete(id);
  }
  return ok(ordered);
}
