import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { LogTail } from '#shared/model/logs.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { cadences } from '../../cadence.ts';
import type { Collector, Parts } from './collector.ts';
import type { CollectorLoop } from './collectorLoops.ts';
import { followedLogs } from './followed.ts';
import type { LogPlace } from './logPlace.ts';
import { logPlace } from './logPlace.ts';
import type { TailBuffer } from './tailBuffer.ts';
import { tailBuffer } from './tailBuffer.ts';

/** So many lines are shown. */
const SHOWN = 500;
/** A tail begins with the lines of so long ago. */
const BEFORE = millis(15 * MINUTE);
const PAGE = 2_000;
/** What is not read with one poll is with the next. */
const MOST_PAGES = 5;

/** The newest lines of the applications whose log somebody follows. What is read is kept, if the settings say so. */
export function logTail(parts: Parts): Collector {
  return {
    settle: () =>
      parts.loops.keep(
        'logTail|',
        followedLogs(parts, 'logTail').map(({ topic, listed }) => loopOf(parts, topic, listed)),
      ),
  };
}

function loopOf(
  parts: Parts,
  topic: Extract<Topic, { kind: 'logTail' }>,
  { arn, name }: ListedApplication,
): CollectorLoop<LogTail> {
  const { time, context, inventory } = parts;
  let buffer = tailBuffer(SHOWN);
  let of = '';
  /** Where the last poll had to stop with more lines there already; null: it came to the end. */
  let left: Millis | null = null;
  return {
    key: topicKey(topic),
    name: `Log of ${name}`,
    cadence: cadences.logTail,
    detail: true,
    attended: () => true,
    async poll(signal) {
      const place = logPlace(inventory, arn);
      if (!place.ok) return place;
      const { group, stream } = place.value;
      if (of !== `${group}|${stream}`) [buffer, of, left] = [tailBuffer(SHOWN), `${group}|${stream}`, null];
      const now = time.now();
      const read = await readOn(parts, topic, place.value, { buffer, left, now }, signal);
      if (!read.ok) return read;
      left = read.value;
      return ok(buffer.value(now));
    },
    take(result) {
      context.store.report(topic, result, time.now());
      return result;
    },
  };
}

/** How far a tail has been read. */
interface Reading {
  readonly buffer: TailBuffer;
  readonly left: Millis | null;
  readonly now: Millis;
}

/**
 * Reads what came since the last time into the buffer; answers where it had to stop. From there the next poll goes on: where more is
 * logged in the minute that is read again than a poll reads, beginning with that minute would never come to anything new.
 */
async function readOn(
  { services: { logs }, context }: Parts,
  { ref }: Extract<Topic, { kind: 'logTail' }>,
  place: LogPlace,
  { buffer, left, now }: Reading,
  signal: AbortSignal,
): Promise<Result<Millis | null>> {
  const add: TailBuffer['add'] = (found) => {
    const fresh = buffer.add(found);
    if (fresh.length > 0 && context.telemetry().keepLogs) context.recorder.lines(ref, fresh);
    return fresh;
  };
  let from = left ?? buffer.from();
  if (from === null) {
    const first = await logs.find({ ...place, pattern: '', from: millis(now - BEFORE), to: now, limit: SHOWN }, signal);
    if (first.ok) add(first.value.records);
    return first.ok ? ok(null) : first;
  }
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await logs.tail({ ...place, from, limit: PAGE }, signal);
    if (!page.ok) return page;
    add(page.value.records);
    const last = page.value.records.at(-1);
    if (!page.value.more || last === undefined) return ok(null);
    from = millis(last.at + 1);
  }
  return ok(from);
}
