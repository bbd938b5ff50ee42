import { dispatch } from '#shared/contract/dispatch.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../engine/createEngine.ts';

export interface AppsQuestion {
  readonly connections: readonly string[];
  /** Name or ARN of the one application that is asked for. */
  readonly app: string | undefined;
  /** How long to watch before answering, in the connection's time. */
  readonly minutes: number;
  /** How long to wait for figures that do not come, in real time. */
  readonly patience: Millis;
  readonly clock: Clock;
}

export interface AppsAnswer {
  readonly applications: readonly ApplicationSummary[];
  /** The connection's time that the newest of them describes. */
  readonly at: Millis;
  /** What could not be found out, a sentence each. */
  readonly unclear: readonly string[];
}

type Fleet = Snapshot<ApplicationSummary[]>;

/** Watches the fleets until they are filled, and answers with what is known then. A failure is one sentence. */
export async function askApps(
  engine: Pick<Engine, 'handlers' | 'attach'>,
  question: AppsQuestion,
): Promise<Result<AppsAnswer, string>> {
  const { connections, app, minutes, patience, clock } = question;
  const fleets = new Map<string, Fleet>(connections.map((id) => [id, { state: 'waiting' }]));
  const started = new Map<string, Millis>();
  const filled = new AbortController();
  const complete = new AbortController();
  const elapsed = new AbortController();

  const take = (snapshots: readonly TopicSnapshot[]) => {
    for (const entry of snapshots) {
      if (entry.kind !== 'fleet') continue;
      const id = entry.key.slice('fleet|'.length);
      const { snapshot } = entry;
      fleets.set(id, snapshot);
      if (snapshot.state === 'live' && !started.has(id)) started.set(id, snapshot.at);
    }
    if ([...fleets.values()].every((fleet) => isFilled(fleet, hasFigures))) filled.abort();
    if ([...fleets.values()].every((fleet) => isFilled(fleet, (each) => hasFigures(each) && hasJob(each)))) complete.abort();
    if ([...fleets].every(([id, fleet]) => hasWatched(fleet, started.get(id), minutes))) elapsed.abort();
  };

  const viewer = 'cli';
  const detach = engine.attach(viewer, (name, payload) => {
    if (name === 'snapshots') take((payload as { snapshots: readonly TopicSnapshot[] }).snapshots);
  });
  try {
    const topics = connections.map((connection) => ({ kind: 'fleet', connection }));
    const first = (await dispatch(engine.handlers, 'watch', { topics }, { viewer })) as Output<'watch'>;
    take(first.snapshots);
    await clock.sleep(patience, filled.signal);
    // What Flink says comes a little later than what CloudWatch says, or never, where its dashboard cannot be had.
    await clock.sleep(JOB_PATIENCE, complete.signal);
    // No connection's time runs slower than ours.
    if (minutes > 0) await clock.sleep(millis(minutes * MINUTE), elapsed.signal);
  } finally {
    detach();
  }
  return answer([...fleets.values()], app);
}

const JOB_PATIENCE = millis(5 * SECOND);

/** No more is to be expected of it: it failed, or every running application has what it takes. */
function isFilled(fleet: Fleet, has: (application: ApplicationSummary) => boolean): boolean {
  if (fleet.state !== 'live') return fleet.state === 'failed';
  return fleet.value.every((each) => !isRunning(each) || has(each));
}

const isRunning = ({ status, jobState }: ApplicationSummary): boolean => (status ?? jobState) === 'RUNNING';
const hasJob = ({ mode, jobState }: ApplicationSummary): boolean => mode === 'INTERACTIVE' || jobState !== null;
/** A notebook reads and writes only while a paragraph runs. */
const hasFigures = ({ health, mode, recordsIn, recordsOut }: ApplicationSummary): boolean =>
  health.level !== 'unknown' && (mode === 'INTERACTIVE' || recordsIn.current !== null || recordsOut.current !== null);

/** The minutes are over, in the connection's own time. */
const hasWatched = (fleet: Fleet, from: Millis | undefined, minutes: number): boolean =>
  fleet.state === 'failed' || (fleet.state === 'live' && from !== undefined && fleet.at - from >= minutes * MINUTE);

function answer(fleets: readonly Fleet[], app: string | undefined): Result<AppsAnswer, string> {
  const unclear: string[] = [];
  const applications: ApplicationSummary[] = [];
  let at = 0 as Millis;
  for (const fleet of fleets) {
    if (fleet.state === 'waiting') unclear.push('No answer came in time.');
    if (fleet.state === 'failed' || fleet.state === 'stale') unclear.push(`${fleet.error.message} ${fleet.error.remedy}`);
    if (fleet.state === 'live' || fleet.state === 'stale') {
      applications.push(...fleet.value);
      at = Math.max(at, fleet.at) as Millis;
    }
  }
  const asked = app === undefined ? applications : applications.filter(({ name, ref }) => name === app || ref.id === app);
  if (app !== undefined && asked.length === 0 && unclear.length === 0) return failed(`--app: there is no application "${app}".`);
  for (const { name, health } of asked)
    if (health.level === 'unknown') unclear.push(`${name}: its health could not be found out.`);
  return ok({ applications: asked, at, unclear });
}

/** 1: something is wrong, whatever else is unclear. 2: nothing is known to be wrong, but not everything is known. */
export function exitCode({ applications, unclear }: AppsAnswer): 0 | 1 | 2 {
  if (applications.some(({ health }) => health.level === 'critical' || health.level === 'warning')) return 1;
  return unclear.length > 0 ? 2 : 0;
}
