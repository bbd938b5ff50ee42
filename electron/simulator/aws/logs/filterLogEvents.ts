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
  readonly logStreamName: string;
  readonly timestamp: Millis;
  readonly message: string;
  readonly ingestionTime: Millis;
  readonly eventId: string;
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
  ({ nextToken, limit = MOST_EVENTS, ...request }, { world, now }) => {
    const { logStreamNames, logStreamNamePrefix, startTime = 0, endTime = now, filterPattern = '' } = request;
    if ((request.logGroupName === undefined) === (request.logGroupIdentifier === undefined))
      return refused('InvalidParameterException', 'Exactly one of logGroupName and logGroupIdentifier has to be given.');
    if (logStreamNames !== undefined && logStreamNamePrefix !== undefined)
      return refused('InvalidParameterException', 'logStreamNames and logStreamNamePrefix exclude each other.');
    if (startTime > endTime) return refused('InvalidParameterException', 'startTime has to be before endTime.');
    const group = findLogGroup(world, request.logGroupName, request.logGroupIdentifier);
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
        world.logs(application.name, from, millis(Math.min(endTime, now) + 1)).map((record, i): FoundEvent => ({
          logStreamName: name,
          timestamp: record.at,
          message: record.message,
          ingestionTime: record.at,
          eventId: eventId(name, record.at, record.message, i),
        })),
      )
      .filter(({ message }) => pattern.value(message))
      .sort((a, b) => a.timestamp - b.timestamp)
      .slice(skip);

    const events = firstPage(found, limit);
    const next = found[events.length];
    const passed =
      next === undefined ? 0 : found.slice(0, events.length).filter((each) => each.timestamp === next.timestamp).length;
    return ok({
      events,
      searchedLogStreams: [],
      ...(next === undefined
        ? {}
        : { nextToken: tokens.write([next.timestamp, next.timestamp === resumeAt ? skip + passed : passed]) }),
    });
  },
);

function firstPage(found: readonly FoundEvent[], limit: number): readonly FoundEvent[] {
  let size = 0;
  const end = found.findIndex(({ message }, i) => {
    size += Buffer.byteLength(message) + EVENT_OVERHEAD;
    return i >= limit || (size > MOST_BYTES && i > 0);
  });
  return end < 0 ? found : found.slice(0, end);
}

/** 56 digits, as the service's. */
function eventId(stream: string, at: Millis, message: string, i: number): string {
  const hash = createHash('sha256').update(`${stream}\n${at}\n${message}\n${i}`).digest('hex');
  return `${BigInt(`0x${hash}`)}`.slice(0, 56).padEnd(56, '0');
}
