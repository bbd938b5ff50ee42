import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../../awsError.ts';
import { integer, oneOf, structure, text } from '../../../input.ts';
import { pageOf } from '../../../pageToken.ts';
import { operation } from '../../../service.ts';
import { logGroupName } from '../../store/logGroups.ts';
import { statusOf } from '../startedQuery.ts';
import { QUERY_LANGUAGES } from './startQuery.ts';

const STATUSES = ['Scheduled', 'Running', 'Complete', 'Failed', 'Cancelled', 'Timeout', 'Unknown'] as const;

export const describeQueries = operation(
  'DescribeQueries',
  structure(
    {},
    {
      logGroupName,
      status: oneOf(STATUSES),
      maxResults: integer({ min: 1, max: 1000 }),
      nextToken: text({ min: 1 }),
      queryLanguage: oneOf(QUERY_LANGUAGES),
    },
  ),
  ({ nextToken, maxResults = 1000, ...filter }, { state, now }) => {
    const found = [...state.logs.queries.values()]
      .reverse()
      .filter(
        (query) =>
          (filter.logGroupName === undefined || query.groups.some(({ name }) => name === filter.logGroupName)) &&
          (filter.status === undefined || statusOf(query, now) === filter.status) &&
          (filter.queryLanguage ?? 'CWLI') === 'CWLI',
      );
    const page = pageOf(found, { operation: 'DescribeQueries', filter: filter, limit: maxResults, token: nextToken });
    if (!page.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');
    return ok({
      queries: page.value.items.map((query) => ({
        queryLanguage: 'CWLI',
        queryId: query.id,
        queryString: query.text,
        status: statusOf(query, now),
        createTime: query.created,
        logGroupName: query.groups[0]?.name,
      })),
      nextToken: page.value.next,
    });
  },
);
