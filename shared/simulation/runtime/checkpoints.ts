import type { Bytes, Millis } from '../../units/units.ts';
import type { Cut } from '../flow/cut.ts';
import { cutOf } from '../flow/cut.ts';
import type { Flow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { commit } from '../flow/sources.ts';
import { stall } from '../flow/vertex/stalls.ts';
import { uniform } from '../random.ts';
import type { CheckpointStrain } from '../strain.ts';
import type { SimulatedCheckpoint, SimulatedCheckpoints, SimulatedRestore } from '../types.ts';
import { STEP } from '../types.ts';
import {
  acknowledgementOf,
  checkpointedSizeOf,
  countOf,
  endToEnd,
  hasten,
  isKept,
  persistedOf,
  processedOf,
  stateSizeOf,
  strainOn,
  travel,
  whatIsNew,
} from './checkpoints/barriers.ts';
import type { Acknowledged } from './checkpoints/barriers.ts';
import { addToSummary, startSummary } from './checkpoints/summary.ts';
import type { SummaryRuntime } from './checkpoints/summary.ts';

/** The service's fixed timeout of checkpoints. */
const TIMEOUT = 3_600_000;
/** Flink keeps so many in its history. */
const HISTORY = 10;

/** Integer.MAX_VALUE: failed checkpoints never fail the job. */
export const ANY_NUMBER = 2_147_483_647;

export interface CheckpointRuntime extends Pick<SimulatedCheckpoints, 'completed' | 'failed' | 'history'> {
  completed: number;
  failed: number;
  history: SimulatedCheckpoint[];
  nextId: number;
  nextTrigger: Millis;
  pending: PendingCheckpoint | null;
  /** The last one that completed in this job; null before. */
  last: SimulatedCheckpoint | null;
  /** What the flow held at its trigger. */
  cut: Cut | null;
  lastSavepoint: SimulatedCheckpoint | null;
  lastFailed: SimulatedCheckpoint | null;
  /** How often the job began from one, and from which the last time. */
  restored: number;
  lastRestored: SimulatedRestore | null;
  readonly summary: SummaryRuntime;
  /** Failures since the last one that completed. */
  consecutiveFailures: number;
}

interface PendingCheckpoint {
  readonly id: number;
  readonly savepoint: boolean;
  readonly unaligned: boolean;
  readonly triggered: Millis;
  /** Until it ends, one way or the other. */
  duration: Millis;
  /** Why it will fail then; null = it will not. */
  failure: string | null;
  /** How long the coordinator takes once all have acknowledged. */
  readonly commit: number;
  /** By vertex. */
  readonly acknowledgements: ReadonlyMap<string, Acknowledged>;
  /** A vertex that never acknowledges. */
  readonly hangs: string | null;
  /** What was new at the trigger, by vertex. */
  readonly captured: readonly Float64Array[];
  /** What the sources had read, for a restart. */
  readonly positions: ReadonlyMap<string, Float64Array>;
  readonly cut: Cut;
}

export type CheckpointEvent =
  | { readonly kind: 'refused'; readonly at: Millis; readonly reason: string }
  | { readonly kind: 'triggered'; readonly at: Millis; readonly id: number; readonly savepoint: boolean }
  | { readonly kind: 'completed'; readonly at: Millis; readonly checkpoint: SimulatedCheckpoint }
  /** `before`: how many failed in a row before it. */
  | { readonly kind: 'failed'; readonly at: Millis; readonly checkpoint: SimulatedCheckpoint; readonly before: number }
  /** One failure too many: the job fails. */
  | { readonly kind: 'exceeded'; readonly at: Millis };

export interface CheckpointScope {
  readonly flow: Flow;
  readonly sources: ReadonlyMap<string, SourceFlow>;
  readonly key: number;
  readonly interval: Millis;
  readonly minPause: Millis;
  readonly unaligned: boolean;
  /** So many failures in a row are tolerated. */
  readonly tolerable: number;
  readonly strain: CheckpointStrain;
}

export const startCheckpoints = (first: Millis, nextId: number): CheckpointRuntime => ({
  completed: 0,
  failed: 0,
  history: [],
  nextId,
  nextTrigger: first,
  pending: null,
  last: null,
  cut: null,
  lastSavepoint: null,
  lastFailed: null,
  restored: 0,
  lastRestored: null,
  summary: startSummary(),
  consecutiveFailures: 0,
});

/** Everything that happens to checkpoints before `end`, in order. One at a time, an interval apart, a pause between. */
export function runCheckpoints(state: CheckpointRuntime, scope: CheckpointScope, end: Millis): CheckpointEvent[] {
  const events: CheckpointEvent[] = [];
  if (state.pending !== null) lookAgain(state.pending, scope, end);
  for (;;) {
    const { pending } = state;
    if (pending !== null) {
      const until = (pending.triggered + pending.duration) as Millis;
      if (until >= end) return events;
      events.push(pending.failure === null ? complete(state, scope, until) : fail(state, until, pending.failure));
      if (state.consecutiveFailures > scope.tolerable) return [...events, { kind: 'exceeded', at: until }];
      state.nextTrigger = Math.max(state.nextTrigger, until + scope.minPause) as Millis;
    } else {
      if (state.nextTrigger >= end) return events;
      events.push(scope.strain.refused === null ? trigger(state, scope, state.nextTrigger, false) : refuse(state, scope));
    }
  }
}

const EXPIRED = 'Checkpoint expired before completing.';

/** A checkpoint that cannot even begin counts as failed, and has no entry in the history. */
function refuse(state: CheckpointRuntime, { interval, strain }: CheckpointScope): CheckpointEvent {
  const at = state.nextTrigger;
  state.failed += 1;
  state.nextTrigger = (at + interval) as Millis;
  return { kind: 'refused', at, reason: strain.refused ?? '' };
}

/** Barriers start; how long each subtask will take follows from what waits before it now. */
export function trigger(state: CheckpointRuntime, scope: CheckpointScope, at: Millis, savepoint: boolean): CheckpointEvent {
  const { flow, key, strain } = scope;
  const id = state.nextId++;
  const unaligned = scope.unaligned && !savepoint;
  const acknowledgements = travel({ flow, key, id, savepoint, unaligned, strain });
  const chance = uniform(key, id);
  const commit = 15 + Math.floor(35 * chance);
  const whole = longest(acknowledgements) + commit;
  const reason = strain.fails ?? (savepoint ? strain.snapshotsFail : null);
  const expires = strain.hangs !== null || whole > TIMEOUT;
  // A task that fails its part declines the checkpoint while others are still at it.
  const declined = Math.min(whole, 120 + Math.floor(whole * (0.3 + 0.5 * chance)));
  state.pending = {
    id,
    savepoint,
    unaligned,
    triggered: at,
    duration: (reason !== null ? declined : expires ? TIMEOUT : whole) as Millis,
    failure: reason ?? (expires ? EXPIRED : null),
    commit,
    acknowledgements,
    hangs: strain.hangs,
    captured: whatIsNew(flow),
    positions: new Map([...scope.sources].map(([name, { position }]) => [name, position.slice()])),
    cut: cutOf(flow),
  };
  for (const vertex of flow.vertices) {
    const slower = strainOn(strain, vertex);
    stall(vertex, slower.sync, vertex.inputs.length === 0 || unaligned ? 0 : slower.alignment);
  }
  if (!savepoint) state.nextTrigger = (at + scope.interval) as Millis;
  return { kind: 'triggered', at, id, savepoint };
}

/** Backpressure that is over lets the barriers through. One that is declined or hangs ends as it would. */
function lookAgain(pending: PendingCheckpoint, { flow, key, strain }: CheckpointScope, now: Millis): void {
  const { id, savepoint, unaligned, triggered, acknowledgements, hangs, failure, commit } = pending;
  const elapsed = now - triggered;
  if (hangs !== null || (failure !== null && failure !== EXPIRED) || pending.duration - elapsed < STEP) return;
  const fresh = travel({ flow, key, id, savepoint, unaligned, strain });
  for (const [vertex, all] of acknowledgements) hasten(all, fresh.get(vertex) ?? all, elapsed);
  const whole = longest(acknowledgements) + commit;
  pending.duration = Math.min(whole, TIMEOUT) as Millis;
  pending.failure = whole > TIMEOUT ? EXPIRED : null;
}

function longest(acknowledgements: PendingCheckpoint['acknowledgements']): number {
  let most = 0;
  for (const all of acknowledgements.values()) {
    for (let i = 0; i < countOf(all); i++) most = Math.max(most, endToEnd(all, i));
  }
  return most;
}

function complete(state: CheckpointRuntime, { flow, sources }: CheckpointScope, at: Millis): CheckpointEvent {
  const pending = take(state);
  for (const [name, positions] of pending.positions) {
    const source = sources.get(name);
    // A failed job never goes back to a savepoint: it belongs to whoever asked for it.
    if (source !== undefined) commit(source, pending.savepoint ? source.committed : positions);
  }
  const checkpoint = describe(pending, 'COMPLETED', at, null);
  state.completed += 1;
  state.consecutiveFailures = 0;
  addToSummary(state.summary, checkpoint);
  if (pending.savepoint) state.lastSavepoint = checkpoint;
  else {
    state.last = checkpoint;
    state.cut = pending.cut;
    isKept(flow, pending.captured);
  }
  remember(state, checkpoint);
  return { kind: 'completed', at, checkpoint };
}

/** Ends the pending checkpoint without success. */
export function fail(state: CheckpointRuntime, at: Millis, reason: string): CheckpointEvent {
  const checkpoint = describe(take(state), 'FAILED', at, reason);
  const before = state.consecutiveFailures;
  state.failed += 1;
  state.lastFailed = checkpoint;
  // A savepoint that fails says nothing about checkpoints.
  if (!checkpoint.savepoint) state.consecutiveFailures += 1;
  remember(state, checkpoint);
  return { kind: 'failed', at, checkpoint, before };
}

/** The job begins from it. */
export function noteRestore(state: CheckpointRuntime, restore: SimulatedRestore): void {
  state.restored += 1;
  state.lastRestored = restore;
}

/** After a failure the job goes back to its last checkpoint; before the first one to the savepoint that it began with, if any. */
export function noteRestart(state: CheckpointRuntime, at: Millis): void {
  const { last, lastRestored } = state;
  if (last !== null) noteRestore(state, { id: last.id, at, savepoint: null });
  else if (lastRestored !== null) noteRestore(state, { ...lastRestored, at });
}

function take(state: CheckpointRuntime): PendingCheckpoint {
  const { pending } = state;
  if (pending === null) throw new Error('No checkpoint is in progress.');
  state.pending = null;
  return pending;
}

function remember(state: CheckpointRuntime, checkpoint: SimulatedCheckpoint): void {
  state.history = [checkpoint, ...state.history].slice(0, HISTORY);
}

/** Newest first, with the one in progress as far as it has come at `now`. */
export function historyAt({ pending, history }: CheckpointRuntime, now: Millis): readonly SimulatedCheckpoint[] {
  return pending === null ? history : [describe(pending, 'IN_PROGRESS', now, null), ...history].slice(0, HISTORY);
}

/** What readers see of it, as far as it has come; the subtasks when somebody looks. */
function describe(
  pending: PendingCheckpoint,
  status: SimulatedCheckpoint['status'],
  now: Millis,
  failure: string | null,
): SimulatedCheckpoint {
  const { id, savepoint, unaligned, triggered, hangs, acknowledgements } = pending;
  const elapsed = Math.max(0, now - triggered) as Millis;
  const done = (vertex: string, all: Acknowledged, i: number) =>
    status === 'COMPLETED' || (vertex !== hangs && endToEnd(all, i) <= elapsed);
  let stateSize = 0;
  let checkpointedSize = 0;
  let processed = 0;
  let persisted = 0;
  for (const [vertex, all] of acknowledgements) {
    for (let i = 0; i < countOf(all); i++) {
      if (!done(vertex, all, i)) continue;
      stateSize += stateSizeOf(all, i);
      checkpointedSize += checkpointedSizeOf(all, i);
      processed += processedOf(all, i);
      persisted += persistedOf(all, i);
    }
  }
  return {
    id,
    status,
    savepoint,
    unaligned,
    triggered,
    duration: elapsed,
    checkpointedSize: checkpointedSize as Bytes,
    stateSize: stateSize as Bytes,
    processed: processed as Bytes,
    persisted: persisted as Bytes,
    failure,
    get subtasks() {
      return Object.fromEntries(
        Array.from(acknowledgements, ([vertex, all]) => [
          vertex,
          Array.from({ length: countOf(all) }, (_, i) => (done(vertex, all, i) ? acknowledgementOf(all, i) : null)),
        ]),
      );
    },
  };
}
