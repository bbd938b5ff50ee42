import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import type { History, Owner } from '../../../history/history.ts';
import { groupLines } from '#shared/analysis/logs/groupLines.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { LogGroups, LogRecord } from '#shared/model/logs.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { cadences } from '../../cadence.ts';
import type { FleetPublisher } from '../fleetPublisher.ts';
import type { Collector, Parts } from './collector.ts';
import type { CollectorLoop } from './collectorLoops.ts';
import { followedLogs } from './followed.ts';
import { lastGoodRun } from './goodRun.ts';
import type { LineKeeper } from './lineKeeper.ts';

/** Kept lines from so long before are looked at, to tell what is new. */
const BEFORE = DAY;
/** So many of the newest lines are looked through, and so many of those that tell of trouble are grouped: each costs some 0.1 ms. */
const LOOKED_THROUGH = 20_000;
const MOST = 5_000;
/** What only a tail has kept is no trouble, and says nothing about what is new. A line that is not the service's JSON may be either. */
const TROUBLE = /"messageType"\s*:\s*"(?:WARN|ERROR)"|"throwableInformation"|^\s*[^\s{]/;
/** Grouping takes at most this share of the engine's time, however much is logged. */
const SHARE = 0.05;

type GroupsTopic = Extract<Topic, { kind: 'logGroups' }>;

/** What the warnings and errors say, grouped, of the applications whose exceptions somebody looks at. */
export function logGroups(parts: Parts, publisher: FleetPublisher, keeper: LineKeeper): Collector {
  return {
    settle: () =>
      parts.loops.keep(
        'logGroups|',
        followedLogs(parts, 'logGroups').map(({ topic, listed }) => loopOf({ ...parts, publisher }, keeper, topic, listed)),
      ),
  };
}

interface LastGroups {
  /** What they were made of. */
  readonly of: string;
  readonly value: LogGroups;
  /** Real time. */
  readonly notBefore: Millis;
}

/** And since when an application is sick. */
type WithHealth = Parts & { readonly publisher: FleetPublisher };

function loopOf(parts: WithHealth, keeper: LineKeeper, topic: GroupsTopic, listed: ListedApplication): CollectorLoop<LogGroups> {
  const { time, context } = parts;
  let last: LastGroups | null = null;
  return {
    key: topicKey(topic),
    name: `Exceptions of ${listed.name}, ${topic.minutes} min`,
    cadence: cadences.logGroups,
    detail: true,
    attended: () => true,
    async poll(signal) {
      const to = time.now();
      const from = millis(to - topic.minutes * MINUTE);
      const lines = await linesOf(parts, keeper, listed, from, to, signal);
      if (!lines.ok) return lines;
      const began = context.clock.now();
      const of = `${lines.value.length} ${lines.value.at(-1)?.at} ${parts.publisher.sickSince(topic.ref.id)}`;
      // Groups of the same lines differ by the minute alone.
      if (last !== null && ((last.of === of && to - last.value.to < MINUTE) || began < last.notBefore)) return ok(last.value);
      const value = grouped(parts, topic, lines.value, from, to);
      const ended = context.clock.now();
      last = { of, value, notBefore: millis(ended + (ended - began) / SHARE) };
      return ok(value);
    },
    take(result) {
      const before = context.store.get(topic);
      if (result.ok || before.state === 'live' || before.state === 'stale') {
        context.store.report(topic, result, time.now());
        return result;
      }
      // What is kept can be read while the service fails.
      const to = time.now();
      const from = millis(to - topic.minutes * MINUTE);
      const kept = keptLines(parts.context.history, { connection: parts.connection.id, application: listed.arn }, from, to);
      const newest = kept.at(-1);
      if (newest === undefined) context.store.report(topic, result, to);
      else
        context.store.put(topic, {
          state: 'stale',
          value: grouped(parts, topic, kept, from, to),
          at: newest.at,
          error: result.error,
        });
      return result;
    },
  };
}

/** The newest lines of a range that tell of trouble, and of so long before it that what is new can be told. */
export const keptLines = ({ lines }: Pick<History, 'lines'>, owner: Owner, from: Millis, to: Millis): readonly LogRecord[] =>
  lines
    .search(owner, '', millis(from - BEFORE), to, LOOKED_THROUGH)
    .lines.filter(({ message }) => TROUBLE.test(message))
    .slice(-MOST);

/** From what is kept; without keeping, from the service itself. */
async function linesOf(
  parts: Parts,
  keeper: LineKeeper,
  listed: ListedApplication,
  from: Millis,
  to: Millis,
  signal: AbortSignal,
): Promise<Result<readonly LogRecord[]>> {
  if (!parts.context.telemetry().keepLogs) return keeper.read(listed, from, signal);
  const kept = await keeper.keep(listed, from, signal);
  return kept.ok
    ? ok(keptLines(parts.context.history, { connection: parts.connection.id, application: listed.arn }, from, to))
    : kept;
}

function grouped(
  { connection, context }: Parts,
  { ref }: GroupsTopic,
  lines: readonly LogRecord[],
  from: Millis,
  to: Millis,
): LogGroups {
  return groupsOf(context.history, { connection: connection.id, application: ref.id }, lines, { from, to });
}

/** Warnings and errors of a range, grouped. */
export function groupsOf(
  history: Pick<History, 'records'>,
  owner: Owner,
  lines: readonly LogRecord[],
  { from, to }: { readonly from: Millis; readonly to: Millis },
): LogGroups {
  const goodUntil = lastGoodRun(history, owner, to);
  // Where more was logged than is grouped, the groups are of a shorter time.
  const [first] = lines;
  const since = first === undefined || lines.length < MOST ? from : millis(Math.max(from, first.at));
  const groups = groupLines(lines, { from: since, to, goodUntil }).filter(
    ({ level, causes }) => level === 'WARN' || level === 'ERROR' || causes.length > 0,
  );
  return { groups, from: since, to, goodUntil, lines: groups.reduce((sum, { count }) => sum + count, 0) };
}
