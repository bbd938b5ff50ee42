import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedTaskManager } from '#shared/simulation/types.ts';
import { slotsOf } from './cluster.ts';
import type { Process } from './logs.ts';
import { jvmMetrics } from '../metrics/jvmMetrics.ts';
import { long } from '../metrics/metrics.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { FlinkAnswer, FlinkScope } from '../scope.ts';
import { portOf, taskManagersOf } from '../scope.ts';

const MEGABYTE = 1_048_576;
/** A KPU is 1 vCPU and 4 GB of memory; this is how the service's Flink divides it. */
const OF_A_KPU = { heap: 2048, managed: 1024, network: 256, offHeap: 256, metaspace: 256, overhead: 256 } as const;
/** A network segment. */
const SEGMENT = 32_768;

/** How much of each memory a TaskManager has, in bytes. */
function memoryOf({ application }: FlinkScope, { slots }: SimulatedTaskManager) {
  const kpus = Math.max(1, slots / application.settings.parallelism.perKpu);
  const size = (megabytes: number) => Math.round(megabytes * kpus) * MEGABYTE;
  return {
    kpus,
    taskHeap: size(OF_A_KPU.heap) - 128 * MEGABYTE,
    frameworkHeap: 128 * MEGABYTE,
    frameworkOffHeap: size(OF_A_KPU.offHeap),
    networkMemory: size(OF_A_KPU.network),
    managedMemory: size(OF_A_KPU.managed),
    jvmMetaspace: size(OF_A_KPU.metaspace),
    jvmOverhead: size(OF_A_KPU.overhead),
    heapMax: size(OF_A_KPU.heap),
    flink: size(OF_A_KPU.heap + OF_A_KPU.offHeap + OF_A_KPU.network + OF_A_KPU.managed),
    process: size(4096),
  };
}

/** Slots are filled one TaskManager after the other. */
function freeSlotsOf(scope: FlinkScope, wanted: SimulatedTaskManager): number {
  const { total, available } = slotsOf(scope);
  let taken = total - available;
  for (const each of taskManagersOf(scope.application)) {
    const here = Math.min(each.slots, taken);
    if (each.id === wanted.id) return each.slots - here;
    taken -= here;
  }
  return wanted.slots;
}

function resource(scope: FlinkScope, taskManager: SimulatedTaskManager, slots: number): object {
  const memory = memoryOf(scope, taskManager);
  const share = taskManager.slots === 0 ? 0 : slots / taskManager.slots;
  const megabytes = (value: number) => Math.round((value / MEGABYTE) * share);
  return {
    cpuCores: memory.kpus * share,
    taskHeapMemory: megabytes(memory.taskHeap),
    taskOffHeapMemory: 0,
    managedMemory: megabytes(memory.managedMemory),
    networkMemory: megabytes(memory.networkMemory),
    extendedResources: {},
  };
}

function summary(scope: FlinkScope, taskManager: SimulatedTaskManager): object {
  const { id, host, slots } = taskManager;
  const memory = memoryOf(scope, taskManager);
  const free = freeSlotsOf(scope, taskManager);
  return {
    id,
    path: `pekko.tcp://flink@${host}:${portOf(id)}/user/rpc/taskmanager_0`,
    dataPort: portOf(id) + 1,
    jmxPort: -1,
    // Not a duration, in spite of its name: the moment of the last heartbeat.
    timeSinceLastHeartbeat: scope.now,
    slotsNumber: slots,
    freeSlots: free,
    ...(scope.modern ? { assignedTasks: tasksOn(scope, taskManager) } : {}),
    totalResource: resource(scope, taskManager, slots),
    freeResource: resource(scope, taskManager, free),
    hardware: {
      cpuCores: Math.ceil(memory.kpus),
      physicalMemory: memory.process,
      freeMemory: memory.heapMax,
      managedMemory: memory.managedMemory,
    },
    memoryConfiguration: {
      frameworkHeap: memory.frameworkHeap,
      taskHeap: memory.taskHeap,
      frameworkOffHeap: memory.frameworkOffHeap,
      taskOffHeap: 0,
      networkMemory: memory.networkMemory,
      managedMemory: memory.managedMemory,
      jvmMetaspace: memory.jvmMetaspace,
      jvmOverhead: memory.jvmOverhead,
      totalFlinkMemory: memory.flink,
      totalProcessMemory: memory.process,
    },
  };
}

const tasksOn = ({ application }: FlinkScope, { id }: SimulatedTaskManager): number =>
  application.jobs
    .flatMap(({ vertices }) => vertices.flatMap(({ subtasks }) => subtasks))
    .filter((each) => each.taskManager === id).length;

/** GET /taskmanagers */
export const listTaskManagers = (scope: FlinkScope): FlinkAnswer =>
  ok({ taskmanagers: taskManagersOf(scope.application).map((each) => summary(scope, each)) });

