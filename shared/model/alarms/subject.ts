import { ApplicationRef } from '../application.ts';
import { metricLevels } from '../metric.ts';
import { SeriesName } from '../metric.ts';
import { z } from '../schema.ts';

/** What decides which of the recommended alarms an application needs, and of which series: as far as it is known. */
export const AlarmSubject = z.object({
  ref: ApplicationRef,
  /** Its `Application` dimension. */
  name: z.string(),
  region: z.string(),
  /** Null: not described yet. */
  mode: z.enum(['STREAMING', 'INTERACTIVE', 'BATCH']).nullable(),
  /** Flink's version where it is known, as `1.20`; metrics came and went with it. */
  flink: z.string().nullable(),
  metricsLevel: z.enum(metricLevels).nullable(),
  /** Every lag series that the service lists of it: `millisBehindLatest`, `records_lag_max`. */
  lags: z.array(SeriesName),
  /** Whether these lists have been read. */
  listed: z.boolean(),
  /** Its series of `numRecordsOutPerSecond`, `currentInputWatermark`, `currentOutputWatermark` and of the threads (`threadCount` or `threadsCount`), at any level. */
  series: z.array(SeriesName),
});
export type AlarmSubject = z.infer<typeof AlarmSubject>;
