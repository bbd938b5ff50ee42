import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseThread } from '#shared/analysis/threads/parseThread.ts';
import type { JavaThread, ThreadDump } from '#shared/model/insight/threads.ts';
import { millis } from '#shared/units/units.ts';

interface Answer {
  readonly threadInfos: readonly { readonly threadName: string; readonly stringifiedThreadInfo: string }[];
}

/** A dump of a real cluster, as it was answered: `1.20/cluster/taskmanager-thread-dump`. */
export function recorded(name: string): { readonly answer: Answer; readonly dump: ThreadDump } {
  const file = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'flink-rest', `${name}.json`);
  const answer = JSON.parse(readFileSync(file, 'utf8')) as Answer;
  return { answer, dump: dumpOf(answer.threadInfos.map((each) => parseThread(each.threadName, each.stringifiedThreadInfo))) };
}

export const dumpOf = (threads: readonly JavaThread[], process = 'tm-1', at = 1_000): ThreadDump => ({
  process,
  at: millis(at),
  threads: [...threads],
});

let ids = 1000;
export const thread = (name: string, change: Partial<JavaThread> = {}): JavaThread => ({
  id: (ids += 1),
  name,
  state: 'RUNNABLE',
  daemon: false,
  frames: [],
  truncated: false,
  waitsFor: null,
  heldBy: null,
  holds: [],
  ...change,
});
