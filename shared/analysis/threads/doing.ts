import type { JavaThread } from '../../model/insight/threads.ts';
import { isUserFrame } from '../logs/frames.ts';
import type { ThreadKind } from './describeThread.ts';
import { recordKinds } from './describeThread.ts';
import { isPlatform, placeOfStack } from './frames.ts';

/** What a thread does, or waits for. */
export const doings = {
  lock: 'Waits for a lock',
  buffer: 'Waits for a network buffer: backpressured',
  answer: 'Waits for an answer or I/O',
  sleep: 'Sleeps in the job’s code',
  kryo: 'Serializes with Kryo',
  serializing: 'Serializes',
  state: 'Reads or writes state',
  snapshot: 'Takes its part of a checkpoint',
  logging: 'Writes a log line, or waits to',
  running: 'Runs',
  mailbox: 'Waits for mail: idle, or no room downstream',
  waiting: 'Waits',
  idle: 'Waits for work',
  network: 'Waits for network events',
  unread: 'Could not be read',
} as const;
export type DoingKind = keyof typeof doings;

/** Kinds in which a thread is at rest: to be found in them again and again is no sign of being stuck. */
export const restful: ReadonlySet<DoingKind> = new Set(['mailbox', 'idle', 'network', 'unread']);

export interface Doing {
  readonly kind: DoingKind;
  /** The frame that tells where. */
  readonly place: string | null;
}

// Classes and methods of Flink 1.20 and 2.x (org.apache.flink.runtime.io.network.buffer.LocalBufferPool,
// org.apache.flink.streaming.runtime.tasks.mailbox), of java.util.concurrent and of usual clients.
const BUFFER = /\.LocalBufferPool\.request(?:MemorySegment|BufferBuilder|Buffer)Blocking\b/;
const MAILBOX = /\.MailboxProcessor\.processMailsWhenDefaultActionUnavailable\b|\.TaskMailboxImpl\.take\b/;
const YIELD = /\.MailboxExecutorImpl\.(?:try)?[yY]ield\b/;
const WORK =
  /\.ThreadPoolExecutor\.getTask\b|\.(?:Pekko\w*|Akka\w*|)ForkJoinPool\.(?:awaitWork|runWorker)\b|\.TimerThread\.mainLoop\b|\.ReferenceQueue\.remove|\.RecordWriter\$OutputFlusher\.run\b|\.LightArrayRevolverScheduler|\.IOManagerAsync\$\w+Thread\.run\b|\.SystemProcessingTimeService|\.HashedWheelTimer\$Worker|\.waitForReferencePendingList\b/;
const EVENTS = /\bsun\.nio\.ch\.(?:EPoll|KQueue|WEPoll|SelectorImpl)\w*\.|\.(?:epoll|kqueue)\.Native\.\w*[wW]ait/;
const LOCK =
  /\.(?:ReentrantLock(?:\$\w+)?|ReentrantReadWriteLock\$\w+)\.lock\b|\.AbstractQueuedSynchronizer\.acquire(?:Queued|Shared)?\b/;
const SLEEP = /^java\.lang\.Thread\.sleep/;
const LOG = /^(?:org\.apache\.(?:logging|log4j)|ch\.qos\.logback|java\.util\.logging|org\.slf4j)\b/;

/** Innermost first, the first that fits tells. */
const layers: readonly (readonly [RegExp, DoingKind])[] = [
  [/^com\.esotericsoftware\.|\.runtime\.kryo\./, 'kryo'],
  [
    /\.(?:NioSocketImpl|SocketInputStream|SocketOutputStream|SocketDispatcher|SocketChannelImpl|FileChannelImpl|FileDispatcherImpl)\.|^sun\.nio\.ch\.Net\./,
    'answer',
  ],
  [
    /^(?:java\.net|jdk\.internal\.net\.http|okhttp3|org\.apache\.(?:http|hc)|software\.amazon\.awssdk|com\.amazonaws|com\.zaxxer|org\.postgresql|com\.mysql|oracle\.jdbc|redis\.clients|io\.lettuce|com\.mongodb|org\.apache\.kafka)\./,
    'answer',
  ],
  [/\.snapshotState\b|\.SubtaskCheckpointCoordinatorImpl\.|\.SnapshotStrategyRunner\./, 'snapshot'],
  [/^org\.rocksdb\.|\.flink\.(?:contrib\.streaming\.state|state\.(?:rocksdb|forst|changelog)|runtime\.state\.heap)\./, 'state'],
  [
    /\.api\.(?:java|common)\.typeutils\.|\.typeinfo\.|\.(?:Non)?SpanningWrapper\.|\.\w*RecordDeserializer\.|\.table\.runtime\.typeutils\./,
    'serializing',
  ],
];

/** What a stack says of its thread. A thread that waits for mail is idle or backpressured: both look the same (soft backpressure). */
export function doingOf(thread: JavaThread, kind: ThreadKind): Doing {
  const { frames } = thread;
  const place = placeOfStack(frames);
  const told = (doing: DoingKind, where = place): Doing => ({ kind: doing, place: where });
  if (thread.state === null) return told('unread', null);
  const some = (pattern: RegExp): boolean => frames.some((frame) => pattern.test(frame));
  // Who is blocked in there waits for the file that all tasks of the process share.
  if (some(LOG)) return told('logging');
  if (thread.state === 'BLOCKED' || thread.heldBy !== null) return told('lock');
  if (some(BUFFER)) return told('buffer');
  const waits = thread.state === 'WAITING' || thread.state === 'TIMED_WAITING';
  if (waits && some(YIELD)) return told('answer', frames.find(beyond(YIELD)) ?? place);
  if (some(MAILBOX) && waits) return told('mailbox');
  if ((waits || kind === 'jvm') && !frames.some(isUserFrame) && (kind === 'jvm' || some(WORK))) return told('idle');
  if (frames.slice(0, 4).some((frame) => EVENTS.test(frame))) return told(recordKinds.has(kind) ? 'answer' : 'network');
  if (waits && some(LOCK)) return told('lock');
  if (SLEEP.test(frames[0] ?? '')) return told(frames.some(isUserFrame) ? 'sleep' : 'idle');
  const layer = layerOf(frames);
  if (layer !== null && !(waits && layer !== 'answer')) return told(layer);
  if (waits) return told(frames.some(isUserFrame) || (recordKinds.has(kind) && layer !== null) ? 'answer' : 'waiting');
  return told(frames.length === 0 ? 'idle' : 'running', runsIn(frames));
}

/** Frames outside of the mailbox that are not the platform’s. */
const beyond =
  (pattern: RegExp) =>
  (frame: string): boolean =>
    !pattern.test(frame) && !isPlatform(frame) && !frame.includes('.mailbox.');

/** Of the frames down to the job’s own code, as what calls it is the same for all. */
function layerOf(frames: readonly string[]): DoingKind | null {
  for (const frame of frames) {
    const found = layers.find(([pattern]) => pattern.test(frame));
    if (found !== undefined) return found[1];
    if (isUserFrame(frame)) return null;
  }
  return null;
}

const runsIn = (frames: readonly string[]): string | null => frames.find((frame) => !isPlatform(frame)) ?? frames[0] ?? null;
