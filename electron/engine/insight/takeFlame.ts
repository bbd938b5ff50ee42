import type { FlameRound } from '../../clients/flink/flameGraph.ts';
import { readFlame } from '../../clients/flink/flameGraph.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { FlameTrees } from '#shared/model/insight/flame.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import { pace } from '../cadence.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { JobAccess } from './jobAccess.ts';
import { askJob } from './jobAccess.ts';

/** Which vertex of whose job; with one of its subtasks by itself, or null. */
export interface FlameQuestion {
  readonly ref: ApplicationRef;
  readonly vertex: string;
  readonly subtask: number | null;
}

/** One sampling. */
export interface TakenFlame {
  /** When it ended, by the cluster's clock. */
  readonly at: Millis;
  readonly whole: FlameTrees;
  /** Of the subtask by itself, from the same sampling; null where none was asked for, or its answer came too late. */
  readonly alone: FlameTrees | null;
}

/** Between the questions; Flink samples for five seconds, and the longer the wider the vertex. */
const PACE = pace(2 * SECOND, SECOND);
const MOST_QUESTIONS = 15;

/** Lets Flink sample a vertex once and takes what it saw: a newer sampling than a minute before the first answer. At most some 20 requests. */
export async function takeFlame(
  access: JobAccess,
  { ref, vertex, subtask }: FlameQuestion,
  { time, clock }: { readonly time: SourceClock; readonly clock: Clock },
  signal: AbortSignal,
): Promise<Result<TakenFlame>> {
  let after: Millis | null = null;
  for (let question = 1; question <= MOST_QUESTIONS && !signal.aborted; question += 1) {
    const known = after;
    const answer = await askJob(access, ref.id, signal, async ({ rest, job }): Promise<Result<Answered>> => {
      const round = await readFlame(rest, { job, vertex, subtask: null }, known, signal);
      if (!round.ok) return round;
      if (round.value.state !== 'sampled' || subtask === null) return ok({ round: round.value, alone: null });
      const one = await readFlame(rest, { job, vertex, subtask }, null, signal);
      const same = one.ok && one.value.state === 'sampled' && one.value.at === round.value.at;
      return ok({ round: round.value, alone: same ? one.value.trees : null });
    });
    if (!answer.ok) return answer;
    const { round, alone } = answer.value;
    if (round.state === 'ended') return failed(ENDED);
    if (round.state === 'disabled') return failed(DISABLED);
    if (round.state === 'sampled') {
      const isOld: boolean = question === 1 && time.now() - round.at > MINUTE;
      if (!isOld) return ok({ at: round.at, whole: round.trees, alone });
      after = round.at;
    }
    await clock.sleep(millis(time.pause(PACE)), signal);
  }
  return failed(NOT_IN_TIME);
}

interface Answered {
  readonly round: FlameRound;
  readonly alone: FlameTrees | null;
}

const ENDED: SourceError = {
  kind: 'not-running',
  source: 'Flink REST',
  message: 'The vertex has ended, so that there is nothing to sample.',
  remedy: 'Nothing to do if the job starts again.',
};
const DISABLED: SourceError = {
  kind: 'not-found',
  source: 'Flink REST',
  message: 'Flame graphs are switched off on this cluster.',
  remedy:
    'Set rest.flamegraph.enabled to true; on the managed service, where it is on unless asked otherwise, by a support case.',
};
const NOT_IN_TIME: SourceError = {
  kind: 'timeout',
  source: 'Flink REST',
  message: 'Flink did not sample the vertex in time.',
  remedy: 'Nothing to do if this passes; else look at the JobManager.',
};
