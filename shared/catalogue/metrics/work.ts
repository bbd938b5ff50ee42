import type { MetricEntry } from '../metricEntry.ts';
import { EVERY_LEVEL, NAMESPACE, entryOf } from '../metricEntry.ts';

const entry = entryOf(NAMESPACE);
const shareOfSecond = {
  levels: ['TASK', 'OPERATOR', 'PARALLELISM'],
  serviceUnit: 'Milliseconds',
  unit: 'Ratio',
  conversion: 'perSecond',
  statistic: 'Maximum',
} as const;
/** Four snapshots of each minute's records: their Sum counts every record four times (pp. 427-434). */
const records = {
  levels: EVERY_LEVEL,
  serviceUnit: 'Count',
  unit: 'Count',
  statistic: 'Sum',
  transform: 'quarter',
} as const;
const rate = { levels: EVERY_LEVEL, serviceUnit: 'Count/Second', unit: 'RecordsPerSecond', statistic: 'Average' } as const;
/** Moments of event time; negative ones are Flink's “none yet”. */
const watermark = {
  levels: EVERY_LEVEL,
  serviceUnit: 'Milliseconds',
  unit: 'Millis',
  statistic: 'Minimum',
  sentinel: true,
} as const;

/** What the job's tasks do: records, time spent, event time. */
export const workMetrics: readonly MetricEntry[] = [
  entry({
    ...rate,
    name: 'numRecordsInPerSecond',
    title: 'Records in per second',
    description: 'Records that came in each second; of an application, those that its sources read.',
    guidePage: 429,
  }),
  entry({
    ...rate,
    name: 'numRecordsOutPerSecond',
    title: 'Records out per second',
    description: 'Records that were sent on each second; of an application, those that its sinks wrote.',
    guidePage: 434,
  }),
  entry({
    ...records,
    name: 'numRecordsIn',
    title: 'Records in',
    description: 'Records that came in during the period.',
    guidePage: 427,
  }),
  entry({
    ...records,
    name: 'numRecordsOut',
    title: 'Records out',
    description: 'Records that were sent on during the period.',
    guidePage: 431,
  }),
  entry({
    ...records,
    name: 'numLateRecordsDropped',
    title: 'Late records dropped',
    description: 'Records that were dropped during the period because their window was over: the watermark runs ahead of them.',
    guidePage: 433,
  }),
  entry({
    ...shareOfSecond,
    name: 'busyTimeMsPerSecond',
    title: 'Busy',
    description: 'The share of time that a task works, neither idle nor held back; Flink does not know it of every source.',
    guidePage: 416,
  }),
  entry({
    ...shareOfSecond,
    name: 'backPressuredTimeMsPerSecond',
    title: 'Backpressured',
    description: 'The share of time that a task waits because what comes after it is too slow.',
    guidePage: 416,
  }),
  entry({
    ...shareOfSecond,
    name: 'idleTimeMsPerSecond',
    title: 'Idle',
    description: 'The share of time that a task has nothing to work on; being held back is not idle.',
    guidePage: 422,
  }),
  entry({
    ...watermark,
    name: 'currentInputWatermark',
    title: 'Watermark in',
    description: 'The moment of event time up to which records have come in: the earliest of its inputs.',
    guidePage: 420,
  }),
  entry({
    ...watermark,
    name: 'currentOutputWatermark',
    title: 'Watermark out',
    description: 'The moment of event time up to which records have been sent on.',
    guidePage: 421,
  }),
];
