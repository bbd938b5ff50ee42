import { threadKinds } from '#shared/analysis/threads/describeThread.ts';
import { doings, restful } from '#shared/analysis/threads/doing.ts';
import { methodOf } from '#shared/analysis/threads/frames.ts';
import type { StackGroup } from '#shared/analysis/threads/groupStacks.ts';
import type { ReadThread } from '#shared/analysis/threads/readDump.ts';
import type { Job } from '#shared/model/job.ts';
import { counted, withArrows } from '#renderer/ui/wording.ts';

/** Names beyond are counted. */
const NAMES = 3;

/** A name without what counts through its siblings: `flink-pekko.actor.default-dispatcher-17` → `flink-pekko.actor.default-dispatcher-*`. */
const family = (name: string): string => name.replaceAll(/\s+/g, ' ').replace(/\d+$/, '*');

/** Whose threads these are: operators with their subtasks, or families of names. */
export function whoWords(threads: readonly ReadThread[]): string {
  const whose = new Map<string, ReadThread[]>();
  for (const each of threads) {
    const { task, kind, thread } = each;
    const name =
      task === null
        ? family(thread.name)
        : withArrows(kind === 'task' ? task.operator : `${threadKinds[kind]}: ${task.operator}`);
    const known = whose.get(name);
    if (known === undefined) whose.set(name, [each]);
    else known.push(each);
  }
  const sorted = [...whose].sort(([, a], [, b]) => b.length - a.length);
  const names = sorted.slice(0, NAMES).map(([name, own]) => name + numbersOf(own));
  const more = sorted.length - NAMES;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** Which subtasks, counted from 0 as everywhere; how many threads of others. */
function numbersOf(threads: readonly ReadThread[]): string {
  const subtasks = threads.flatMap(({ task }) => (task === null ? [] : [task.subtask]));
  if (subtasks.length === 1) return ` (subtask ${subtasks.join()})`;
  if (subtasks.length > 1) return ` (${subtasks.length} subtasks)`;
  return threads.length === 1 ? '' : ` ×${threads.length}`;
}

/** What the threads of a group do; those of one group do the same. */
export function doingWords({ threads }: StackGroup): { readonly what: string; readonly where: string | null } {
  const [first] = threads;
  if (first === undefined) return { what: '', where: null };
  const { kind, place } = first.doing;
  // Where a thread waits for work tells nothing.
  const rests = kind !== 'mailbox' && restful.has(kind);
  return { what: doings[kind], where: place === null || rests ? null : methodOf(place) };
}

/** What Flink measured of subtasks that wait for mail, which a stack does not tell: idle, or held back. */
export function mailWords({ threads }: StackGroup, job: Job | null): string | null {
  if (job === null) return null;
  const byName = new Map(job.vertices.map((vertex) => [vertex.name, vertex]));
  let held = 0;
  let idle = 0;
  for (const { task, doing } of threads) {
    const vertex = task === null || doing.kind !== 'mailbox' ? undefined : byName.get(task.operator);
    const shares = vertex?.subtasks.find(({ index }) => index === task?.subtask)?.shares ?? vertex?.mean;
    if (shares?.backpressured == null || shares.idle === null) continue;
    if (shares.backpressured > shares.idle) held += 1;
    else idle += 1;
  }
  if (held + idle === 0) return null;
  const parts = [
    ...(held > 0 ? [`${counted(held, 'subtask')} mostly backpressured`] : []),
    ...(idle > 0 ? [`${counted(idle, 'subtask')} mostly idle`] : []),
  ];
  return `By Flink’s own figures: ${parts.join(', ')}.`;
}
