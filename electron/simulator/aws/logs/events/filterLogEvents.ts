import { createHash } from 'node:crypto';
import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import { refused } from '../awsError.ts';
import { flag, integer, list, structure, text } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import { operation } from '../service.ts';
import { parseFilterPattern } from './filterPattern.ts';
import { findLogGroup, logGroupIdentifier, logGroupName, logStreamName } from './logGroups.ts';

const MOST_EVENTS = 10_000;
/** An answer holds 1 MB of events at most. */
const MOST_BYTES = 1_048_576;
/** What the service counts for an event beside its message. */
const EVENT_OVERHEAD = 26;

interface FoundEvent {
  readonly stream: string;
  readonly at: Millis;
  readonly message: string;
}

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
    },
  ),
  ({ nextToken, limit = MOST_EVENTS, ...request }, { region, now }) => {
    const { logStreamNames, logStreamNamePrefix, startTime = 0, endTime = now, filterPattern = '' } = request;
    if ((request.logGroupName === undefined) === (request.logGroupIdentifier === undefined))
      return refused('InvalidParameterException', 'Exactly one of logGroupName and logGroupIdentifier has to be given.');
    if (logStreamNames !== undefined && logStreamNamePrefix !== undefined)
      return refused('InvalidParameterException', 'logStreamNames and logStreamNamePrefix exclude each other.');
    if (startTime > endTime) return refused('InvalidParameterException', 'startTime has to be before endTime.');
    const group = findLogGroup(region, request.logGroupName, request.logGroupIdentifier);
    if (group === undefined) return refused('ResourceNotFoundException', 'The specified log group does not exist.');
    const missing = logStreamNames?.find((name) => !group.streams.some((stream) => stream.name === name));
    if (missing !== undefined) return refused('ResourceNotFoundException', 'The specified log stream does not exist.');
    const pattern = parseFilterPattern(filterPattern);
    if (!pattern.ok) return refused('InvalidParameterException', pattern.error);
    const tokens = pageTokens('FilterLogEvents', request);
    const place = tokens.read(nextToken, 2);
    if (!place.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');

    // A page begins at a moment, after so many events of that moment: records that come meanwhile do not move it.
    const [resumeAt = 0, skip = 0] = place.value;
    const from = millis(Math.max(startTime, resumeAt));
    const streams = group.streams.filter(
      ({ name }) => logStreamNames?.includes(name) ?? name.startsWith(logStreamNamePrefix ?? ''),
    );
    const found = streams
      .flatMap(({ name, application }) =>
        // The end is inclusive, and nothing is known of the future.
        region
          .logs(application.name, from, millis(Math.min(endTime, now) + 1))
          .map(({ at, message }): FoundEvent => ({ stream: name, at, message })),
      )
      .filter(({ message }) => pattern.value(message))
      .sort((a, b) => a.at - b.at);

    const end = skip + pageLength(found.slice(skip), limit);
    const next = found[end];
    return ok({
      events: found.slice(skip, end).map((event, i) => ({
        logStreamName: event.stream,
        timestamp: event.at,
        message: event.message,
        ingestionTime: event.at,
        eventId: eventId(event, twinsBefore(found, skip + i)),
      })),
      searchedLogStreams: [],
      ...(next === undefined ? {} : { nextToken: tokens.write([next.at, momentsBefore(found, end)]) }),
    });
  },
);

/** How many of the events fit into one answer. */
function pageLength(found: readonly FoundEvent[], limit: number): number {
  let size = 0;
  const end = found.findIndex(({ message }, i) => {
    size += Buffer.byteLength(message) + EVENT_OVERHEAD;
    return i >= limit || (size > MOST_BYTES && i > 0);
  });
  return end < 0 ? found.length : end;
}

/** Events of the same moment in front of the one at `index`. */
function momentsBefore(found: readonly FoundEvent[], index: number): number {
  let count = 0;
  while (count < index && found[index - count - 1]?.at === found[index]?.at) count += 1;
  return count;
}

/** Events of the same moment that say the same, in front of the one at `index`. */
function twinsBefore(found: readonly FoundEvent[], index: number): number {
  const before = found.slice(index - momentsBefore(found, index), index);
  return before.filter(({ stream, message }) => stream === found[index]?.stream && message === found[index]?.message).length;
}

/** 56 digits, as the service's; the same for the same event, whoever asks. */
function eventId({ stream, at, message }: FoundEvent, twin: number): string {
  const hash = createHash('sha256').update(`${stream}\n${at}\n${message}\n${twin}`).digest('hex');
  return `${BigInt(`0x${hash}`)}`.slice(0, 56).padEnd(56, '0');
}
