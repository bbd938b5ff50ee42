import type { JobFailure } from '../../model/insight/failures.ts';
import type { Millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';
import type { Thrown } from './thrown.ts';
import { readThrown } from './thrown.ts';

/** One restart (or the end) of a job: everything that failed until then. */
export interface Burst {
  readonly job: string;
  /** Of the failure that began it. */
  readonly at: Millis;
  /** Where it began. */
  readonly root: Thrown;
  /** What else failed, first in time first. */
  readonly others: readonly Thrown[];
  /** It only follows from another burst before it; that one's signature. */
  readonly follows: string | null;
  /** The job was not restarted after it, for this reason of Flink's. */
  readonly givenUp: string | null;
}

interface Gathered {
  readonly job: string;
  last: Millis;
  readonly thrown: Thrown[];
}

/** The restarts that a list of failures tells of, newest first. */
export function burstsOf(failures: readonly JobFailure[]): Burst[] {
  const oldestFirst = [...failures].sort((a, b) => a.at - b.at);
  const gathered: Gathered[] = [];
  const openOf = new Map<string, Gathered>();
  for (const { job, concurrent, ...failure } of oldestFirst) {
    const thrown = [failure, ...concurrent].map(readThrown);
    const open = openOf.get(job);
    if (open !== undefined && failure.at - open.last <= thresholds.failures.burst && !isRetry(open.thrown, thrown)) {
      open.thrown.push(...thrown);
      open.last = failure.at;
      continue;
    }
    const begun = { job, last: failure.at, thrown };
    gathered.push(begun);
    openOf.set(job, begun);
  }
  return followed(gathered.map(({ job, thrown }) => burstOf(job, thrown))).reverse();
}

/** A later attempt failed: there was a restart in between, however short. What is told of the job as a whole has no attempt, and tells of none. */
function isRetry(before: readonly Thrown[], after: readonly Thrown[]): boolean {
  const attempts = (all: readonly Thrown[]) => all.flatMap(({ task }) => task?.attempt ?? []);
  const [earlier, later] = [attempts(before), attempts(after)];
  return earlier.length > 0 && later.length > 0 && Math.min(...later) > Math.max(...earlier);
}

function burstOf(job: string, all: readonly Thrown[]): Omit<Burst, 'follows'> {
  const givenUp = all.map((each) => each.givenUp).find((each) => each !== null) ?? null;
  const inTime = [...all].sort((a, b) => a.at - b.at);
  // What is told of the job as a whole repeats what a task failed of, and comes after it.
  const ofTasks = inTime.filter(({ task }) => task !== null);
  const candidates = ofTasks.length > 0 ? ofTasks : inTime;
  const root = candidates.find(({ role }) => role.kind !== 'follows') ?? candidates[0];
  if (root === undefined) throw new Error('A burst has a failure.');
  const others = inTime.filter((each) => each !== root && !(each.task === null && each.signature === root.signature));
  return { job, at: root.at, root, others, givenUp };
}

/** Oldest first. What a lost task manager does to the restarts after it goes on until something else fails, or a while passes without. */
function followed(bursts: readonly Omit<Burst, 'follows'>[]): Burst[] {
  let loss: { readonly signature: string; last: Millis } | null = null;
  return bursts.map((burst) => {
    const { at, root } = burst;
    if (root.role.kind === 'follows' && loss !== null && at - loss.last <= thresholds.failures.follows) {
      loss.last = at;
      return { ...burst, follows: loss.signature };
    }
    if (root.role.kind === 'lost') loss = { signature: root.signature, last: at };
    else if (root.role.kind === 'own') loss = null;
    return { ...burst, follows: null };
  });
}
