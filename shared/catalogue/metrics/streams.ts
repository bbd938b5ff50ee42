import type { MetricEntry } from '../metricEntry.ts';
import { KAFKA, KINESIS, entryOf } from '../metricEntry.ts';

const kinesis = entryOf(KINESIS);
const kafka = entryOf(KAFKA);
const OTHER = ['OTHER'] as const;
const total = { levels: OTHER, statistic: 'Sum', serviceUnit: 'Count', unit: 'Count' } as const;
const totalBytes = { ...total, serviceUnit: 'Bytes', unit: 'Bytes' } as const;
const lag = { levels: OTHER, statistic: 'Maximum', serviceUnit: 'Count', unit: 'Count' } as const;

/** What the streams and topics at both ends of an application say of themselves: other services' metrics, with dimensions of their own. */
export const streamMetrics: readonly MetricEntry[] = [
  kinesis({ ...total, name: 'IncomingRecords', title: 'Records put', description: 'Records that were put into the stream.' }),
  kinesis({ ...totalBytes, name: 'IncomingBytes', title: 'Bytes put', description: 'Bytes that were put into the stream.' }),
  kinesis({ ...total, name: 'GetRecords.Records', title: 'Records read', description: 'Records that all readers took.' }),
  kinesis({ ...totalBytes, name: 'GetRecords.Bytes', title: 'Bytes read', description: 'Bytes that all readers took.' }),
  kinesis({
    ...lag,
    name: 'GetRecords.IteratorAgeMilliseconds',
    title: 'Age of the records read',
    description: 'How old the records were that readers took last.',
    serviceUnit: 'Milliseconds',
    unit: 'Millis',
  }),
  kinesis({
    ...total,
    name: 'ReadProvisionedThroughputExceeded',
    title: 'Throttled reads',
    description: 'Reads that the stream refused because its shards were read too fast.',
    guidePage: 627,
  }),
  kinesis({
    ...total,
    name: 'WriteProvisionedThroughputExceeded',
    title: 'Throttled writes',
    description: 'Records that the stream refused because its shards were written too fast.',
    guidePage: 627,
  }),
  kinesis({ ...total, name: 'PutRecords.Records', title: 'Records written', description: 'Records that PutRecords brought.' }),
  kinesis({
    ...totalBytes,
    name: 'PutRecords.Bytes',
    title: 'Bytes written',
    description: 'Bytes that PutRecords brought: whether the application writes at all.',
    guidePage: 291,
  }),
  kafka({
    ...lag,
    name: 'MaxOffsetLag',
    title: 'Largest lag of a partition',
    description: 'Records that a consumer group is behind, of the partition that is furthest.',
  }),
  kafka({
    ...lag,
    name: 'SumOffsetLag',
    title: 'Lag of the topic',
    description: 'Records that a consumer group is behind, over all partitions of a topic.',
  }),
  kafka({
    ...lag,
    name: 'EstimatedMaxTimeLag',
    title: 'Time behind',
    description: 'How long it would take a consumer group to catch up, as the service estimates it.',
    serviceUnit: 'Seconds',
    unit: 'Millis',
    conversion: 'seconds',
  }),
  kafka({
    levels: OTHER,
    statistic: 'Average',
    name: 'BytesInPerSec',
    title: 'Bytes in per second',
    description: 'Bytes that a broker takes from producers each second.',
    serviceUnit: 'Bytes/Second',
    unit: 'BytesPerSecond',
  }),
  kafka({
    levels: OTHER,
    statistic: 'Average',
    name: 'BytesOutPerSec',
    title: 'Bytes out per second',
    description: 'Bytes that a broker gives to consumers each second.',
    serviceUnit: 'Bytes/Second',
    unit: 'BytesPerSecond',
  }),
];
