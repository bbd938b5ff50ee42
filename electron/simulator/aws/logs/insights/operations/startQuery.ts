import { createHash } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { AwsError } from '../../../awsError.ts';
import { refused } from '../../../awsError.ts';
import { integer, list, oneOf, structure, text } from '../../../input.ts';
import type { AwsContext } from '../../../service.ts';
import { operation } from '../../../service.ts';
import { findLogGroup, logGroupIdentifier, logGroupName } from '../../store/logGroups.ts';
import type { LogGroup } from '../../store/logsState.ts';
import { parseQuery } from '../language/parseQuery.ts';
import { statusOf } from '../startedQuery.ts';
import { malformed } from './malformed.ts';

const DEFAULT_LIMIT = 10_000;
const MOST_GROUPS = 50;
const MOST_RUNNING = 100;
/** Results are kept for a while, but not for ever. */
const MOST_KEPT = 500;

export const QUERY_LANGUAGES = ['CWLI', 'SQL', 'PPL'] as const;

export const startQuery = operation(
  'StartQuery',
  structure(
    { startTime: integer({ min: 0 }), endTime: integer({ min: 0 }), queryString: text({ max: 10_000 }) },
    {
      queryLanguage: oneOf(QUERY_LANGUAGES),
      logGroupName,
      logGroupNames: list(logGroupName),
      logGroupIdentifiers: list(logGroupIdentifier),
      limit: integer({ min: 1, max: 100_000 }),
    },
  ),
  ({ startTime, endTime, queryString, queryLanguage = 'CWLI', limit = DEFAULT_LIMIT, ...named }, context) => {
    if (queryLanguage !== 'CWLI')
      return refused(
        'InvalidParameterException',
        `The simulator does not read ${queryLanguage}, only Logs Insights' own language.`,
      );
    if (startTime > endTime) return refused('InvalidParameterException', 'startTime has to be before endTime.');
    const groups = findGroups(context, named);
    if (!groups.ok) return groups;
    const commands = parseQuery(queryString);
    if (!commands.ok) return malformed(commands.error);
    const { queries } = context.state.logs;
    if ([...queries.values()].filter((each) => statusOf(each, context.now) === 'Running').length >= MOST_RUNNING)
      return refused('LimitExceededException', `Account maximum query concurrency limit of [${MOST_RUNNING}] reached.`);

    const id = queryId(`${context.region.name}\n${queries.size}\n${context.now}\n${queryString}`);
    queries.set(id, {
      id,
      text: queryString,
      commands: commands.value,
      groups: groups.value,
      from: millis(startTime * SECOND),
      // The last second is included.
      to: millis((endTime + 1) * SECOND),
      limit,
      created: context.now,
      status: 'Running',
      isSeen: false,
      results: null,
    });
    const [oldest] = queries.keys();
    if (queries.size > MOST_KEPT && oldest !== undefined) queries.delete(oldest);
    return ok({ queryId: id });
  },
);

interface NamedGroups {
  readonly logGroupName?: string | undefined;
  readonly logGroupNames?: readonly string[] | undefined;
  readonly logGroupIdentifiers?: readonly string[] | undefined;
}

function findGroups(
  context: AwsContext,
  { logGroupName: name, logGroupNames: names, logGroupIdentifiers: identifiers }: NamedGroups,
): Result<readonly LogGroup[], AwsError> {
  const given = [name === undefined ? undefined : [name], names, identifiers].filter((each) => each !== undefined);
  const [wanted = []] = given;
  if (given.length !== 1 || wanted.length === 0)
    return refused(
      'InvalidParameterException',
      'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers has to be given.',
    );
  if (wanted.length > MOST_GROUPS)
    return refused('InvalidParameterException', `A query reads at most ${MOST_GROUPS} log groups.`);
  const groups: LogGroup[] = [];
  for (const each of new Set(wanted)) {
    const found = findLogGroup(context, { logGroupIdentifier: each });
    if (!found.ok) {
      const { accountId } = context.region;
      return refused('ResourceNotFoundException', `Log group '${each}' does not exist for account ID '${accountId}'.`);
    }
    groups.push(found.value);
  }
  return ok(groups);
}

/** In the shape of a UUID; the same for the same queries in the same order. */
export function queryId(of: string): string {
  const hash = createHash('sha256').update(of).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}
