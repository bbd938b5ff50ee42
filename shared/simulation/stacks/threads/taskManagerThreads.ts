import { keyOf } from '../../random.ts';
import { sample } from '../flameGraph.ts';
import type { StackShare, TaskTimes } from '../stacksOf.ts';
import { dispatcher, epoll, flusher, jvmThreads, pooled, scheduled, spilling, systemThreads, timer } from './runtimeThreads.ts';
import type { Thread } from './thread.ts';

/** A task that runs on a TaskManager. */
export interface RunningTask {
  /** `Parse order (3/8)#0` */
  readonly name: string;
  readonly stacks: readonly StackShare[];
  readonly times: TaskTimes;
  /** The thread that reads for a source of the old kind. */
  readonly reader: readonly StackShare[] | null;
  /** Whether other tasks get its records. */
  readonly sends: boolean;
}

const OWN = 'org.apache.flink.runtime.taskexecutor.TaskManagerRunner';

/** Every thread of a TaskManager's JVM: `count` of them, as its metric says. `moment` chooses where each task is found. */
export function taskManagerThreads(tasks: readonly RunningTask[], count: number, moment: number): readonly Thread[] {
  const threads = [
    ...jvmThreads(`${OWN}.main:486`),
    ...systemThreads('flink'),
    ...systemThreads('flink-metrics'),
    timer('Timer-0'),
    timer('Timer-1'),
    scheduled('Flink-Metric-View-Updater-thread-1'),
    spilling('writer'),
    spilling('reader'),
    epoll('Flink Netty Server (0) Thread 0'),
    epoll('Flink Netty Client (0) Thread 0'),
    scheduled('taskmanager_0-main-scheduler-thread-1'),
    ...tasks.flatMap((task) => threadsOf(task, moment)),
  ];
  return [...threads, ...others(count - threads.length)];
}

/** Where one look finds a task: each stack as likely as it takes time. */
function found(name: string, stacks: readonly StackShare[], times: TaskTimes, moment: number): Thread {
  const seen = sample(stacks, times, keyOf(moment, name), 1);
  const stack = stacks[seen.indexOf(1)];
  return { name, state: stack?.state ?? 'RUNNABLE', frames: stack?.frames ?? [], on: stack?.on ?? null, ...contended(stack) };
}

/** Blocked threads wait for one monitor. */
const contended = (stack: StackShare | undefined): { readonly shares?: string } =>
  stack?.state === 'BLOCKED' ? { shares: `monitor ${stack.on ?? ''}` } : {};

function threadsOf({ name, stacks, times, reader, sends }: RunningTask, moment: number): Thread[] {
  return [
    found(name, stacks, times, moment),
    sends ? flusher(name) : scheduled(`System Time Trigger for ${name}`),
    reader === null
      ? pooled('AsyncOperations-thread-1', `operations of ${name}`)
      : found(`Legacy Source Thread - ${name}`, reader, times, moment),
  ];
}

/** Up to a few are the actor system's; any number beyond was started by the job's own code, and never ended. */
const FEW = 30;
const others = (count: number): Thread[] =>
  Array.from({ length: Math.max(0, count) }, (_, i) =>
    i < FEW ? dispatcher('flink', 'actor.default-dispatcher', 13 + i) : pooled(`pool-${i - FEW + 5}-thread-1`),
  );
