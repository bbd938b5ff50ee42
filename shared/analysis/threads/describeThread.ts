/** What a thread of a Flink process is there for, as its name tells. */
export const threadKinds = {
  task: 'Task',
  source: 'Legacy source',
  fetcher: 'Source fetcher',
  flusher: 'Output flusher',
  timer: 'Timers of tasks',
  checkpoint: 'Checkpoints',
  state: 'State backend',
  network: 'Network',
  rpc: 'RPC (Pekko, Akka)',
  coordination: 'Coordination',
  rest: 'REST',
  metrics: 'Metrics',
  io: 'I/O pools',
  python: 'Python',
  gc: 'Garbage collector',
  jvm: 'JVM',
  other: 'Other (job or library)',
} as const;
export type ThreadKind = keyof typeof threadKinds;

/** Kinds whose threads handle a task’s records. */
export const recordKinds: ReadonlySet<ThreadKind> = new Set(['task', 'source', 'fetcher']);

/** Of a name like `Source: events -> Enrich (1/2)#0`: index counts from 0, as in Flink’s REST interface. */
export interface TaskOfThread {
  /** The vertex’ name. */
  readonly operator: string;
  readonly subtask: number;
  readonly parallelism: number;
  /** Null where the name does not tell (older than Flink 1.14). */
  readonly attempt: number | null;
}

export interface ThreadDescription {
  readonly kind: ThreadKind;
  readonly task: TaskOfThread | null;
}

/** Threads that belong to a task, by what stands before its name (Flink’s classes of threads, 1.20 and 2.x). */
const ofTasks: readonly (readonly [RegExp, ThreadKind])[] = [
  [/^Legacy Source Thread - /, 'source'],
  [/^Source Data Fetcher for /, 'fetcher'],
  [/^OutputFlusher for /, 'flusher'],
  [/^(?:System )?Time Trigger for /, 'timer'],
  [/^Channel state writer /, 'checkpoint'],
  [/^(?:Canceler(?:\/Interrupts)?|Cancellation Watchdog) for /, 'coordination'],
  [/^/, 'task'],
];

const named: readonly (readonly [RegExp, ThreadKind])[] = [
  [
    /^AsyncOperations-thread-|^Checkpoint Timer|Checkpoint(?:Coordinator|Subsumer|Executor)|^Flink-.*StateDataTransfer/i,
    'checkpoint',
  ],
  [/^Channel state|^channel-state/i, 'checkpoint'],
  [/rocks ?db|^ForSt|^changelog/i, 'state'],
  [/^flink-metrics|^Flink-Metric|^metrics?-|^prometheus/i, 'metrics'],
  [/DispatcherRestEndpoint|^flink-rest-|^RestClusterClient/i, 'rest'],
  [/pekko|akka|^flink-scheduler-\d+$|^flink-\d+$/, 'rpc'],
  [/netty|^epollEventLoop|^nioEventLoop/i, 'network'],
  [
    /-main-scheduler-thread|^SourceCoordinator-|^BLOB |^(?:job|resource)manager[_-]\d+-main|^Leader|^Curator|^Timer-\d+$/i,
    'coordination',
  ],
  [/^IOManager |^(?:cluster|jobmanager|taskmanager)-(?:io|future)-|^AsyncFileIO|^mini-cluster-io/i, 'io'],
  [/^Source Data Fetcher/, 'fetcher'],
  [/^Legacy Source Thread/, 'source'],
  [/^OutputFlusher/, 'flusher'],
  [/^(?:System )?Time Trigger|^flink-rate-limiter/, 'timer'],
  [/python|^beam|^grpc-/i, 'python'],
  [/^(?:GC |G1 |ZGC|Shenandoah|Parallel GC|VM Periodic|Concurrent Mark)|GarbageCollect/, 'gc'],
  [
    /^(?:main|DestroyJavaVM|Reference Handler|Finalizer|Signal Dispatcher|Common-Cleaner|Notification Thread|Service Thread|Attach Listener|Monitor Deflation Thread|process reaper|C[12] CompilerThread\d*|Sweeper thread|CloseableReaperThread|JMX .*|RMI .*)$|^process reaper/,
    'jvm',
  ],
];

/** `… (3/8)#0`, where Flink cuts a long name before its number. Names may hold anything, line breaks as well. */
const TASK = /^([^]*) \((\d+)\/(\d+)\)(?:#(\d+))?/;

/** Maps a thread’s name to what it is for, and to the operator and subtask that it works for. */
export function describeThread(name: string): ThreadDescription {
  const [before, kind] = ofTasks.find(([start]) => start.test(name)) ?? [/^/, 'task' as const];
  const found = TASK.exec(name.replace(before, ''));
  const own = named.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
  if (found === null) return { kind: own, task: null };
  const [, operator = '', index, parallelism, attempt] = found;
  const [at, of] = [Number(index), Number(parallelism)];
  // `Flink Netty Server (0) Thread 0` is no task, nor is `worker (7/3)`.
  if (at < 1 || at > of || operator.trim() === '') return { kind: own, task: null };
  const task = { operator, subtask: at - 1, parallelism: of, attempt: attempt === undefined ? null : Number(attempt) };
  return { kind, task };
}
