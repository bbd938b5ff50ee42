import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../../awsError.ts';
import { integer, list, oneOf, structure, text } from '../../../input.ts';
import { pageOf } from '../../../pageToken.ts';
import { operation } from '../../../service.ts';
import { logGroupName } from '../../store/logGroups.ts';
import { QUERY_LANGUAGES, queryId } from './startQuery.ts';

const MOST = 1000;
const definitionId = text({ min: 1, max: 256 });
const definitionName = text({ min: 1, max: 255 });
const UNKNOWN = 'The specified query definition does not exist.';

export const putQueryDefinition = operation(
  'PutQueryDefinition',
  structure(
    { name: definitionName, queryString: text({ min: 1, max: 10_000 }) },
    {
      queryLanguage: oneOf(QUERY_LANGUAGES),
      queryDefinitionId: definitionId,
      logGroupNames: list(logGroupName),
      clientToken: text({ min: 36, max: 128, pattern: '\\S{36,128}' }),
    },
  ),
  ({ name, queryString, queryDefinitionId, logGroupNames = [], clientToken }, { state, now, region }) => {
    const { definitions } = state.logs;
    if (queryDefinitionId !== undefined && !definitions.has(queryDefinitionId))
      return refused('ResourceNotFoundException', UNKNOWN);
    // The same token makes the same definition once.
    const id = queryDefinitionId ?? queryId(`${region.name}\n${clientToken ?? `${definitions.size}\n${now}\n${name}`}`);
    if (!definitions.has(id) && definitions.size >= MOST)
      return refused('LimitExceededException', `An account has at most ${MOST} query definitions.`);
    definitions.set(id, { id, name, text: queryString, groups: logGroupNames, modified: now });
    return ok({ queryDefinitionId: id });
  },
);

export const describeQueryDefinitions = operation(
  'DescribeQueryDefinitions',
  structure(
    {},
    {
      queryLanguage: oneOf(QUERY_LANGUAGES),
      queryDefinitionNamePrefix: definitionName,
      maxResults: integer({ min: 1, max: 1000 }),
      nextToken: text({ min: 1 }),
    },
  ),
  ({ nextToken, maxResults = 1000, queryLanguage = 'CWLI', queryDefinitionNamePrefix = '' }, { state }) => {
    const found = [...state.logs.definitions.values()].filter(
      ({ name }) => queryLanguage === 'CWLI' && name.startsWith(queryDefinitionNamePrefix),
    );
    const page = pageOf(found, {
      operation: 'DescribeQueryDefinitions',
      filter: { queryLanguage, queryDefinitionNamePrefix },
      limit: maxResults,
      token: nextToken,
    });
    if (!page.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');
    return ok({
      queryDefinitions: page.value.items.map(({ id, name, text: queryString, groups, modified }) => ({
        queryLanguage: 'CWLI',
        queryDefinitionId: id,
        name,
        queryString,
        lastModified: modified,
        logGroupNames: groups,
      })),
      nextToken: page.value.next,
    });
  },
);

export const deleteQueryDefinition = operation(
  'DeleteQueryDefinition',
  structure({ queryDefinitionId: definitionId }, {}),
  ({ queryDefinitionId }, { state }) =>
    state.logs.definitions.delete(queryDefinitionId) ? ok({ success: true }) : refused('ResourceNotFoundException', UNKNOWN),
);
