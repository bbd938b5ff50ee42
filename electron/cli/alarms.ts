import type { AlarmRow } from '#shared/model/alarms/status.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { ExitCode } from './terminal.ts';
import type { Session } from './session.ts';

/** A source that fails says so long before; a machine that is busy may need it. */
const PATIENCE = millis(180 * SECOND);
/** When for so long nothing more has become known, what is missing is not coming: a threshold is learned at once, or not. */
const QUIET = millis(15 * SECOND);
/** Which series there are is asked for once a minute. */
const LISTED = millis(75 * SECOND);

export interface AlarmsQuestion {
  readonly connections: readonly string[];
  /** Name or ARN of the one application that is asked for. */
  readonly app: string | undefined;
  /** How long to watch before answering, in the connection's time. */
  readonly minutes: number;
  readonly signal: AbortSignal;
}

export interface AlarmsAnswer {
  readonly rows: readonly AlarmRow[];
  /** What could not be found out, a sentence each. */
  readonly unclear: readonly string[];
}

type Status = Snapshot<AlarmRow[]>;

/** The recommended alarms of the applications, once they are judged as far as they can be. A failure is one sentence. */
export async function askAlarms(session: Session, question: AlarmsQuestion): Promise<Result<AlarmsAnswer, string>> {
  if (question.minutes > 0) await watch(session, question);
  const statuses = await judged(session, question);
  const unclear = statuses.flatMap((status) => {
    if (status.state === 'waiting') return [NOTHING_YET];
    return status.state === 'live' ? [] : [`${status.error.message} ${status.error.remedy}`];
  });
  const { app } = question;
  const all = statuses.flatMap((status) => valueOf(status) ?? []);
  const rows = app === undefined ? all : all.filter(({ name, ref }) => name === app || ref.id === app);
  if (app !== undefined && rows.length === 0 && unclear.length === 0) return failed(`--app: there is no application "${app}".`);
  return ok({ rows, unclear: [...new Set([...unclear, ...rows.flatMap(unknown)])] });
}

const NOTHING_YET = 'No answer came in time: the applications were still being listed, and their alarms read and judged.';

/** Why it is not known of some alarms whether the account has them. */
const unknown = ({ name, cells }: AlarmRow): readonly string[] =>
  cells.flatMap(({ coverage, reason }) =>
    coverage === 'unknown' ? [`${name}: ${reason ?? 'it is not known which alarms it has.'}`] : [],
  );

async function watch(session: Session, { connections, minutes, signal }: AlarmsQuestion): Promise<void> {
  const began = new Map<number, Millis>();
  await session.follow({
    topics: connections.map((connection) => ({ kind: 'fleet', connection })),
    tell: (fleets) =>
      fleets.every((fleet, i) => {
        if (fleet.state !== 'live') return fleet.state === 'failed';
        if (!began.has(i)) began.set(i, fleet.at);
        return fleet.at - (began.get(i) ?? fleet.at) >= minutes * MINUTE;
      }),
    // No connection's time runs slower than ours.
    patience: millis(minutes * MINUTE + PATIENCE),
    signal,
  });
}

/** Follows until everything is known, or nothing more becomes known. */
async function judged(session: Session, { connections, signal }: AlarmsQuestion): Promise<readonly Status[]> {
  const quiet = new AbortController();
  let left = Number.POSITIVE_INFINITY;
  let pause = new AbortController();
  const wait = (duration: Millis): void => {
    pause.abort();
    const own = new AbortController();
    pause = own;
    void session.clock.sleep(duration, own.signal).then(() => {
      if (!own.signal.aborted) quiet.abort();
    });
  };
  wait(PATIENCE);
  try {
    return await session.follow({
      topics: connections.map((connection) => ({ kind: 'alarmStatus', connection })),
      tell(statuses) {
        if (statuses.some(({ state }) => state === 'waiting')) return false;
        const open = statuses.reduce(
          (sum, status) => sum + (valueOf(status) ?? []).reduce((all, row) => all + openIn(row), 0),
          0,
        );
        if (open !== left)
          wait(statuses.some((status) => (valueOf(status) ?? []).some(({ cells }) => cells.some(isUnknown))) ? LISTED : QUIET);
        left = open;
        return open === 0;
      },
      // A large fleet learns for minutes, one application after the other.
      patience: null,
      signal: AbortSignal.any([signal, quiet.signal]),
    });
  } finally {
    pause.abort();
  }
}

const isUnknown = ({ coverage }: AlarmRow['cells'][number]): boolean => coverage === 'unknown';

/** How many of an application's alarms have something about them that is still to be found out. */
const openIn = ({ cells }: AlarmRow): number =>
  cells.filter(
    ({ coverage, threshold, own }) =>
      coverage === 'unknown' || (coverage !== 'not-applicable' && (threshold === null || own === null)),
  ).length;

/** 1: an alarm is missing or wrong, whatever else is unclear. 2: none is known to be, but not everything is known. */
export function coverageCode({ rows, unclear }: AlarmsAnswer): ExitCode {
  const isLacking = rows.some(({ cells }) => cells.some(({ coverage }) => coverage === 'missing' || coverage === 'wrong'));
  return isLacking ? 1 : unclear.length > 0 ? 2 : 0;
}
