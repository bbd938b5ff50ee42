import { z, zMillis } from '../schema.ts';

/** A failure that Flink told of (REST: exceptions), or that history keeps of a job before. */
export const JobFailure = z.object({
  /** Flink's id of the job that failed. */
  job: z.string(),
  at: zMillis,
  /** The class and message as Flink names them. */
  exception: z.string(),
  stacktrace: z.string(),
  /** `Parse record -> Sink (2/4)`; null: the job as a whole. */
  task: z.string().nullable(),
  taskManager: z.string().nullable(),
  /** `host:port`. */
  endpoint: z.string().nullable(),
  /** Failures of other tasks at the same time; the one above them is where Flink began. */
  concurrent: z.array(
    z.object({
      at: zMillis,
      exception: z.string(),
      stacktrace: z.string(),
      task: z.string().nullable(),
      taskManager: z.string().nullable(),
      endpoint: z.string().nullable().default(null),
    }),
  ),
});
export type JobFailure = z.infer<typeof JobFailure>;

/** Failures over restarts of the job and of the app, newest first. */
export const JobFailures = z.object({
  failures: z.array(JobFailure),
  /** There were more than are kept. */
  truncated: z.boolean(),
  /** Since when Streamgauge watches the connection, as far as it is kept; null: not known. */
  since: zMillis.nullable().default(null),
});
export type JobFailures = z.infer<typeof JobFailures>;
