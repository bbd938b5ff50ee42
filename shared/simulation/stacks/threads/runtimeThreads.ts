import type { Frame } from '../frames.ts';
import type { Thread } from './thread.ts';

const run: Frame = 'java.lang.Thread.run:840';
const unsafe: Frame = 'jdk.internal.misc.Unsafe.park:-2';
const CONDITION = 'java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject';
const queue = 'java.util.concurrent.locks.AbstractQueuedSynchronizer';

const waiting = (name: string, on: string, shares: string, frames: readonly Frame[]): Thread => ({
  name,
  state: 'WAITING',
  frames,
  on,
  shares,
});
const timed = (name: string, on: string | null, frames: readonly Frame[]): Thread => ({
  name,
  state: 'TIMED_WAITING',
  frames,
  on,
});
const running = (name: string, ...frames: Frame[]): Thread => ({ name, state: 'RUNNABLE', frames, on: null });

/** A thread of a dispatcher that has nothing to do. */
export const dispatcher = (system: string, kind: string, number: number): Thread =>
  waiting(`${system}-pekko.${kind}-${number}`, 'org.apache.pekko.dispatch.PekkoJdk9ForkJoinPool', `${system} ${kind}`, [
    'java.util.concurrent.ForkJoinWorkerThread.run:165',
    'java.util.concurrent.ForkJoinPool.runWorker:1623',
    'java.util.concurrent.ForkJoinPool.awaitWork:1724',
    'java.util.concurrent.locks.LockSupport.park:341',
    unsafe,
  ]);

const worker: readonly Frame[] = [
  run,
  'java.util.concurrent.ThreadPoolExecutor$Worker.run:635',
  'java.util.concurrent.ThreadPoolExecutor.runWorker:1122',
  'java.util.concurrent.ThreadPoolExecutor.getTask:1062',
];
const blocking: readonly Frame[] = [
  `${queue}$ConditionObject.await:1625`,
  'java.util.concurrent.ForkJoinPool.managedBlock:3436',
  'java.util.concurrent.ForkJoinPool.unmanagedBlock:3465',
  `${queue}$ConditionNode.block:506`,
  'java.util.concurrent.locks.LockSupport.park:341',
  unsafe,
];

/** A thread of a pool that waits for work. */
export const pooled = (name: string, pool = name): Thread =>
  waiting(name, CONDITION, pool, [...worker, 'java.util.concurrent.LinkedBlockingQueue.take:435', ...blocking]);

/** … that waits for the time of its next job. */
export const scheduled = (name: string): Thread =>
  timed(name, CONDITION, [
    ...worker,
    'java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take:899',
    'java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take:1182',
    `${queue}$ConditionObject.awaitNanos:1679`,
    'java.util.concurrent.locks.LockSupport.parkNanos:252',
    unsafe,
  ]);

const netty = 'org.apache.flink.shaded.netty4.io.netty';
const loopOf = (channel: string): readonly Frame[] => [
  run,
  `${netty}.util.internal.ThreadExecutorMap$2.run:74`,
  `${netty}.util.concurrent.SingleThreadEventExecutor$4.run:997`,
  `${netty}.channel.${channel}`,
];

/** A network thread between two events. */
export const epoll = (name: string): Thread =>
  running(
    name,
    ...loopOf('epoll.EpollEventLoop.run:363'),
    `${netty}.channel.epoll.EpollEventLoop.epollWaitNoTimerChange:306`,
    `${netty}.channel.epoll.Native.epollWait:202`,
    `${netty}.channel.epoll.Native.epollWait:209`,
    `${netty}.channel.epoll.Native.epollWait:-2`,
  );
const selector = (name: string): Thread =>
  running(
    name,
    ...loopOf('nio.NioEventLoop.run:562'),
    `${netty}.channel.nio.NioEventLoop.select:879`,
    `${netty}.channel.nio.SelectedSelectionKeySetSelector.select:68`,
    'sun.nio.ch.SelectorImpl.select:146',
    'sun.nio.ch.SelectorImpl.lockAndDoSelect:129',
    'sun.nio.ch.EPollSelectorImpl.doSelect:118',
    'sun.nio.ch.EPoll.wait:-2',
  );

