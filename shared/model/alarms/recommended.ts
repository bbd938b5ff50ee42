import { z } from '../schema.ts';

/** The alarms that the guide recommends (pp. 443-453), the lag alarm split by kind of source. */
export const recommendedAlarmIds = [
  'downtime',
  'failed-checkpoint-rate',
  'records-out-rate-low',
  'source-lag-kinesis',
  'source-lag-kafka',
  'checkpoint-duration-high',
  'checkpoint-size-high',
  'heap-memory-high',
  'cpu-high',
  'thread-count-high',
  'old-gc-time-share-high',
  'old-gc-count-rate-high',
  'watermark-gap',
] as const;
export const RecommendedAlarmId = z.enum(recommendedAlarmIds);
export type RecommendedAlarmId = z.infer<typeof RecommendedAlarmId>;
