import type { JavaThread, ThreadDump } from '../../model/insight/threads.ts';
import type { Doing } from './doing.ts';
import { doingOf } from './doing.ts';
import type { ThreadDescription } from './describeThread.ts';
import { describeThread } from './describeThread.ts';

/** A thread with what its name and its stack tell. */
export interface ReadThread extends ThreadDescription {
  readonly thread: JavaThread;
  readonly doing: Doing;
}

/** Every thread of a dump, read. */
export const readDump = ({ threads }: ThreadDump): readonly ReadThread[] =>
  threads.map((thread) => {
    const described = describeThread(thread.name);
    return { thread, ...described, doing: doingOf(thread, described.kind) };
  });
