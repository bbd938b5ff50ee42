import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../../awsError.ts';
import { refused } from '../../../awsError.ts';
import { integer, structure, text } from '../../../input.ts';
import { pageTokens } from '../../../pageToken.ts';
import type { AwsContext } from '../../../service.ts';
import { operation } from '../../../service.ts';
import type { StartedQuery } from '../startedQuery.ts';
import { look, statusOf } from '../startedQuery.ts';

const LONGEST_PAGE = 10_000;
const queryId = text({ min: 1, max: 256 });

export const getQueryResults = operation(
  'GetQueryResults',
  structure({ queryId }, { nextToken: text({ max: 1024 }), maxItems: integer({ min: 0, max: LONGEST_PAGE }) }),
  ({ queryId, nextToken, maxItems = LONGEST_PAGE }, context) => {
    const found = findQuery(context, queryId);
    if (!found.ok) return found;
    const tokens = pageTokens('GetQueryResults', { queryId });
    const place = tokens.read(nextToken, 1);
    if (!place.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');
    const { status, results, groups } = look(found.value, context);
    const [from = 0] = place.value;
    const to = from + (maxItems === 0 ? LONGEST_PAGE : maxItems);
    const rows = results?.rows ?? [];
    return ok({
      queryLanguage: 'CWLI',
      results: rows.slice(from, to),
      statistics: {
        recordsMatched: results?.matched ?? 0,
        recordsScanned: results?.scanned ?? 0,
        estimatedRecordsSkipped: 0,
        bytesScanned: results?.bytes ?? 0,
        estimatedBytesSkipped: 0,
        logGroupsScanned: groups.length,
      },
      status,
      ...(to < rows.length ? { nextToken: tokens.write([to]) } : {}),
    });
  },
);

export const stopQuery = operation('StopQuery', structure({ queryId }, {}), ({ queryId }, context) => {
  const found = findQuery(context, queryId);
  if (!found.ok) return found;
  if (statusOf(found.value, context.now) !== 'Running')
    return refused('InvalidParameterException', `Query ${queryId} is not running: it has ended.`);
  found.value.status = 'Cancelled';
  return ok({ success: true });
});

function findQuery({ state }: AwsContext, id: string): Result<StartedQuery, AwsError> {
  const query = state.logs.queries.get(id);
  return query === undefined ? refused('ResourceNotFoundException', 'The specified query does not exist.') : ok(query);
}
