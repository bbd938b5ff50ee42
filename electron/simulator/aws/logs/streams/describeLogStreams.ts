import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../awsError.ts';
import { flag, integer, oneOf, structure, text } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import { operation } from '../service.ts';
import { findLogGroup, logGroupIdentifier, logGroupName, logStreamName } from './logGroups.ts';

export const describeLogStreams = operation(
  'DescribeLogStreams',
  structure(
    {},
    {
      logGroupName,
      logGroupIdentifier,
      logStreamNamePrefix: logStreamName,
      orderBy: oneOf(['LogStreamName', 'LastEventTime']),
      descending: flag,
      nextToken: text({ min: 1 }),
      limit: integer({ min: 1, max: 50 }),
    },
  ),
  ({ nextToken, limit = 50, ...filter }, { region, now }) => {
    const { orderBy = 'LogStreamName', descending = false, logStreamNamePrefix = '' } = filter;
    if ((filter.logGroupName === undefined) === (filter.logGroupIdentifier === undefined))
      return refused('InvalidParameterException', 'Exactly one of logGroupName and logGroupIdentifier has to be given.');
    if (orderBy === 'LastEventTime' && logStreamNamePrefix !== '')
      return refused('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.');
    const group = findLogGroup(region, filter.logGroupName, filter.logGroupIdentifier);
    if (group === undefined) return refused('ResourceNotFoundException', 'The specified log group does not exist.');
    const tokens = pageTokens('DescribeLogStreams', filter);
    const place = tokens.read(nextToken, 1);
    if (!place.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');
    const [from = 0] = place.value;

    const streams = group.streams
      .filter(({ name }) => name.startsWith(logStreamNamePrefix))
      .map(({ name, arn, application }) => {
        const records = region.logs(application.name, millis(0), now);
        return { name, arn, created: application.created, first: records[0]?.at, last: records.at(-1)?.at };
      });
    if (orderBy === 'LastEventTime') streams.sort((a, b) => (a.last ?? 0) - (b.last ?? 0));
    if (descending) streams.reverse();
    return ok({
      logStreams: streams.slice(from, from + limit).map(({ name, arn, created, first, last }) => ({
        logStreamName: name,
        creationTime: created,
        ...(first === undefined ? {} : { firstEventTimestamp: first, lastEventTimestamp: last, lastIngestionTime: last }),
        arn,
        storedBytes: 0,
      })),
      ...(from + limit < streams.length ? { nextToken: tokens.write([from + limit]) } : {}),
    });
  },
);
