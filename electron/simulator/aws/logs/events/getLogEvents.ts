import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { flag, integer, structure, text } from '../../input.ts';
import { pageTokens } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { findLogStream, logGroupIdentifier, logGroupName, logStreamName } from '../store/logGroups.ts';
import type { LogEvent } from '../store/logsState.ts';
import { momentsBefore, readEvents } from '../store/readEvents.ts';
import { MOST_EVENTS, pageLength } from './limits.ts';

/** A moment, and so many of its events: the place behind these. Places hold while events come in. */
interface Place {
  readonly at: number;
  readonly count: number;
}

export const getLogEvents = operation(
  'GetLogEvents',
  structure(
    { logStreamName },
    {
      logGroupName,
      logGroupIdentifier,
      startTime: integer({ min: 0 }),
      endTime: integer({ min: 0 }),
      nextToken: text({ min: 1 }),
      limit: integer({ min: 1, max: MOST_EVENTS }),
      startFromHead: flag,
      unmask: flag,
    },
  ),
  ({ startTime = 0, endTime = Infinity, nextToken, limit = MOST_EVENTS, startFromHead = false, ...named }, context) => {
    const found = findLogStream(context, named);
    if (!found.ok) return found;
    if (startTime > endTime) return refused('InvalidParameterException', 'startTime has to be before endTime.');
    const { group, stream } = found.value;
    const tokens = pageTokens('GetLogEvents', { group: group.name, stream: stream.name });
    const [, direction, written] = /^([fb])\/(.+)\/s$/.exec(nextToken ?? '') ?? [];
    const place = tokens.read(written, 2);
    if (!place.ok || (nextToken !== undefined && written === undefined))
      return refused('InvalidParameterException', 'The specified nextToken is invalid.');

    const events = readEvents(context, group, [stream], millis(startTime), millis(endTime));
    const [at = 0, count = 0] = place.value;
    const here = nextToken === undefined ? (startFromHead ? 0 : events.length) : indexOf(events, { at, count });
    const forwards = nextToken === undefined ? startFromHead : direction === 'f';
    const from = forwards ? here : here - pageLength(events.slice(0, here).reverse(), limit);
    const to = forwards ? here + pageLength(events.slice(here), limit) : here;
    const token = (kind: string, { at, count }: Place) => `${kind}/${tokens.write([at, count])}/s`;
    const start = placeBefore(events, from, { at: startTime, count: 0 });
    return ok({
      events: events.slice(from, to).map((event) => ({
        timestamp: event.at,
        message: event.message,
        ingestionTime: event.ingested,
      })),
      // At an end the token that was given comes back: that is how clients know it.
      nextForwardToken: from === to && direction === 'f' ? nextToken : token('f', placeBefore(events, to, start)),
      nextBackwardToken: from === to && direction === 'b' ? nextToken : token('b', start),
    });
  },
);

/** The place in front of the event at `index`, behind the one before it. */
function placeBefore(events: readonly LogEvent[], index: number, first: Place): Place {
  const before = events[index - 1];
  return before === undefined ? first : { at: before.at, count: momentsBefore(events, index - 1) + 1 };
}

/** Where in the events a place is. */
function indexOf(events: readonly LogEvent[], { at, count }: Place): number {
  const moment = events.findIndex((event) => event.at >= at);
  if (moment < 0) return events.length;
  let index = moment;
  while (index < moment + count && events[index]?.at === at) index += 1;
  return index;
}
