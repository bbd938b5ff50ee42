import type { MetricEntry } from '../metricEntry.ts';
import { EVERY_LEVEL, NAMESPACE, entryOf } from '../metricEntry.ts';

const entry = entryOf(NAMESPACE);
/** Of a stream or topic as a whole, and with the level PARALLELISM of each shard or partition. */
const ofSource = { levels: ['APPLICATION', 'PARALLELISM'], statistic: 'Maximum' } as const;
const offset = { ...ofSource, serviceUnit: 'None', unit: 'Count', sentinel: true } as const;
const commits = { levels: EVERY_LEVEL, serviceUnit: 'None', unit: 'Count', statistic: 'Maximum', cumulative: true } as const;

/** What the Kinesis and Kafka sources say of themselves. */
export const connectorMetrics: readonly MetricEntry[] = [
  entry({
    ...ofSource,
    name: 'millisBehindLatest',
    title: 'Behind the stream’s newest record',
    description: 'How far the Kinesis source reads behind the head of its stream; 0 has caught up, −1 is not reported yet.',
    serviceUnit: 'Milliseconds',
    unit: 'Millis',
    sentinel: true,
    guidePage: 435,
  }),
  entry({
    ...ofSource,
    name: 'bytesRequestedPerFetch',
    title: 'Bytes asked for per read',
    description: 'How much one read of a Kinesis shard asks for; gone with the connector for Flink 2.',
    serviceUnit: 'Bytes',
    unit: 'Bytes',
    guidePage: 436,
  }),
  entry({
    levels: EVERY_LEVEL,
    statistic: 'Maximum',
    name: 'records_lag_max',
    title: 'Records behind in Kafka',
    description: 'How many records the Kafka source has still to read, of the partition that is furthest behind.',
    serviceUnit: 'Count',
    unit: 'Count',
    sentinel: true,
    guidePage: 437,
  }),
  entry({
    levels: EVERY_LEVEL,
    statistic: 'Average',
    name: 'bytes_consumed_rate',
    title: 'Bytes read from Kafka',
    description: 'Bytes that the Kafka source reads each second.',
    serviceUnit: 'Bytes',
    unit: 'BytesPerSecond',
    guidePage: 437,
  }),
  entry({
    ...offset,
    name: 'currentOffsets',
    aliases: ['currentoffsets'],
    title: 'Read offsets',
    description: 'Up to where the Kafka source has read each partition.',
    guidePage: 436,
  }),
  entry({
    ...offset,
    name: 'committedOffsets',
    aliases: ['committedoffsets', 'committed offsets'],
    title: 'Committed offsets',
    description: 'Up to where the source has told Kafka that it has read; recovery goes by the checkpoint, not by these.',
    guidePage: 437,
  }),
  entry({
    ...commits,
    name: 'commitsSucceeded',
    aliases: ['commitsSuccessful'],
    title: 'Offset commits',
    description: 'How often the source could tell Kafka how far it has read.',
    guidePage: 437,
  }),
  entry({
    ...commits,
    name: 'commitsFailed',
    title: 'Failed offset commits',
    description: 'How often it could not; no record is lost by that, as recovery goes by the checkpoint.',
    guidePage: 436,
  }),
];
