import { ok } from '#shared/model/sourceError.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { integer, list, structure, text } from '../../input.ts';
import { operation } from '../../service.ts';
import { findLogStream, logGroupName, logStreamName } from '../store/logGroups.ts';
import { EVENT_OVERHEAD, MOST_BYTES, MOST_EVENTS } from './limits.ts';

const OLDEST = 14 * DAY;
const NEWEST = 2 * HOUR;

/** Sequence tokens are not looked at any more, but older clients want one. */
const SEQUENCE_TOKEN = '49590302938475629384756293847562938475629384756293847562';

export const putLogEvents = operation(
  'PutLogEvents',
  structure(
    {
      logGroupName,
      logStreamName,
      logEvents: list(structure({ timestamp: integer({ min: 0 }), message: text({ min: 1 }) }, {}), {
        min: 1,
        max: MOST_EVENTS,
      }),
    },
    { sequenceToken: text({ min: 1 }) },
  ),
  ({ logEvents: events, ...input }, context) => {
    const found = findLogStream(context, input);
    if (!found.ok) return found;
    const { now } = context;
    const size = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_OVERHEAD, 0);
    if (size > MOST_BYTES)
      return refused('InvalidParameterException', `Upload too large: ${size} bytes exceeds limit of ${MOST_BYTES}`);
    if (events.some(({ timestamp }, i) => timestamp < (events[i - 1]?.timestamp ?? 0)))
      return refused('InvalidParameterException', 'Log events in a single PutLogEvents request must be in chronological order.');
    if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > DAY)
      return refused(
        'InvalidParameterException',
        'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
      );

    const { group, stream } = found.value;
    const expired = group.retentionInDays === null ? 0 : now - group.retentionInDays * DAY;
    const isExpired = events.filter(({ timestamp }) => timestamp < expired).length;
    const isOld = events.filter(({ timestamp }) => timestamp < now - OLDEST).length;
    const isNew = events.findIndex(({ timestamp }) => timestamp > now + NEWEST);
    const taken = events.slice(Math.max(isExpired, isOld), isNew < 0 ? undefined : isNew);
    for (const { timestamp, message } of taken)
      stream.put.push({ stream: stream.name, at: millis(timestamp), ingested: now, message });
    stream.put.sort((a, b) => a.at - b.at);

    const rejected = {
      ...(isNew < 0 ? {} : { tooNewLogEventStartIndex: isNew }),
      ...(isOld === 0 ? {} : { tooOldLogEventEndIndex: isOld }),
      ...(isExpired === 0 ? {} : { expiredLogEventEndIndex: isExpired }),
    };
    return ok({
      nextSequenceToken: SEQUENCE_TOKEN,
      ...(Object.keys(rejected).length === 0 ? {} : { rejectedLogEventsInfo: rejected }),
    });
  },
);
