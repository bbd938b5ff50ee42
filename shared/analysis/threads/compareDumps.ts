import type { ThreadDump } from '../../model/insight/threads.ts';
import { restful } from './doing.ts';
import { recordKinds } from './describeThread.ts';
import { stackKey } from './groupStacks.ts';
import type { ReadThread } from './readDump.ts';
import { readDump } from './readDump.ts';

/** A thread that is in both dumps. */
export interface MetAgain {
  readonly before: ReadThread;
  readonly after: ReadThread;
  readonly sameStack: boolean;
}

export interface DumpComparison {
  /** False: threads are matched by their names alone. */
  readonly sameProcess: boolean;
  /** Same stack as before, and not at rest: candidates for being stuck. Those that handle records first. */
  readonly stuck: readonly MetAgain[];
  /** Another state than before. */
  readonly changed: readonly MetAgain[];
  readonly appeared: readonly ReadThread[];
  readonly gone: readonly ReadThread[];
  /** In both: with the same stack, and with another one. */
  readonly same: number;
  readonly moved: number;
}

/** Compares two dumps, the older first. Threads are the same by id and name; those of different processes by name, in their order. */
export function compareDumps(before: ThreadDump, after: ThreadDump): DumpComparison {
  const sameProcess = before.process === after.process;
  const older = named(readDump(before), sameProcess);
  const newer = named(readDump(after), sameProcess);
  const met = [...newer].flatMap(([key, each]): MetAgain[] => {
    const known = older.get(key);
    if (known === undefined) return [];
    return [{ before: known, after: each, sameStack: stackKey(known.thread.frames) === stackKey(each.thread.frames) }];
  });
  const same = met.filter(({ sameStack }) => sameStack);
  const importance = ({ after: { kind } }: MetAgain): number => (recordKinds.has(kind) ? 0 : 1);
  return {
    sameProcess,
    stuck: same.filter(isStuck).sort((a, b) => importance(a) - importance(b)),
    changed: met.filter((each) => each.before.thread.state !== each.after.thread.state),
    appeared: [...newer].flatMap(([key, each]) => (older.has(key) ? [] : [each])),
    gone: [...older].flatMap(([key, each]) => (newer.has(key) ? [] : [each])),
    same: same.length,
    moved: met.length - same.length,
  };
}

/** Takes the dump itself (org.apache.flink.runtime.util.JvmUtils). */
const TAKER = /\.JvmUtils\.createThreadDump\b/;

/** A thread without a frame is one of the JVM’s own. */
const isStuck = ({ before, after }: MetAgain): boolean =>
  !restful.has(after.doing.kind) &&
  after.kind !== 'jvm' &&
  after.thread.state === before.thread.state &&
  after.thread.frames.length > 0 &&
  !after.thread.frames.some((frame) => TAKER.test(frame));

function named(threads: readonly ReadThread[], byId: boolean): Map<string, ReadThread> {
  const seen = new Map<string, number>();
  return new Map(
    threads.map((each) => {
      const name = byId && each.thread.id >= 0 ? `${each.thread.id} ${each.thread.name}` : each.thread.name;
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      return [`${name} ${nth}`, each];
    }),
  );
}
