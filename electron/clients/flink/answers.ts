import { z } from '#shared/model/schema.ts';

/** Flink's sentinels that stand for “no figure” are this large: Long.MIN_VALUE before a first watermark, Long.MAX_VALUE for “never”. */
const SENTINEL = 9.2e18;

/** A number, or a number as a string; NaN and the sentinels of 64-bit integers become null. */
export const zFigure = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((raw) => {
    if (raw === null || raw === undefined || raw === '') return null;
    const value = Number(raw);
    return Number.isFinite(value) && Math.abs(value) < SENTINEL ? value : null;
  });

/** A figure whose −1 means “not yet”, “never” or “not applicable”. */
export const zPositive = zFigure.transform((value) => (value === null || value < 0 ? null : value));

/** How many there are of something. */
const zCount = zPositive.transform((value) => (Number.isSafeInteger(value) ? value : null));

/** Times beyond these are no dates of JavaScript, and durations beyond them are none that anybody waited for. */
const MOST_MILLIS = 8.64e15;
export const zMoment = z.number().min(-MOST_MILLIS).max(MOST_MILLIS);
/** A duration, or a moment that −1 stands for when it has not come. */
const zTime = zPositive.transform((value) => (value === null || value > MOST_MILLIS ? null : value));

// What follows are the parts that we use of Flink's answers; unknown fields are ignored, so that 1.20 and 2.x both fit.

export const OverviewAnswer = z.object({
  'flink-version': z.string(),
  taskmanagers: zFigure,
  'slots-total': zFigure,
  'slots-available': zFigure,
});

export const JobsOverviewAnswer = z.object({
  jobs: z.array(z.object({ jid: z.string(), name: z.string(), state: z.string(), 'start-time': zMoment, 'end-time': zTime })),
});

const PlanNode = z.object({
  id: z.string(),
  inputs: z.array(z.object({ id: z.string(), ship_strategy: z.string().default('') })).default([]),
});

export const JobAnswer = z.object({
  jid: z.string(),
  name: z.string(),
  state: z.string(),
  'job-type': z.string().optional(),
  'start-time': zMoment,
  /** The server's clock. */
  now: zMoment,
  timestamps: z.record(z.string(), zTime).default({}),
  vertices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      parallelism: z.number(),
      maxParallelism: zPositive,
      status: z.string(),
      'start-time': zTime,
      /** Sums over the subtasks since their attempts began; a new attempt begins anew. `complete`: all of them have told. */
      metrics: z
        .object({
          'read-records': zFigure,
          'read-records-complete': z.boolean().default(true),
          'write-records': zFigure,
          'write-records-complete': z.boolean().default(true),
          /** Milliseconds. */
          'accumulated-backpressured-time': zFigure,
          'accumulated-idle-time': zFigure,
          'accumulated-busy-time': zFigure,
        })
        .prefault({}),
    }),
  ),
  plan: z.object({ nodes: z.array(PlanNode).default([]) }).prefault({}),
});
export type JobAnswer = z.infer<typeof JobAnswer>;

/** `status: deprecated` = nothing measured yet; then there is nothing else in it. */
export const BackpressureAnswer = z.object({
  status: z.string(),
  'backpressure-level': z.string().optional(),
  backpressureLevel: z.string().optional(),
  subtasks: z
    .array(
      z.object({
        subtask: z.number(),
        'backpressure-level': z.string().optional(),
        backpressureLevel: z.string().optional(),
        ratio: zPositive,
        idleRatio: zPositive,
        busyRatio: zPositive,
      }),
    )
    .default([]),
});
export type BackpressureAnswer = z.infer<typeof BackpressureAnswer>;

export const MetricNamesAnswer = z.array(z.object({ id: z.string() }));
export const MetricsAnswer = z.array(z.object({ id: z.string(), value: z.union([z.string(), z.number()]).optional() }));
export const AggregatesAnswer = z.array(z.object({ id: z.string(), min: zFigure, max: zFigure, avg: zFigure, sum: zFigure }));

const CheckpointAnswer = z.object({
  id: z.number(),
  status: z.string(),
  is_savepoint: z.boolean().default(false),
  trigger_timestamp: zMoment,
  end_to_end_duration: zTime,
  checkpointed_size: zPositive,
  state_size: zPositive,
  failure_message: z.string().nullish(),
  checkpoint_type: z.string().optional(),
  latest_ack_timestamp: zTime,
  num_subtasks: zCount,
  num_acknowledged_subtasks: zCount,
  processed_data: zPositive,
  persisted_data: zPositive,
  external_path: z.string().nullish(),
  discarded: z.boolean().nullish(),
});
export type CheckpointAnswer = z.infer<typeof CheckpointAnswer>;

export const CheckpointsAnswer = z.object({
  counts: z.object({ completed: z.number(), failed: z.number(), in_progress: z.number() }),
  latest: z
    .object({
      completed: CheckpointAnswer.nullish(),
      restored: z
        .object({
          id: z.number(),
          restore_timestamp: zMoment,
          is_savepoint: z.boolean().default(false),
          external_path: z.string().nullish(),
        })
        .nullish(),
    })
    .prefault({}),
  history: z.array(CheckpointAnswer),
});
export type CheckpointsAnswer = z.infer<typeof CheckpointsAnswer>;

export const CheckpointsConfigAnswer = z.object({
  mode: z.string().optional(),
  interval: zTime,
  timeout: zTime,
  min_pause: zTime,
  max_concurrent: zPositive,
  tolerable_failed_checkpoints: zPositive,
  unaligned_checkpoints: z.boolean().optional(),
  aligned_checkpoint_timeout: zTime,
  state_backend: z.string().optional(),
  checkpoint_storage: z.string().optional(),
  externalization: z.object({ enabled: z.boolean(), delete_on_cancellation: z.boolean().default(true) }).optional(),
  state_changelog_enabled: z.boolean().optional(),
});
export type CheckpointsConfigAnswer = z.infer<typeof CheckpointsConfigAnswer>;

export const ErrorsAnswer = z.object({ errors: z.array(z.string()) });