const revolver = 'org.apache.pekko.actor.LightArrayRevolverScheduler';
const ticking = (name: string): Thread =>
  timed(name, null, [
    run,
    `${revolver}$$anon$3.run:284`,
    `${revolver}$$anon$3.nextTick:314`,
    `${revolver}.waitNanos:121`,
    'java.lang.Thread.sleep:-2',
  ]);

const referenceQueue = (name: string, state: 'WAITING' | 'TIMED_WAITING', ...frames: Frame[]): Thread => ({
  name,
  state,
  frames: [...frames, 'java.lang.ref.ReferenceQueue.remove:155', 'java.lang.Object.wait:-2'],
  on: 'java.lang.ref.ReferenceQueue$Lock',
});

/** Those that every JVM has. `main` waits for the process to end. */
export const jvmThreads = (main: Frame): readonly Thread[] => [
  waiting('main', 'java.util.concurrent.CompletableFuture$Signaller', 'main', [
    main,
    'java.util.concurrent.CompletableFuture.get:2072',
    'java.util.concurrent.CompletableFuture.waitingGet:1898',
    'java.util.concurrent.ForkJoinPool.managedBlock:3436',
    'java.util.concurrent.ForkJoinPool.unmanagedBlock:3465',
    'java.util.concurrent.CompletableFuture$Signaller.block:1864',
    'java.util.concurrent.locks.LockSupport.park:211',
    unsafe,
  ]),
  running(
    'Reference Handler',
    'java.lang.ref.Reference$ReferenceHandler.run:215',
    'java.lang.ref.Reference.processPendingReferences:253',
    'java.lang.ref.Reference.waitForReferencePendingList:-2',
  ),
  referenceQueue(
    'Finalizer',
    'WAITING',
    'java.lang.ref.Finalizer$FinalizerThread.run:172',
    'java.lang.ref.ReferenceQueue.remove:176',
  ),
  running('Signal Dispatcher'),
  referenceQueue(
    'Common-Cleaner',
    'TIMED_WAITING',
    'jdk.internal.misc.InnocuousThread.run:162',
    run,
    'jdk.internal.ref.CleanerImpl.run:140',
  ),
  running('Notification Thread'),
];

/** Those of an actor system, Flink's own or that of its metrics. */
export const systemThreads = (system: string): readonly Thread[] => [
  ticking(`${system}-scheduler-1`),
  ...[2, 3, 4].map((number) => dispatcher(system, 'actor.internal-dispatcher', number)),
  dispatcher(system, 'actor.default-dispatcher', 5),
  ...[6, 7].map((number) => dispatcher(system, 'remote.default-remote-dispatcher', number)),
  selector(`${system}-8`),
  timed(`${system}-pekko.actor.supervisor-dispatcher-9`, CONDITION, [
    ...worker,
    'java.util.concurrent.LinkedBlockingQueue.poll:460',
    `${queue}$ConditionObject.awaitNanos:1679`,
    'java.util.concurrent.locks.LockSupport.parkNanos:252',
    unsafe,
  ]),
  ...[10, 11, 12].map((number) => dispatcher(system, 'remote.default-remote-dispatcher', number)),
];

export const timer = (name: string): Thread =>
  timed(name, 'java.util.TaskQueue', [
    'java.util.TimerThread.run:516',
    'java.util.TimerThread.mainLoop:563',
    'java.lang.Object.wait:-2',
  ]);

/** Buffers that are not full are sent on after a while. */
export const flusher = (task: string): Thread =>
  timed(`OutputFlusher for ${task}`, null, [
    'org.apache.flink.runtime.io.network.api.writer.RecordWriter$OutputFlusher.run:280',
    'java.lang.Thread.sleep:-2',
  ]);

/** Spilled records are written and read by two threads that wait for requests. */
export const spilling = (kind: 'writer' | 'reader'): Thread =>
  waiting(`IOManager ${kind} thread #1`, CONDITION, `spilling ${kind}`, [
    `org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync$${kind === 'writer' ? 'Writer' : 'Reader'}Thread.run:${kind === 'writer' ? 460 : 356}`,
    'java.util.concurrent.LinkedBlockingQueue.take:435',
    ...blocking,
  ]);
