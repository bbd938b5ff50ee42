import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { flag, integer, list, structure, text } from '../../input.ts';
import { pageTokens } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { parseFilterPattern } from '../patterns/filterPattern.ts';
import { findLogGroup, logGroupIdentifier, logGroupName, logStreamName, streamsOf } from '../store/logGroups.ts';
import { eventId, momentsBefore, readEvents, twinsOf } from '../store/readEvents.ts';
import { withinTime } from '../withinTime.ts';
import { MOST_EVENTS, pageLength } from './limits.ts';

/** In real time: the simulator answers nobody else meanwhile. */
const LONGEST_SEARCH = millis(3_000);

/** Newest first is offered for times from then on. */
const NEWEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

export const filterLogEvents = operation(
  'FilterLogEvents',
  structure(
    {},
    {
      logGroupName,
      logGroupIdentifier,
      logStreamNames: list(logStreamName, { min: 1, max: 100 }),
      logStreamNamePrefix: logStreamName,
      startTime: integer({ min: 0 }),
      endTime: integer({ min: 0 }),
      filterPattern: text({ max: 1024 }),
      nextToken: text({ min: 1 }),
      limit: integer({ min: 1, max: MOST_EVENTS }),
      startFromHead: flag,
      interleaved: flag,
      unmask: flag,
    },
  ),
  ({ nextToken, limit = MOST_EVENTS, startFromHead = true, ...request }, context) => {
    const { logStreamNames, logStreamNamePrefix = '', startTime = 0, endTime = Infinity, filterPattern = '' } = request;
    if (logStreamNames !== undefined && request.logStreamNamePrefix !== undefined)
      return refused('InvalidParameterException', 'logStreamNames and logStreamNamePrefix exclude each other.');
    if (startTime > endTime) return refused('InvalidParameterException', 'startTime has to be before endTime.');
    if (!startFromHead && startTime < NEWEST_FIRST_SINCE)
      return refused('InvalidParameterException', 'startFromHead=false needs a startTime on or after January 1, 2024.');
    const group = findLogGroup(context, request);
    if (!group.ok) return group;
    if (logStreamNames?.every((name) => group.value.streams.has(name)) === false)
      return refused('ResourceNotFoundException', 'The specified log stream does not exist.');
    const pattern = parseFilterPattern(filterPattern);
    if (!pattern.ok) return refused('InvalidParameterException', pattern.error);
    const tokens = pageTokens('FilterLogEvents', request);
    const place = tokens.read(nextToken, 3);
    if (!place.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');

    // A page begins at a moment, after so many events of that moment: records that come meanwhile do not move it.
    const [resumeAt = 0, skip = 0, isBackwards = 0] = place.value;
    const backwards = nextToken === undefined ? !startFromHead : isBackwards === 1;
    const resumed = nextToken !== undefined;
    const inRange = readEvents(
      context,
      group.value,
      streamsOf(group.value).filter(({ name }) => logStreamNames?.includes(name) ?? name.startsWith(logStreamNamePrefix)),
      millis(resumed && !backwards ? Math.max(startTime, resumeAt) : startTime),
      // The end is inclusive.
      millis((resumed && backwards ? Math.min(endTime, resumeAt) : endTime) + 1),
    );
    const search = () => inRange.filter(({ message }) => pattern.value(message));
    // Only regular expressions can run away.
    const matching = filterPattern.includes('%') ? withinTime(LONGEST_SEARCH, search) : ok(search());
    if (!matching.ok) return refused('ServiceUnavailableException', 'The search took too long.', 503);
    const found = backwards ? matching.value.toReversed() : matching.value;
    const end = skip + pageLength(found.slice(skip), limit);
    const next = found[end];
    // Twins are counted from the oldest on, whichever way the answer goes.
    const twins = twinsOf(matching.value);
    const twinAt = (i: number) => twins[backwards ? found.length - 1 - i : i];
    return ok({
      events: found.slice(skip, end).map((event, i) => ({
        logStreamName: event.stream,
        timestamp: event.at,
        message: event.message,
        ingestionTime: event.ingested,
        eventId: eventId(event, twinAt(skip + i)),
      })),
      searchedLogStreams: [],
      ...(next === undefined ? {} : { nextToken: tokens.write([next.at, momentsBefore(found, end), backwards ? 1 : 0]) }),
    });
  },
);
