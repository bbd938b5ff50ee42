import { z, zMillis } from './schema.ts';
import { Point } from './application.ts';

/** A metric over time, under the guide's name whatever source it came from. */
export const Series = z.object({
  /** Name in the catalogue, e.g. `millisBehindLatest`. */
  metric: z.string(),
  /** Which dimension it is of, beyond the application: a stream, a task; empty at the application's level. */
  of: z.string(),
  statistic: z.enum(['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount', 'Gauge']),
  unit: z.enum(['Millis', 'Bytes', 'BytesPerSecond', 'Ratio', 'RecordsPerSecond', 'Count']),
  period: zMillis,
  points: z.array(Point),
});
export type Series = z.infer<typeof Series>;
