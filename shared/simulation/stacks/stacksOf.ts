import {
  chaining,
  copying,
  input,
  loop,
  processing,
  pushing,
  reading,
  sending,
  snapshotting,
  waitingForBuffer,
  waitingForMail,
  writing,
} from './frames.ts';
import type { Frame } from './frames.ts';
import { codeOf, kryoCopying, kryoReading, kryoWriting, lockOf, logging, snapshotOf, stateOf, waitsOf } from './leaves.ts';
import type { Leaf, ThreadState } from './leaves.ts';
import { firing, framesOf } from './operatorFrames.ts';
import type { OperatorFrames } from './operatorFrames.ts';
import { activities } from './profile.ts';
import type { Activity, OperatorProfile } from './profile.ts';
import { packageOf } from './userCode.ts';

/** A vertex as its tasks' threads see it. */
export interface VertexWork {
  readonly job: string;
  readonly operators: readonly OperatorProfile[];
  readonly legacySource: boolean;
  /** How many other vertices it reads from, and writes to. */
  readonly inputs: number;
  readonly outputs: number;
  /** Flink 2. */
  readonly modern: boolean;
}

/** A stack of a vertex' tasks, and which part it takes of the time that a task is busy, waits, or is held back within a record. */
export interface StackShare {
  readonly frames: readonly Frame[];
  readonly state: ThreadState;
  /** Class of what the thread waits for. */
  readonly on: string | null;
  readonly of: keyof TaskTimes;
  readonly share: number;
}

/** Milliseconds of a second: working, waiting for mail, waiting for a buffer. */
export interface TaskTimes {
  readonly busy: number;
  readonly waiting: number;
  readonly blocked: number;
}

/** Of the computing before and behind an exchange: what its serializers take. */
const SERIALIZING = 0.12;
const pojo = 'org.apache.flink.api.java.typeutils.runtime.PojoSerializer';

/** Every stack that a task of the vertex can be found in; shares of each time add up to 1. */
export function stacksOf(vertex: VertexWork): readonly StackShare[] {
  const { modern } = vertex;
  const root = loop(modern);
  const waiting: StackShare = { frames: [...root, ...waitingForMail(modern)], ...PARKED, of: 'waiting', share: 1 };
  // The task of a source of the old kind only waits for mail: another thread reads.
  if (vertex.legacySource) return [waiting];
  const paths = pathsOf(vertex, [...root, ...processing(modern)]);
  return [
    waiting,
    { frames: [...paths.out, ...waitingForBuffer], state: 'WAITING', on: FUTURE, of: 'blocked', share: 1 },
    ...busyStacks(vertex, paths),
  ];
}

/** The thread that reads for a source of the old kind, and runs what is chained to it. */
export function legacySourceStacks(vertex: VertexWork): readonly StackShare[] {
  const consumer = 'org.apache.flink.streaming.connectors.kinesis';
  const root = [
    'org.apache.flink.streaming.runtime.tasks.SourceStreamTask$LegacySourceFunctionThread.run:333',
    'org.apache.flink.streaming.api.operators.StreamSource.run:71',
    'org.apache.flink.streaming.api.operators.StreamSource.run:113',
    `${consumer}.FlinkKinesisConsumer.run:326`,
  ];
  const paths = pathsOf(vertex, root);
  const idle = [...root, `${consumer}.internals.KinesisDataFetcher.awaitTermination:669`, 'java.lang.Thread.sleep:-2'];
  return [
    { frames: idle, state: 'TIMED_WAITING', on: null, of: 'waiting', share: 1 },
    { frames: [...paths.out, ...waitingForBuffer], state: 'WAITING', on: FUTURE, of: 'blocked', share: 1 },
    ...busyStacks(vertex, paths),
  ];
}

const FUTURE = 'java.util.concurrent.CompletableFuture$Signaller';
const PARKED = {
  state: 'TIMED_WAITING',
  on: 'java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject',
} as const;

/**
 * Splits the time that a task is held back. Flink looks for a free buffer before each record, so that most of it is spent waiting for
 * mail; a record that makes many others, as a window that fires, runs out of buffers on the way.
 */
export function timesOf(
  operators: readonly OperatorProfile[],
  times: Record<'busy' | 'backpressured' | 'idle', number>,
): TaskTimes {
  const blocked = times.backpressured * blockedShare(operators);
  return { busy: times.busy, blocked, waiting: times.idle + times.backpressured - blocked };
}

export const blockedShare = (operators: readonly OperatorProfile[]): number =>
  operators.some(({ name, selectivity }) => selectivity > 1 || /Window/.test(name)) ? 0.4 : 0.1;

interface Paths {
  /** Up to before the first operator. */
  readonly root: readonly Frame[];
  /** By operator: to where the runtime calls it. */
  readonly to: readonly (readonly Frame[])[];
  readonly frames: readonly OperatorFrames[];
  /** To where the last operator sends a record to another vertex. */
  readonly out: readonly Frame[];
}

