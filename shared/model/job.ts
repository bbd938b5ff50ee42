import { z, zBytes, zMillis, zRate, zRatio } from './schema.ts';

/** org.apache.flink.api.common.JobStatus */
export const jobStates = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'FAILED',
  'CANCELLING',
  'CANCELED',
  'FINISHED',
  'RESTARTING',
  'SUSPENDED',
  'RECONCILING',
] as const;
export type JobState = (typeof jobStates)[number];

/** org.apache.flink.runtime.execution.ExecutionState */
export const executionStates = [
  'CREATED',
  'SCHEDULED',
  'DEPLOYING',
  'INITIALIZING',
  'RUNNING',
  'FINISHED',
  'CANCELING',
  'CANCELED',
  'FAILED',
  'RECONCILING',
] as const;
export type ExecutionState = (typeof executionStates)[number];

/** Shares of a second: busy + backpressured + idle is about 1. Null where Flink has no figure (NaN, or not measured yet). */
export const TimeShares = z.object({
  busy: zRatio.nullable(),
  backpressured: zRatio.nullable(),
  idle: zRatio.nullable(),
});
export type TimeShares = z.infer<typeof TimeShares>;

export const backpressureLevels = ['ok', 'low', 'high'] as const;
export type BackpressureLevel = (typeof backpressureLevels)[number];

export const Subtask = z.object({ index: z.number(), shares: TimeShares, level: z.enum(backpressureLevels).nullable() });
export type Subtask = z.infer<typeof Subtask>;

/** One vertex of the job graph: one or more chained operators. */
export const Vertex = z.object({
  id: z.string(),
  name: z.string(),
  /** Names of the chained operators, in order. */
  operators: z.array(z.string()),
  parallelism: z.number(),
  maxParallelism: z.number().nullable(),
  status: z.enum(executionStates),
  /**
   * `subtasks`: figures of every subtask were read. `totals`: only what the job's own answer tells, `mean` and rates between two polls;
   * `worst`, `level` and `subtasks` are empty. `none`: nothing is measured.
   */
  detail: z.enum(['subtasks', 'totals', 'none']).default('none'),
  /** Lowest over the subtasks' inputs, read of what is in view; null before the first one, of sources, and while not read. */
  watermark: zMillis.nullable().default(null),
  /** Sum over the subtasks; null while not measured. */
  recordsIn: zRate.nullable(),
  recordsOut: zRate.nullable(),
  /** Of the busiest (busy) and of the most held-back (backpressured) subtask; idle of the least idle. */
  worst: TimeShares,
  mean: TimeShares,
  /** Flink's own verdict: the worst subtask, ok ≤ 10 % < low ≤ 50 % < high (org.apache.flink.runtime.rest.messages.JobVertexBackPressureInfo). */
  level: z.enum(backpressureLevels).nullable(),
  subtasks: z.array(Subtask),
});
export type Vertex = z.infer<typeof Vertex>;

export const Edge = z.object({ from: z.string(), to: z.string(), shipStrategy: z.string() });
export type Edge = z.infer<typeof Edge>;

export const checkpointStatuses = ['IN_PROGRESS', 'COMPLETED', 'FAILED'] as const;
export const Checkpoint = z.object({
  id: z.number(),
  status: z.enum(checkpointStatuses),
  savepoint: z.boolean(),
  triggered: zMillis,
  /** End to end; null while in progress. */
  duration: zMillis.nullable(),
  /** What this checkpoint wrote (the increment). */
  checkpointedSize: zBytes.nullable(),
  /** The whole state it refers to. */
  stateSize: zBytes.nullable(),
  failure: z.string().nullable(),
  unaligned: z.boolean().default(false),
  /** Of the newest answer of a subtask; null before the first. */
  acknowledged: zMillis.nullable().default(null),
  subtasks: z.int().nullable().default(null),
  acknowledgedSubtasks: z.int().nullable().default(null),
  /** In-flight data: processed while barriers were aligned, persisted by an unaligned checkpoint. */
  processedData: zBytes.nullable().default(null),
  persistedData: zBytes.nullable().default(null),
  /** Where it is kept; null while in progress or discarded. */
  path: z.string().nullable().default(null),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

export const Checkpoints = z.object({
  enabled: z.boolean(),
  interval: zMillis.nullable(),
  timeout: zMillis.nullable(),
  /** Of the job's settings (REST: checkpoints/config); null where Flink does not tell. */
  settings: z
    .object({
      exactlyOnce: z.boolean().nullable(),
      minPause: zMillis.nullable(),
      maxConcurrent: z.number().nullable(),
      tolerableFailures: z.number().nullable(),
      unaligned: z.boolean().nullable(),
      alignedTimeout: zMillis.nullable(),
      stateBackend: z.string().nullable(),
      storage: z.string().nullable(),
      /** Kept when the job is cancelled. */
      externalized: z.boolean().nullable(),
      changelog: z.boolean().nullable(),
    })
    .nullable()
    .default(null),
  /** What the job began from; null: from nothing, or not told. */
  restored: z
    .object({ id: z.number(), at: zMillis, savepoint: z.boolean(), path: z.string().nullable() })
    .nullable()
    .default(null),
  completed: z.number(),
  failed: z.number(),
  inProgress: z.number(),
  /** Newest first, as many as Flink keeps (10). */
  history: z.array(Checkpoint),
});
export type Checkpoints = z.infer<typeof Checkpoints>;

/** A job with its graph, the same whatever source it came from. */
export const Job = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(jobStates),
  flinkVersion: z.string(),
  /** Absent where the source does not tell. */
  mode: z.enum(['STREAMING', 'BATCH']).optional(),
  started: zMillis,
  vertices: z.array(Vertex),
  edges: z.array(Edge),
  checkpoints: Checkpoints,
  restarts: z.number().nullable(),
});
export type Job = z.infer<typeof Job>;
