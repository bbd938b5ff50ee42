import type { Bytes, Millis } from '../../units/units.ts';
import { uniform } from '../random.ts';
import type { SimulatedAcknowledgement, SimulatedCheckpoint, SimulatedCheckpoints } from '../types.ts';
import { STEP } from '../types.ts';
import { at } from '../flow/numbers.ts';
import type { EdgeFlow, Flow, VertexFlow } from '../flow/runtime.ts';
import { fillOf } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';

/** The service's fixed timeout of checkpoints. */
const TIMEOUT = 3_600_000;
/** Flink keeps so many in its history. */
const HISTORY = 10;

/** Bytes that one subtask uploads per millisecond, and what any upload takes at least. */
const UPLOAD_RATE = 25_000;
const UPLOAD_LEAST = 60;
/** Metadata that every subtask writes: offsets, operator headers. */
const HEADER = 1_400;

export interface CheckpointRuntime extends SimulatedCheckpoints {
  completed: number;
  failed: number;
  history: SimulatedCheckpoint[];
  nextId: number;
  nextTrigger: Millis;
  pending: PendingCheckpoint | null;
  /** The last one that completed in this job; null before. */
  last: SimulatedCheckpoint | null;
}

interface PendingCheckpoint {
  readonly id: number;
  readonly savepoint: boolean;
  readonly triggered: Millis;
  readonly duration: Millis;
  readonly acknowledgements: ReadonlyMap<string, readonly SimulatedAcknowledgement[]>;
  /** What the sources had read, for a restart. */
  readonly positions: ReadonlyMap<string, Float64Array>;
}

export type CheckpointEvent =
  | { readonly kind: 'triggered'; readonly at: Millis; readonly id: number; readonly savepoint: boolean }
  | { readonly kind: 'completed'; readonly at: Millis; readonly checkpoint: SimulatedCheckpoint }
  | { readonly kind: 'failed'; readonly at: Millis; readonly checkpoint: SimulatedCheckpoint };

export interface CheckpointScope {
  readonly flow: Flow;
  readonly sources: ReadonlyMap<string, SourceFlow>;
  readonly key: number;
  readonly interval: Millis;
  readonly minPause: Millis;
}

export const startCheckpoints = (first: Millis, nextId: number): CheckpointRuntime => ({
  completed: 0,
  failed: 0,
  history: [],
  nextId,
  nextTrigger: first,
  pending: null,
  last: null,
});

/** Everything that happens to checkpoints before `end`, in order. One at a time, an interval apart, a pause between. */
export function runCheckpoints(state: CheckpointRuntime, scope: CheckpointScope, end: Millis): CheckpointEvent[] {
  const events: CheckpointEvent[] = [];
  for (;;) {
    const { pending } = state;
    if (pending !== null) {
      const until = (pending.triggered + Math.min(pending.duration, TIMEOUT)) as Millis;
      if (until >= end) return events;
      events.push(pending.duration > TIMEOUT ? fail(state, until, EXPIRED) : complete(state, scope, until));
      state.nextTrigger = Math.max(state.nextTrigger, until + scope.minPause) as Millis;
    } else {
      if (state.nextTrigger >= end) return events;
      events.push(trigger(state, scope, state.nextTrigger, false));
    }
  }
}

const EXPIRED = 'Checkpoint expired before completing.';

/** Barriers start; how long each subtask will take follows from what waits before it now. */
export function trigger(state: CheckpointRuntime, scope: CheckpointScope, at: Millis, savepoint: boolean): CheckpointEvent {
  const id = state.nextId++;
  const acknowledgements = travel(scope, id, savepoint);
  let duration = 0;
  for (const all of acknowledgements.values()) {
    for (const each of all) duration = Math.max(duration, endToEnd(each));
  }
  const commit = 15 + Math.floor(35 * uniform(scope.key, id));
  state.pending = {
    id,
    savepoint,
    triggered: at,
    duration: (duration + commit) as Millis,
    acknowledgements,
    positions: new Map([...scope.sources].map(([name, { position }]) => [name, position.slice()])),
  };
  if (!savepoint) state.nextTrigger = (at + scope.interval) as Millis;
  return { kind: 'triggered', at, id, savepoint };
}

const endToEnd = ({ startDelay, alignment, sync, async }: SimulatedAcknowledgement): number =>
  startDelay + alignment + sync + async;

