import type { Millis } from '#shared/units/units.ts';
import { millis, SECOND } from '#shared/units/units.ts';
import type { AwsContext } from '../../service.ts';
import { streamsOf } from '../store/logGroups.ts';
import type { LogGroup } from '../store/logsState.ts';
import { eventId, readEvents, twinsOf } from '../store/readEvents.ts';
import type { Command } from './language/syntax.ts';
import { withinTime } from '../withinTime.ts';
import { writePointer } from './pointer.ts';
import type { ScannedEvent } from './rows.ts';
import { runQuery } from './runQuery.ts';
import type { QueryAnswer } from './runQuery.ts';

/** In real time, because the simulator answers nobody else meanwhile: so long, and a little for each event. */
const longestRun = (events: number): Millis => millis(3_000 + events / 10);

export interface StartedQuery {
  readonly id: string;
  readonly text: string;
  readonly commands: readonly Command[];
  readonly groups: readonly LogGroup[];
  readonly from: Millis;
  /** Not included. */
  readonly to: Millis;
  readonly limit: number;
  readonly created: Millis;
  status: 'Running' | 'Complete' | 'Cancelled' | 'Timeout';
  isSeen: boolean;
  results: (QueryAnswer & { readonly scanned: number; readonly bytes: number }) | null;
}

/** A query takes a second, but is never still running at a second look. */
export function look(query: StartedQuery, context: AwsContext): StartedQuery {
  if (query.status === 'Running' && (query.isSeen || context.now >= query.created + SECOND)) finish(query, context);
  query.isSeen = true;
  return query;
}

export const statusOf = ({ status, created }: StartedQuery, now: Millis): StartedQuery['status'] =>
  status === 'Running' && now >= created + SECOND ? 'Complete' : status;

function finish(query: StartedQuery, context: AwsContext): void {
  const events = scan(query, context);
  const answer = withinTime(longestRun(events.length), () =>
    runQuery(query.commands, events, { now: context.now, limit: query.limit }),
  );
  query.results = {
    ...(answer.ok ? answer.value : { rows: [], matched: 0 }),
    scanned: events.length,
    bytes: events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0),
  };
  query.status = answer.ok ? 'Complete' : 'Timeout';
}

function scan({ groups, from, to }: StartedQuery, context: AwsContext): ScannedEvent[] {
  const found = groups.map((group) => {
    const events = readEvents(context, group, streamsOf(group), from, to);
    const twins = twinsOf(events);
    return events.map((event, i) => ({
      ...event,
      log: `${context.region.accountId}:${group.name}`,
      pointer: () => writePointer({ group: group.name, at: event.at, id: eventId(event, twins[i]) }),
    }));
  });
  return found.flat().sort((a, b) => a.at - b.at);
}
