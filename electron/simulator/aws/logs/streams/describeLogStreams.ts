import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { flag, integer, oneOf, structure, text } from '../../input.ts';
import { pageOf } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { findLogGroup, logGroupIdentifier, logGroupName, logStreamName, streamsOf } from '../store/logGroups.ts';
import { readEvents } from '../store/readEvents.ts';

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
  ({ nextToken, limit = 50, ...filter }, context) => {
    const { orderBy = 'LogStreamName', descending = false, logStreamNamePrefix = '' } = filter;
    if (orderBy === 'LastEventTime' && logStreamNamePrefix !== '')
      return refused('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.');
    const group = findLogGroup(context, filter);
    if (!group.ok) return group;

    const streams = streamsOf(group.value)
      .filter(({ name }) => name.startsWith(logStreamNamePrefix))
      .map((stream) => {
        const events = readEvents(context, group.value, [stream], millis(0), millis(Infinity));
        const ingested = events.reduce((last, event) => Math.max(last, event.ingested), 0);
        return { ...stream, first: events[0]?.at, last: events.at(-1)?.at, ingested };
      });
    if (orderBy === 'LastEventTime') streams.sort((a, b) => (a.last ?? 0) - (b.last ?? 0));
    if (descending) streams.reverse();
    const page = pageOf(streams, { operation: 'DescribeLogStreams', filter: filter, limit: limit, token: nextToken });
    if (!page.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');
    return ok({
      logStreams: page.value.items.map(({ name, arn, created, first, last, ingested }) => ({
        logStreamName: name,
        creationTime: created,
        ...(first === undefined ? {} : { firstEventTimestamp: first, lastEventTimestamp: last, lastIngestionTime: ingested }),
        arn,
        storedBytes: 0,
      })),
      nextToken: page.value.next,
    });
  },
);
