import { z, zMillis } from './schema.ts';
import { SourceError } from './sourceError.ts';

/** How one collector fares: what it asks, of whom, and how old its last good answer is. */
export const CollectorView = z.object({
  connection: z.string(),
  /** In the user's words: “Metrics”, “Job of orders”, “Alarms”. */
  name: z.string(),
  /** Region, or address; empty where it does not matter. */
  place: z.string(),
  state: z.enum(['waiting', 'good', 'failing']),
  /** Real time. */
  lastGood: zMillis.nullable(),
  /** The newest failure, until it answers again. */
  error: SourceError.nullable(),
  /** Failures in a row. */
  failures: z.int(),
  nextTry: zMillis.nullable(),
  /** Real time between polls now. */
  every: zMillis.nullable(),
});
export type CollectorView = z.infer<typeof CollectorView>;
