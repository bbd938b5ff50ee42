import type { Division, Memory, TaskManager, TaskManagers } from '#shared/model/insight/taskManagers.ts';
import { NO_MEMORY } from '#shared/model/insight/taskManagers.ts';
import { z } from '#shared/model/schema.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { bytes, millis, ratio } from '#shared/units/units.ts';
import { MetricsAnswer, zPositive } from './answers.ts';
import type { FlinkRest } from './flinkRest.ts';
import { inPath } from './flinkRest.ts';

const zSize = zPositive;
const Summary = z.object({
  id: z.string(),
  path: z.string().default(''),
  /** Not a duration, in spite of its name: when the last heartbeat came. */
  timeSinceLastHeartbeat: zPositive,
  slotsNumber: z.int().default(0),
  freeSlots: z.int().default(0),
  hardware: z.object({ cpuCores: zPositive, physicalMemory: zSize }).partial().prefault({}),
  memoryConfiguration: z
    .object({
      frameworkHeap: zSize,
      taskHeap: zSize,
      frameworkOffHeap: zSize,
      taskOffHeap: zSize,
      networkMemory: zSize,
      managedMemory: zSize,
      jvmMetaspace: zSize,
      jvmOverhead: zSize,
      totalProcessMemory: zSize,
    })
    .nullish(),
});
type Summary = z.infer<typeof Summary>;
const ListAnswer = z.object({ taskmanagers: z.array(Summary) });

const figures = [
  'heapUsed',
  'heapCommitted',
  'heapMax',
  'nonHeapUsed',
  'nonHeapCommitted',
  'nonHeapMax',
  'directUsed',
  'directMax',
  'mappedUsed',
  'mappedMax',
  'nettyShuffleMemoryUsed',
  'nettyShuffleMemoryTotal',
  'nettyShuffleMemorySegmentsAvailable',
  'nettyShuffleMemorySegmentsTotal',
] as const;
type Figures = Readonly<Record<(typeof figures)[number], number | null>>;

const DetailAnswer = z.object({
  metrics: z.object({
    ...(Object.fromEntries(figures.map((name) => [name, zPositive])) as Record<(typeof figures)[number], typeof zPositive>),
    garbageCollectors: z.array(z.object({ name: z.string(), count: zPositive, time: zPositive })).default([]),
  }),
});

/** What the detail answer does not hold. */
const MORE = [
  'Status.JVM.CPU.Load',
  'Status.JVM.Threads.Count',
  'Status.JVM.Memory.Metaspace.Used',
  'Status.JVM.Memory.Metaspace.Committed',
  'Status.JVM.Memory.Metaspace.Max',
  'Status.Flink.Memory.Managed.Used',
  'Status.Flink.Memory.Managed.Total',
] as const;
const OF_JOB_MANAGER = [
  'Status.JVM.CPU.Load',
  'Status.JVM.Threads.Count',
  'Status.JVM.Memory.Heap.Used',
  'Status.JVM.Memory.Heap.Committed',
  'Status.JVM.Memory.Heap.Max',
  'Status.JVM.Memory.Metaspace.Used',
  'Status.JVM.Memory.Metaspace.Committed',
  'Status.JVM.Memory.Metaspace.Max',
  'Status.JVM.GarbageCollector.All.Time',
] as const;

/** The task managers that are registered, without the figures that each has to be asked for. */
export async function listTaskManagers(rest: FlinkRest, signal: AbortSignal): Promise<Result<readonly TaskManager[]>> {
  const answer = await rest.get('taskmanagers', ListAnswer, signal);
  return answer.ok ? ok(answer.value.taskmanagers.map(registered)) : answer;
}

function registered(summary: Summary): TaskManager {
  const { id, path, timeSinceLastHeartbeat: heartbeat, slotsNumber, freeSlots, hardware } = summary;
  const division = divisionOf(summary);
  return {
    id,
    endpoint: /@([^/]+)\//.exec(path)?.[1] ?? id,
    lastHeartbeat: heartbeat === null ? null : millis(heartbeat),
    slots: slotsNumber,
    freeSlots,
    cores: hardware.cpuCores ?? null,
    physicalMemory: size(hardware.physicalMemory ?? null),
    heap: NO_MEMORY,
    nonHeap: NO_MEMORY,
    direct: NO_MEMORY,
    mapped: NO_MEMORY,
    managed: { ...NO_MEMORY, most: division?.managed ?? null },
    network: { ...NO_MEMORY, most: division?.network ?? null },
    metaspace: { ...NO_MEMORY, most: division?.metaspace ?? null },
    division,
    networkBuffers: { available: null, total: null },
    cpuLoad: null,
    threads: null,
    collectors: [],
    gcShare: null,
    subtasks: null,
    missing: [],
    readAt: null,
  };
}

function divisionOf({ memoryConfiguration: told }: Summary): Division | null {
  if (told === null || told === undefined) return null;
  return {
    frameworkHeap: size(told.frameworkHeap),
    taskHeap: size(told.taskHeap),
    frameworkOffHeap: size(told.frameworkOffHeap),
    taskOffHeap: size(told.taskOffHeap),
    network: size(told.networkMemory),
    managed: size(told.managedMemory),
    metaspace: size(told.jvmMetaspace),
    overhead: size(told.jvmOverhead),
    process: size(told.totalProcessMemory),
  };
}