/** GET /taskmanagers/:id */
export function taskManagerDetail(scope: FlinkScope, taskManager: SimulatedTaskManager): FlinkAnswer {
  const figures = figuresOf(scope, taskManager);
  const [job] = scope.application.jobs;
  const taken = taskManager.slots - freeSlotsOf(scope, taskManager);
  return ok({
    ...summary(scope, taskManager),
    allocatedSlots: Array.from({ length: taken }, () => ({
      jobId: job?.id ?? '',
      resource: resource(scope, taskManager, 1),
    })),
    metrics: {
      heapUsed: figures.heapUsed,
      heapCommitted: figures.heapMax,
      heapMax: figures.heapMax,
      nonHeapUsed: figures.nonHeapUsed,
      nonHeapCommitted: figures.nonHeapUsed,
      nonHeapMax: figures.nonHeapMax,
      directCount: figures.segments,
      directUsed: figures.network,
      directMax: figures.network,
      mappedCount: 0,
      mappedUsed: 0,
      mappedMax: 0,
      ...(scope.modern
        ? {}
        : { memorySegmentsAvailable: figures.segments - figures.segmentsUsed, memorySegmentsTotal: figures.segments }),
      nettyShuffleMemorySegmentsAvailable: figures.segments - figures.segmentsUsed,
      nettyShuffleMemorySegmentsUsed: figures.segmentsUsed,
      nettyShuffleMemorySegmentsTotal: figures.segments,
      nettyShuffleMemoryAvailable: (figures.segments - figures.segmentsUsed) * SEGMENT,
      nettyShuffleMemoryUsed: figures.segmentsUsed * SEGMENT,
      nettyShuffleMemoryTotal: figures.network,
      garbageCollectors: [
        { name: 'All', count: figures.youngCount + figures.oldCount, time: figures.youngTime + figures.oldTime },
        { name: 'G1_Young_Generation', count: figures.youngCount, time: figures.youngTime },
        { name: 'G1_Old_Generation', count: figures.oldCount, time: figures.oldTime },
      ],
    },
  });
}

/** Whose logs a TaskManager's are. */
export const processOf = (scope: FlinkScope, taskManager: SimulatedTaskManager): Process => ({
  kind: 'taskmanager',
  entry: 'org.apache.flink.runtime.taskexecutor.TaskManagerRunner',
  heapMax: memoryOf(scope, taskManager).heapMax,
  taskManager,
});

/** What the JVM of a TaskManager would report: CPU and heap are the model's, the rest follows from size and age. */
function figuresOf(scope: FlinkScope, taskManager: SimulatedTaskManager) {
  const memory = memoryOf(scope, taskManager);
  const age = Math.max(0, scope.now - Math.min(scope.now, ...scope.application.jobs.map(({ started }) => started)));
  const segments = memory.networkMemory / SEGMENT;
  return {
    heapUsed: Math.round((memory.heapMax * taskManager.heap) / 100),
    heapMax: memory.heapMax,
    nonHeapUsed: Math.round(memory.jvmMetaspace * 0.5),
    nonHeapMax: memory.jvmMetaspace + 240 * MEGABYTE,
    network: memory.networkMemory,
    managed: memory.managedMemory,
    metaspace: memory.jvmMetaspace,
    segments,
    segmentsUsed: Math.min(segments, taskManager.buffers),
    youngCount: taskManager.youngCollections,
    youngTime: taskManager.youngCollecting,
    oldCount: taskManager.oldCollections,
    oldTime: taskManager.oldCollecting,
    threads: taskManager.threads,
    load: taskManager.cpu / 100,
    /** In nanoseconds. */
    cpuTime: age * 1_000_000 * (taskManager.cpu / 100) * memory.kpus,
  };
}

/** Every metric of a TaskManager. */
export function taskManagerMetrics(scope: FlinkScope, taskManager: SimulatedTaskManager): Metrics {
  const figures = figuresOf(scope, taskManager);
  const segments: readonly (readonly [string, number])[] = [
    ['TotalMemorySegments', figures.segments],
    ['AvailableMemorySegments', figures.segments - figures.segmentsUsed],
    ['UsedMemorySegments', figures.segmentsUsed],
  ];
  return new Map([
    ...jvmMetrics(figures, scope.modern),
    ['Status.Flink.Memory.Managed.Total', long(figures.managed)],
    ['Status.Flink.Memory.Managed.Used', long(figures.managed * taskManager.managed)],
    ...segments.map(([name, value]) => [`Status.Shuffle.Netty.${name}`, long(value)] as const),
    ['Status.Shuffle.Netty.TotalMemory', long(figures.network)],
    ['Status.Shuffle.Netty.UsedMemory', long(figures.segmentsUsed * SEGMENT)],
    ['Status.Shuffle.Netty.AvailableMemory', long(figures.network - figures.segmentsUsed * SEGMENT)],
    ['Status.Shuffle.Netty.RequestedMemoryUsage', long((figures.segmentsUsed / figures.segments) * 100)],
    ...(scope.modern ? [] : segments.slice(0, 2).map(([name, value]) => [`Status.Network.${name}`, long(value)] as const)),
  ]);
}
