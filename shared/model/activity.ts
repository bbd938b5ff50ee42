import { z, zMillis } from './schema.ts';

/** What happened to a managed application by somebody's doing, newest first in each list. */
export const Activity = z.object({
  versions: z.array(z.object({ version: z.number(), status: z.string(), at: zMillis.nullable() })),
  operations: z.array(
    z.object({
      id: z.string(),
      operation: z.string(),
      status: z.string(),
      from: zMillis,
      to: zMillis.nullable(),
      /** What failed, where it did. */
      failure: z.string().nullable(),
    }),
  ),
  snapshots: z.array(z.object({ name: z.string(), status: z.string(), at: zMillis.nullable(), version: z.number().nullable() })),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  /** Who called what, where CloudTrail may be read; null where it may not. */
  trail: z
    .array(z.object({ id: z.string(), at: zMillis, event: z.string(), user: z.string(), error: z.string().nullable() }))
    .nullable(),
  /** What could not be had, a sentence each: a permission that is missing. */
  missing: z.array(z.string()),
});
export type Activity = z.infer<typeof Activity>;