/** What a task manager tells of itself. Figures that do not come stay unknown, and a sentence of `missing` says so. */
export type TaskManagerFigures = Pick<
  TaskManager,
  | 'heap'
  | 'nonHeap'
  | 'direct'
  | 'mapped'
  | 'managed'
  | 'network'
  | 'metaspace'
  | 'networkBuffers'
  | 'cpuLoad'
  | 'threads'
  | 'collectors'
  | 'missing'
>;

/** Two requests. Null: neither was answered. */
export async function readTaskManager(
  rest: FlinkRest,
  taskManager: TaskManager,
  signal: AbortSignal,
): Promise<TaskManagerFigures> {
  const path = `taskmanagers/${inPath(taskManager.id)}`;
  const [detail, more] = await Promise.all([rest.get(path, DetailAnswer, signal), readMetrics(rest, path, MORE, signal)]);
  const told: Figures | null = detail.ok ? detail.value.metrics : null;
  const metric = (name: (typeof MORE)[number]): number | null => (more.ok ? (more.value.get(name) ?? null) : null);
  const { managed, metaspace, network } = taskManager;
  return {
    heap: memory(told?.heapUsed, told?.heapCommitted, told?.heapMax),
    nonHeap: memory(told?.nonHeapUsed, told?.nonHeapCommitted, told?.nonHeapMax),
    direct: memory(told?.directUsed, null, told?.directMax),
    mapped: memory(told?.mappedUsed, null, told?.mappedMax),
    managed: memory(
      metric('Status.Flink.Memory.Managed.Used'),
      null,
      metric('Status.Flink.Memory.Managed.Total') ?? managed.most,
    ),
    network: memory(told?.nettyShuffleMemoryUsed, null, told?.nettyShuffleMemoryTotal ?? network.most),
    metaspace: memory(
      metric('Status.JVM.Memory.Metaspace.Used'),
      metric('Status.JVM.Memory.Metaspace.Committed'),
      metric('Status.JVM.Memory.Metaspace.Max') ?? metaspace.most,
    ),
    networkBuffers: {
      available: told?.nettyShuffleMemorySegmentsAvailable ?? null,
      total: told?.nettyShuffleMemorySegmentsTotal ?? null,
    },
    cpuLoad: loadOf(metric('Status.JVM.CPU.Load')),
    threads: metric('Status.JVM.Threads.Count'),
    collectors: detail.ok
      ? detail.value.metrics.garbageCollectors.map(({ name, count, time }) => ({
          name,
          count,
          time: time === null ? null : millis(time),
        }))
      : [],
    missing: [
      ...(detail.ok ? [] : [missed('Memory and garbage collection', detail.error)]),
      ...(more.ok ? [] : [missed('CPU, threads and managed memory', more.error)]),
    ],
  };
}

/** The metrics of the job manager, with the time that its collectors took since it began. One request. */
export async function readJobManager(
  rest: FlinkRest,
  signal: AbortSignal,
): Promise<Result<{ readonly jobManager: NonNullable<TaskManagers['jobManager']>; readonly collected: number | null }>> {
  const answer = await readMetrics(rest, 'jobmanager', OF_JOB_MANAGER, signal);
  if (!answer.ok) return answer;
  const metric = (name: (typeof OF_JOB_MANAGER)[number]): number | null => answer.value.get(name) ?? null;
  const part = (name: 'Heap' | 'Metaspace'): Memory =>
    memory(
      metric(`Status.JVM.Memory.${name}.Used`),
      metric(`Status.JVM.Memory.${name}.Committed`),
      metric(`Status.JVM.Memory.${name}.Max`),
    );
  return ok({
    jobManager: {
      heap: part('Heap'),
      metaspace: part('Metaspace'),
      cpuLoad: loadOf(metric('Status.JVM.CPU.Load')),
      threads: metric('Status.JVM.Threads.Count'),
      gcShare: null,
    },
    collected: metric('Status.JVM.GarbageCollector.All.Time'),
  });
}

async function readMetrics(
  rest: FlinkRest,
  path: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, number>>> {
  const answer = await rest.get(`${path}/metrics?get=${names.join(',')}`, MetricsAnswer, signal);
  if (!answer.ok) return answer;
  const values = answer.value.map(({ id, value }) => [id, Number(value ?? Number.NaN)] as const);
  // The JVM says −1 of a size without a limit.
  return ok(new Map(values.filter(([, value]) => Number.isFinite(value) && value >= 0)));
}

const size = (value: number | null): Memory['used'] => (value === null ? null : bytes(value));
const memory = (used: number | null = null, committed: number | null = null, most: number | null = null): Memory => ({
  used: size(used),
  committed: size(committed),
  most: size(most),
});
/** Some JVMs tell slightly more than all. */
const loadOf = (value: number | null): TaskManager['cpuLoad'] => (value === null ? null : ratio(Math.min(1, value)));
const missed = (what: string, error: SourceError): string => `${what} are not known: ${error.message}`;
