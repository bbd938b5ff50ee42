import { createHash } from 'node:crypto';
import type { Millis } from '#shared/units/units.ts';
import { DAY, millis } from '#shared/units/units.ts';
import type { AwsContext } from '../../service.ts';
import type { LogEvent, LogGroup, LogStream } from './logsState.ts';

/** Events of a group's streams in [from, to), oldest first: what applications logged so far and what callers put. */
export function readEvents(
  { region, now }: AwsContext,
  group: LogGroup,
  streams: readonly LogStream[],
  from: Millis,
  to: Millis,
): LogEvent[] {
  const kept = group.retentionInDays === null ? 0 : now - group.retentionInDays * DAY;
  const events: LogEvent[] = [];
  for (const stream of streams) {
    for (const event of stream.put) if (event.at >= Math.max(from, kept) && event.at < to) events.push(event);
    for (const { application, from: since, until } of stream.writers)
      for (const { at, message } of region.logs(
        application,
        millis(Math.max(from, kept, since)),
        millis(Math.min(to, until ?? Infinity, now + 1)),
      ))
        events.push({ stream: stream.name, at, ingested: at, message });
  }
  return events.sort((a, b) => a.at - b.at);
}

/** Events of the same moment in front of the one at `index`. */
export function momentsBefore(events: readonly LogEvent[], index: number): number {
  let count = 0;
  while (count < index && events[index - count - 1]?.at === events[index]?.at) count += 1;
  return count;
}

/** How many events of the same moment that say the same stand in front of each: what tells them apart. */
export function twinsOf(events: readonly LogEvent[]): readonly number[] {
  const twins: number[] = [];
  let counts = new Map<string, number>();
  for (const [i, { stream, at, message }] of events.entries()) {
    if (events[i - 1]?.at !== at) counts = new Map();
    const said = `${stream}\n${message}`;
    const before = counts.get(said) ?? 0;
    counts.set(said, before + 1);
    twins.push(before);
  }
  return twins;
}

/** 56 digits, as the service's; the same for the same event, whoever asks. */
export function eventId({ stream, at, message }: LogEvent, twin = 0): string {
  const hash = createHash('sha256').update(`${stream}\n${at}\n${message}\n${twin}`).digest('hex');
  return `${BigInt(`0x${hash}`)}`.slice(0, 56).padEnd(56, '0');
}
