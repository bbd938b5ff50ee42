import { executionStates } from '../job.ts';
import { z, zBytes, zMillis, zRatio } from '../schema.ts';

const Memory = z.object({ used: zBytes.nullable(), committed: zBytes.nullable(), most: zBytes.nullable() });
export type Memory = z.infer<typeof Memory>;

/** How the memory of a task manager's process is divided (org.apache.flink.runtime.taskexecutor.TaskExecutorMemoryConfiguration). */
const Division = z.object({
  frameworkHeap: zBytes.nullable(),
  taskHeap: zBytes.nullable(),
  frameworkOffHeap: zBytes.nullable(),
  taskOffHeap: zBytes.nullable(),
  network: zBytes.nullable(),
  managed: zBytes.nullable(),
  metaspace: zBytes.nullable(),
  overhead: zBytes.nullable(),
  /** Of the whole process. */
  process: zBytes.nullable(),
});
export type Division = z.infer<typeof Division>;

export const NO_MEMORY: Memory = { used: null, committed: null, most: null };

/** One task manager of a cluster (REST: taskmanagers/:t and its metrics). */
export const TaskManager = z.object({
  id: z.string(),
  /** `host:port`; Flink 2 has nothing but this. */
  endpoint: z.string(),
  lastHeartbeat: zMillis.nullable(),
  slots: z.int(),
  freeSlots: z.int(),
  cores: z.number().nullable(),
  physicalMemory: zBytes.nullable(),
  heap: Memory,
  nonHeap: Memory,
  direct: Memory,
  mapped: Memory,
  managed: Memory,
  network: Memory,
  metaspace: Memory.default(NO_MEMORY),
  /** Null: not told. */
  division: Division.nullable().default(null),
  networkBuffers: z.object({ available: z.number().nullable(), total: z.number().nullable() }),
  /** Of one core-second a second and core. */
  cpuLoad: zRatio.nullable(),
  threads: z.number().nullable(),
  /** Collectors by name, since the start of the process. */
  collectors: z.array(z.object({ name: z.string(), count: z.number().nullable(), time: zMillis.nullable() })),
  /** Share of the time between the two newest readings that collectors took; null before there are two. */
  gcShare: zRatio.nullable(),
  /** What runs there; null: not known. */
  subtasks: z
    .array(
      z.object({
        vertex: z.string(),
        name: z.string(),
        index: z.int(),
        status: z.enum(executionStates),
      }),
    )
    .nullable(),
  /** What could not be read of it, a sentence each. */
  missing: z.array(z.string()),
  /** When its figures were read; null: not yet. Of many task managers some are read with each poll. */
  readAt: zMillis.nullable().default(null),
});
export type TaskManager = z.infer<typeof TaskManager>;

export const TaskManagers = z.object({
  taskManagers: z.array(TaskManager),
  /** The same of the job manager, as far as it tells. */
  jobManager: z
    .object({
      heap: Memory,
      cpuLoad: zRatio.nullable(),
      threads: z.number().nullable(),
      metaspace: Memory.default(NO_MEMORY),
      gcShare: zRatio.nullable().default(null),
    })
    .nullable(),
  /** Registered while this was followed, and not any more; newest first. A task manager that comes back has a new id. */
  lost: z
    .array(z.object({ id: z.string(), endpoint: z.string(), lastHeartbeat: zMillis.nullable(), missedAt: zMillis }))
    .default([]),
  /** Vertices whose place is not told because the job has more than are asked for. */
  unplaced: z.int(),
});
export type TaskManagers = z.infer<typeof TaskManagers>;

/** A log file of one process, from its end. */
export const ProcessLog = z.object({
  files: z.array(z.object({ name: z.string(), size: zBytes, modified: zMillis.nullable() })),
  /** The file that `text` is of; null: the process has none. */
  name: z.string().nullable(),
  text: z.string(),
  /** The file begins earlier than `text`. */
  truncated: z.boolean(),
});
export type ProcessLog = z.infer<typeof ProcessLog>;