/** A barrier goes through the graph behind the records that wait; a subtask begins when the first has come, and goes on when the last has. */
function travel({ flow, key }: CheckpointScope, id: number, savepoint: boolean): Map<string, SimulatedAcknowledgement[]> {
  const through = new Map<VertexFlow, number[]>();
  const result = new Map<string, SimulatedAcknowledgement[]>();
  for (const vertex of flow.vertices) {
    const passes: number[] = [];
    const all: SimulatedAcknowledgement[] = [];
    const senders = sendersOf(vertex, through);
    for (let i = 0; i < vertex.parallelism; i++) {
      const chance = (n: number) => uniform(vertex.key ^ key, id * 4096 + i * 8 + n);
      const [first, last] = vertex.inputs.length === 0 ? sourceDelay(vertex, i, chance(0)) : arrivals(vertex, i, senders, chance);
      const sync = Math.round(2 + 10 * chance(1) + Math.log2(1 + at(vertex.state, i) / 1e6) * 6);
      const stateSize = Math.round(at(vertex.state, i) + HEADER) as Bytes;
      const written = savepoint ? stateSize : Math.min(stateSize, Math.round(at(vertex.dirty, i) + HEADER));
      const async = Math.round(UPLOAD_LEAST * (0.4 + chance(2)) + written / UPLOAD_RATE);
      vertex.dirty[i] = 0;
      passes.push(last + sync);
      all.push({
        startDelay: Math.round(first) as Millis,
        alignment: Math.round(last - first) as Millis,
        sync: sync as Millis,
        async: async as Millis,
        stateSize,
        checkpointedSize: written as Bytes,
      });
    }
    through.set(vertex, passes);
    result.set(vertex.id, all);
  }
  return result;
}

/** A source hears of the checkpoint between two records; held back, only when a buffer gets free. */
function sourceDelay({ backpressured }: VertexFlow, subtask: number, chance: number): [number, number] {
  const delay = 1 + 8 * chance + at(backpressured, subtask) * (0.5 + 2.5 * chance);
  return [delay, delay];
}

/** When the first and the last sender of an exchange passed its barrier on. */
interface Senders {
  readonly edge: EdgeFlow;
  readonly passes: readonly number[];
  readonly earliest: number;
  readonly latest: number;
}

function sendersOf({ inputs }: VertexFlow, through: ReadonlyMap<VertexFlow, readonly number[]>): Senders[] {
  return inputs.map((edge) => {
    const passes = through.get(edge.from) ?? [];
    return { edge, passes, earliest: Math.min(...passes), latest: Math.max(...passes) };
  });
}

/** First and last barrier at a subtask: those before it, plus the time that its queue takes; channels are not equally full. */
function arrivals(
  vertex: VertexFlow,
  subtask: number,
  senders: readonly Senders[],
  chance: (n: number) => number,
): [number, number] {
  let first = Infinity;
  let last = 0;
  const rate = Math.max(at(vertex.processed, subtask), 1e-9) / STEP;
  for (const { edge, passes, earliest, latest } of senders) {
    const wait = Math.min((fillOf(edge, subtask) * edge.bound) / rate, TIMEOUT);
    if (edge.shipStrategy === 'FORWARD') {
      const passed = (passes[subtask] ?? 0) + wait + 1;
      first = Math.min(first, passed);
      last = Math.max(last, passed);
      continue;
    }
    const emptiest = passes.length === 1 ? wait : wait * (0.7 + 0.2 * chance(4));
    first = Math.min(first, earliest + emptiest + 1);
    last = Math.max(last, latest + wait + 1 + 3 * chance(5));
  }
  return [first, last];
}

function complete(state: CheckpointRuntime, { sources }: CheckpointScope, at: Millis): CheckpointEvent {
  const pending = take(state);
  for (const [name, positions] of pending.positions) sources.get(name)?.committed.set(positions);
  const checkpoint = describe(pending, 'COMPLETED', at, null);
  state.completed += 1;
  if (!pending.savepoint) state.last = checkpoint;
  remember(state, checkpoint);
  return { kind: 'completed', at, checkpoint };
}

/** Ends the pending checkpoint without success. */
export function fail(state: CheckpointRuntime, at: Millis, reason: string): CheckpointEvent {
  const checkpoint = describe(take(state), 'FAILED', at, reason);
  state.failed += 1;
  remember(state, checkpoint);
  return { kind: 'failed', at, checkpoint };
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

function describe(
  pending: PendingCheckpoint,
  status: SimulatedCheckpoint['status'],
  now: Millis,
  failure: string | null,
): SimulatedCheckpoint {
  const elapsed = Math.max(0, now - pending.triggered) as Millis;
  const subtasks: Record<string, readonly (SimulatedAcknowledgement | null)[]> = {};
  let stateSize = 0;
  let checkpointedSize = 0;
  for (const [vertex, all] of pending.acknowledgements) {
    const known = status === 'COMPLETED' ? all : all.map((each) => (endToEnd(each) <= elapsed ? each : null));
    subtasks[vertex] = known;
    for (const each of known) {
      stateSize += each?.stateSize ?? 0;
      checkpointedSize += each?.checkpointedSize ?? 0;
    }
  }
  return {
    id: pending.id,
    status,
    savepoint: pending.savepoint,
    triggered: pending.triggered,
    duration: elapsed,
    checkpointedSize: checkpointedSize as Bytes,
    stateSize: stateSize as Bytes,
    failure,
    subtasks,
  };
}
