import { hexDigits, keyOf } from '../../random.ts';
import type { Frame } from '../frames.ts';
import type { ThreadState } from '../leaves.ts';

/** A thread as a dump tells it. */
export interface Thread {
  readonly name: string;
  readonly state: ThreadState;
  /** From the thread's start inwards. */
  readonly frames: readonly Frame[];
  /** Class of what it waits for; threads with the same `shares` wait for the same object. */
  readonly on: string | null;
  readonly shares?: string;
}

export interface DumpedThread {
  readonly threadName: string;
  readonly stringifiedThreadInfo: string;
}

/** Writes threads as Flink writes Java's ThreadInfo: the innermost frame first. `key` names the JVM. */
export function dump(threads: readonly Thread[], key: number): readonly DumpedThread[] {
  const blocked = threads.flatMap(({ state, on }) => (state === 'BLOCKED' && on !== null ? [on] : []));
  return threads.map((thread, i) => ({
    threadName: thread.name,
    stringifiedThreadInfo: textOf(thread, i, key, blocked.length === 0 ? null : ownerOf(threads, thread)),
  }));
}

/** Ids are handed out as threads start; the JVM's own come first. */
const idOf = (index: number): number => (index < 4 ? index + 1 : index + 6);

interface Owner {
  readonly name: string;
  readonly id: number;
}

/** Who holds the monitor that a thread waits for: a thread of the same kind that runs. */
function ownerOf(threads: readonly Thread[], { name, state }: Thread): Owner | null {
  if (state !== 'BLOCKED') return null;
  const kind = name.replace(/ \(.*$/, '');
  const found = threads.findIndex((each) => each.name !== name && each.name.startsWith(kind) && each.state !== 'BLOCKED');
  const owner = threads[found];
  return owner === undefined ? null : { name: owner.name, id: idOf(found) };
}

function textOf(thread: Thread, index: number, key: number, owner: Owner | null): string {
  const { name, state, frames, on } = thread;
  const own = keyOf(key, thread.shares ?? `${name} ${index}`);
  // Identity hashes have 31 bits.
  const object = on === null ? null : `${on}@${(own >>> 1).toString(16)}`;
  const top = frames.at(-1) ?? '';
  const native = state === 'RUNNABLE' && top.endsWith(':-2') && !top.startsWith('java.lang.ref.') ? ' (in native)' : '';
  const held = owner === null ? '' : ` owned by "${owner.name}" Id=${owner.id}`;
  const waits = object === null ? [] : [`\t-  ${state === 'BLOCKED' ? 'blocked' : 'waiting'} on ${object}`];
  const lines = [...frames].reverse().map((frame) => `\tat ${placeOf(frame, key)}`);
  return [
    `"${name}" Id=${idOf(index)} ${state}${object === null ? '' : ` on ${object}`}${held}${native}`,
    ...lines.slice(0, 1),
    ...waits,
    ...lines.slice(1),
    '',
    '',
  ].join('\n');
}

/** `java.base@17.0.15/java.lang.Thread.run(Thread.java:840)` */
function placeOf(frame: Frame, key: number): string {
  const colon = frame.lastIndexOf(':');
  const method = frame.slice(0, colon).replace('$$Lambda$0/0x0', `$$Lambda$${lambdaOf(frame, key)}`);
  return `${moduleOf(frame)}${method}(${fileOf(frame.slice(0, colon), frame.slice(colon + 1))})`;
}

const lambdaOf = (frame: Frame, key: number): string => {
  const own = keyOf(key, frame);
  return `${400 + (own % 600)}/0x00007f${hexDigits(own, 10)}`;
};

/** Classes of the job's jar come from a class loader without a name. */
function moduleOf(frame: Frame): string {
  if (frame.startsWith('jdk.internal.net.http.')) return 'java.net.http@17.0.15/';
  if (/^(java|jdk|sun)\./.test(frame)) return 'java.base@17.0.15/';
  return /^org\.(apache\.(flink\.(runtime|streaming|api|core|util|contrib|state|shaded|table|connector\.base)|pekko|logging)|rocksdb)\b/.test(
    frame,
  )
    ? 'app//'
    : '';
}

function fileOf(method: string, line: string): string {
  if (line === '-2') return 'Native Method';
  if (line === '-1') return 'Unknown Source';
  const owner = method.slice(0, method.lastIndexOf('.'));
  const outer = owner.slice(owner.lastIndexOf('.') + 1).split('$')[0] ?? '';
  const scala = owner.startsWith('org.apache.pekko.actor') || owner.startsWith('org.apache.pekko.dispatch');
  return `${outer}.${scala ? 'scala' : 'java'}:${line}`;
}