function pathsOf({ job, operators, inputs, modern }: VertexWork, root: readonly Frame[]): Paths {
  const frames = operators.map((operator, i) =>
    framesOf(operator, { package: packageOf(job), modern, inputs: i === 0 ? inputs : 1 }),
  );
  const to: (readonly Frame[])[] = [];
  let path: readonly Frame[] = [...root, ...input(inputs, modern)];
  frames.forEach(({ enter, own, emit, fires }, i) => {
    to.push([...path, ...enter]);
    const source = operators[i]?.kind === 'source';
    // A function that returns its record has ended when Flink hands it on; one that has a collector has not.
    const inside = own !== null && emit.length > 0 && !source ? [own] : [];
    const before = fires ? [...root, ...firing(operators[i]?.name.endsWith('Windows') !== true)] : [...path, ...enter, ...inside];
    const emitted = [...before, ...emit];
    const last = i === frames.length - 1;
    // A source hands on without counting.
    path = last ? [...emitted, ...sending] : [...emitted, ...(source ? chaining.slice(2) : chaining), pushing];
  });
  return { root, to, frames, out: path };
}

function busyStacks(vertex: VertexWork, paths: Paths): StackShare[] {
  return vertex.operators.flatMap((operator, i) =>
    activities.flatMap((activity) => {
      const share = operator.shares[activity];
      return share <= 0
        ? []
        : stacksOfActivity(vertex, paths, i, activity).map((stack) => ({ ...stack, share: stack.share * share }));
    }),
  );
}

/** Shares add up to 1. */
function stacksOfActivity(vertex: VertexWork, paths: Paths, i: number, activity: Activity): StackShare[] {
  const operator = vertex.operators[i];
  const { own = null } = paths.frames[i] ?? {};
  const enter = paths.to[i] ?? [];
  const inside = own === null ? enter : [...enter, own];
  if (operator === undefined) return [];
  switch (activity) {
    case 'code':
      return codeStacks(vertex, paths, i, ending(inside, codeOf(operator, own)));
    case 'wait': {
      const waits = waitsOf(operator);
      if (waits === null) return ending(inside, codeOf(operator, own));
      // A queue is waited for before there is a record; a partner behind Flink's own operator.
      if (operator.kind === 'source') return ending(enter.slice(0, paths.root.length + 4), waits);
      return ending(operator.name.startsWith('async wait') ? enter : inside, waits);
    }
    case 'state':
      return ending(inside, stateOf(operator, vertex.modern));
    case 'kryo':
      return kryoStacks(vertex, paths, i, inside);
    case 'logging':
      return ending(inside, logging);
    case 'snapshot':
      return ending([...paths.root, ...snapshotting], snapshotOf(own));
    case 'lock':
      return ending(inside, lockOf(own ?? `${packageOf(vertex.job)}.Shared.get:12`));
  }
}

const ending = (path: readonly Frame[], leaves: readonly Leaf[], share = 1): StackShare[] =>
  leaves.map(({ frames, state, part, on }) => ({ frames: [...path, ...frames], state, on, of: 'busy', share: part * share }));

const leaf = (...frames: Frame[]): readonly Leaf[] => [{ frames, state: 'RUNNABLE', part: 1, on: null }];

/** Around the exchanges a part of the computing is reading and writing records. */
function codeStacks(
  { inputs, outputs, operators, modern }: VertexWork,
  paths: Paths,
  i: number,
  code: StackShare[],
): StackShare[] {
  const reads = i === 0 && inputs > 0 ? SERIALIZING : 0;
  const writes = i === operators.length - 1 && outputs > 0 ? SERIALIZING : 0;
  return [
    ...(reads === 0 ? [] : ending([...paths.root, ...reading(inputs, modern)], leaf(`${pojo}.deserialize:463`), reads)),
    ...(writes === 0 ? [] : ending([...paths.out, ...writing], leaf(`${pojo}.serialize:379`), writes)),
    ...code.map((stack) => ({ ...stack, share: stack.share * (1 - reads - writes) })),
  ];
}

/** Wherever a record passes a serializer: read from the network, kept in state, handed on. */
function kryoStacks(
  { inputs, outputs, operators, modern }: VertexWork,
  paths: Paths,
  i: number,
  inside: readonly Frame[],
): StackShare[] {
  const rocks = modern ? 'org.apache.flink.state.rocksdb' : 'org.apache.flink.contrib.streaming.state';
  const last = i === operators.length - 1;
  const before = paths.to[i - 1];
  const sites: (readonly [readonly Frame[], readonly Leaf[]])[] = [];
  if (i === 0 && inputs > 0) sites.push([[...paths.root, ...reading(inputs, modern)], kryoReading]);
  if (before !== undefined) sites.push([[...before, ...chaining, copying], kryoCopying]);
  if (operators[i]?.stateful === true) sites.push([[...inside, `${rocks}.RocksDBValueState.value:97`], kryoReading]);
  if (last && outputs > 0) sites.push([[...paths.out, ...writing], kryoWriting]);
  if (sites.length === 0) sites.push([inside, kryoReading]);
  return sites.flatMap(([path, leaves]) => ending(path, leaves, 1 / sites.length));
}
