import type { ListedApplication, ManagedApplication } from '../../clients/aws/describeManaged.ts';
import { ConfigurationSection, applicationStatuses } from '#shared/model/application.ts';
import { Job, jobStates } from '#shared/model/job.ts';
import { z, zMillis } from '#shared/model/schema.ts';

// What is kept as JSON is read with these: a file may have been written by another version of the app.

const listed = {
  name: z.string(),
  arn: z.string(),
  status: z.enum(applicationStatuses),
  version: z.number(),
  runtime: z.string(),
  mode: z.enum(['STREAMING', 'INTERACTIVE', 'BATCH']),
};

const Listed = z.object(listed) satisfies z.ZodType<ListedApplication>;

/** `description`: what DescribeApplication said. */
export const KeptDescription = z.object({
  ...listed,
  description: z.string().nullable(),
  parallelism: z.number().nullable(),
  kpus: z.number().nullable(),
  created: zMillis.nullable(),
  updated: zMillis.nullable(),
  checkpointInterval: zMillis.nullable(),
  checkpointsEnabled: z.boolean().nullable(),
  metricsLevel: z.string().nullable(),
  logs: z.object({ group: z.string(), stream: z.string() }).nullable(),
  configuration: z.array(ConfigurationSection),
}) satisfies z.ZodType<ManagedApplication>;
export type KeptDescription = z.infer<typeof KeptDescription>;

/** `state`: what is known of an application since a moment, until the next one. */
export const KeptState = z.object({
  /** Null for a job of a plain cluster. */
  listed: Listed.nullable(),
  /** Neither listed nor known any more. */
  gone: z.boolean(),
  job: z
    .object({
      id: z.string(),
      name: z.string(),
      state: z.enum(jobStates),
      started: zMillis,
      restarts: z.number().nullable(),
      /** When it ended, where a list told. */
      ended: zMillis.nullable().default(null),
      version: z.string().default(''),
    })
    .nullable(),
  /** It was critical or in warning when its health was known last. */
  sick: z.boolean().default(false),
});
export type KeptState = z.infer<typeof KeptState>;

/** `job`. */
export const KeptJob = z.object({ of: z.enum(['managed', 'cluster']), job: Job });
export type KeptJob = z.infer<typeof KeptJob>;

const thrown = {
  at: zMillis,
  exception: z.string(),
  stacktrace: z.string(),
  task: z.string().nullable(),
  taskManager: z.string().nullable(),
  endpoint: z.string().nullable().default(null),
};

/** `exception`: a failure, with what other tasks failed of until the restart. */
export const KeptException = z.object({
  job: z.string(),
  ...thrown,
  concurrent: z.array(z.object(thrown)).readonly().default([]),
});
export type KeptException = z.infer<typeof KeptException>;

/** Who owns what is kept of a connection as a whole. */
export const CONNECTION = '';

/** What a kept value says, if it has the shape that is expected. */
export function shaped<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
