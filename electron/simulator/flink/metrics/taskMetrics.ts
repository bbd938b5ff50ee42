import { blockedShare } from '#shared/simulation/stacks/stacksOf.ts';
import type { SimulatedSubtask } from '#shared/simulation/types.ts';
import { NO_WATERMARK } from '../vertices/backpressure.ts';
import { lastCompleted } from './lastCompleted.ts';
import { double, long } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import type { VertexScope } from '../scope.ts';
import { isSink, isSource } from '../scope.ts';

/** Of one network buffer. */
const BUFFER = 32_768;
/** Exclusive buffers of a channel, floating buffers of a gate: Flink's defaults. */
const EXCLUSIVE = 2;
const FLOATING = 8;

/** Counts and rates of what went through one side of a subtask. */
interface Flow {
  readonly records: number;
  readonly bytes: number;
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
}

const flow = (records: number, bytes: number, recordsPerSecond: number): Flow => ({
  records,
  bytes,
  recordsPerSecond,
  bytesPerSecond: records > 0 ? (bytes / records) * recordsPerSecond : 0,
});
const NOTHING = flow(0, 0, 0);

/** Every metric of a subtask's task and operators; the names are those that Flink 1.20 and 2.3 list. */
export function taskMetrics(scope: VertexScope, subtask: SimulatedSubtask): Metrics {
  const { job, vertex, modern } = scope;
  const source = isSource(job, vertex);
  const sink = isSink(job, vertex);
  const read = flow(subtask.recordsIn, subtask.bytesIn, subtask.recordsInPerSecond);
  const written = flow(subtask.recordsOut, subtask.bytesOut, subtask.recordsOutPerSecond);
  const input = source ? NOTHING : read;
  const output = sink ? NOTHING : written;
  return new Map([
    ...timeMetrics(scope, subtask),
    ...flowMetrics('', 'In', input),
    ...flowMetrics('', 'Out', output),
    ...exchangeMetrics(scope, input),
    ...bufferMetrics(scope, subtask).flatMap(([name, value]) => [
      [`Shuffle.Netty.${name.startsWith('out') ? 'Output' : 'Input'}.Buffers.${name}`, value] as const,
      ...(modern ? [] : [[`buffers.${name}`, value] as const]),
    ]),
    ['numBuffersOut', long(output.bytes / BUFFER)],
    ['numBuffersOutPerSecond', double(output.bytesPerSecond / BUFFER)],
    ...mailboxMetrics(subtask),
    ...checkpointMetrics(scope, subtask),
    ...(source ? [] : [['currentInputWatermark', watermarkOf(subtask)] as const]),
    ...vertex.operators.flatMap((operator, i) =>
      operatorMetrics(scope, subtask, operator, {
        // Records change along a chain; where, the model does not tell: the first operator reads, the last one writes.
        input: i === 0 ? read : written,
        output: i === vertex.operators.length - 1 ? written : read,
      }),
    ),
  ]);
}

type Entry = readonly [string, string];

const watermarkOf = ({ watermark }: SimulatedSubtask): string => (watermark === null ? NO_WATERMARK : long(watermark));

function timeMetrics({ vertex }: VertexScope, subtask: SimulatedSubtask): Entry[] {
  const { legacySource } = vertex;
  const { busy, idle, backpressured } = subtask;
  const hard = backpressured * blockedShare(vertex.profile(subtask.index));
  return [
    ['busyTimeMsPerSecond', legacySource ? 'NaN' : double(Math.round(busy))],
    ['idleTimeMsPerSecond', long(idle)],
    ['backPressuredTimeMsPerSecond', long(backpressured)],
    // Soft: it looked for a free buffer before the next record. Hard: it ran out of them on the way.
    ['softBackPressuredTimeMsPerSecond', long(backpressured - hard)],
    ['hardBackPressuredTimeMsPerSecond', long(hard)],
    ['maxSoftBackPressureTimeMs', long(backpressured - hard)],
    ['maxHardBackPressureTimeMs', long(hard)],
    ['changelogBusyTimeMsPerSecond', '0'],
    ['isBackPressured', String(backpressured > 500)],
    ['accumulateBusyTimeMs', legacySource ? 'NaN' : double(Math.round(subtask.accumulatedBusy))],
    ['accumulateIdleTimeMs', long(subtask.accumulatedIdle)],
    ['accumulateBackPressuredTimeMs', long(subtask.accumulatedBackpressured)],
    ['initializationTime', '150'],
    ['numFiredTimers', '0'],
    ['numFiredTimersPerSecond', '0.0'],
  ];
}

const flowMetrics = (prefix: string, side: 'In' | 'Out', { records, bytes, recordsPerSecond, bytesPerSecond }: Flow): Entry[] => [
  [`${prefix}numRecords${side}`, long(records)],
  [`${prefix}numRecords${side}PerSecond`, double(recordsPerSecond)],
  [`${prefix}numBytes${side}`, long(bytes)],
  [`${prefix}numBytes${side}PerSecond`, double(bytesPerSecond)],
];

/** Input by where it comes from: as many subtasks of the upstream run on this TaskManager as on each of the others. */
function exchangeMetrics({ job }: VertexScope, { bytes, bytesPerSecond }: Flow): Entry[] {
  const local = 1 / Math.max(1, job.taskManagers.length);
  return (['Local', 'Remote'] as const).flatMap((where): Entry[] => {
    const share = where === 'Local' ? local : 1 - local;
    const figures: Entry[] = [
      [`numBytesIn${where}`, long(bytes * share)],
      [`numBytesIn${where}PerSecond`, double(bytesPerSecond * share)],
      [`numBuffersIn${where}`, long((bytes * share) / BUFFER)],
      [`numBuffersIn${where}PerSecond`, double((bytesPerSecond * share) / BUFFER)],
    ];
    return [...figures, ...figures.map(([name, value]): Entry => [`Shuffle.Netty.Input.${name}`, value])];
  });
}

function bufferMetrics({ job, vertex }: VertexScope, { inputBuffers, outputBuffers }: SimulatedSubtask): Entry[] {
  const width = (ids: readonly string[]) =>
    job.vertices.filter(({ id }) => ids.includes(id)).reduce((sum, { parallelism }) => sum + parallelism, 0);
  const channelsIn = width(job.edges.filter(({ to }) => to === vertex.id).map(({ from }) => from));
  const channelsOut = width(job.edges.filter(({ from }) => from === vertex.id).map(({ to }) => to));
  const poolIn = channelsIn === 0 ? 0 : EXCLUSIVE * channelsIn + FLOATING;
  const poolOut = channelsOut === 0 ? 0 : EXCLUSIVE * channelsOut + FLOATING;
  const used = { input: channelsIn === 0 ? 0 : inputBuffers, output: channelsOut === 0 ? 0 : outputBuffers };
  return [
    ['inPoolUsage', double(used.input)],
    ['inputExclusiveBuffersUsage', double(used.input)],
    ['inputFloatingBuffersUsage', double(used.input)],
    ['inputQueueLength', long(poolIn * used.input)],
    ['inputQueueSize', long(poolIn * used.input * BUFFER)],
    ['outPoolUsage', double(used.output)],
    ['outputQueueLength', long(poolOut * used.output)],
    ['outputQueueSize', long(poolOut * used.output * BUFFER)],
  ];
}

/** The mailbox answers at once while the task idles, and after the record at hand while it is busy. */
function mailboxMetrics({ busy }: SimulatedSubtask): Entry[] {
  const typical = Math.round(busy / 250);
  const quantiles = ['min', 'median', 'mean', 'p75', 'p90', 'p95', 'p98', 'p99', 'p999', 'max', 'stddev'];
  return [
    ...quantiles.map((name): Entry => [
      `mailboxLatencyMs_${name}`,
      name === 'min' ? '0' : name === 'stddev' ? '0.0' : double(typical),
    ]),
    ['mailboxMailsPerSecond', '10.0'],
    ['mailboxQueueSize', '0'],
  ];
}

function checkpointMetrics({ job, vertex }: VertexScope, { index }: SimulatedSubtask): Entry[] {
  const last = lastCompleted(job.checkpoints)?.subtasks[vertex.id]?.[index];
  const nanos = (value: number | undefined) => long((value ?? 0) * 1_000_000);
  return [
    ['checkpointStartDelayNanos', nanos(last?.startDelay)],
    ...(isSource(job, vertex) ? [] : [['checkpointAlignmentTime', nanos(last?.alignment)] as const]),
  ];
}

/** Spaces, colons and the like become underscores in the names of operators. */
export const metricScope = (operator: string): string => operator.replace(/[ :,.]/g, '_');

/**
 * What the connectors tell of each shard (org.apache.flink.connector.kinesis.source.metrics.MetricConstants, and the SourceFunction before
 * it) and of each partition (KafkaSourceReaderMetrics).
 */
function splitMetrics(prefix: string, { vertex, application }: VertexScope, subtask: SimulatedSubtask): Entry[] {
  const reader = vertex.legacySource
    ? 'KinesisConsumer'
    : `KinesisStreamSource.accountId.${accountIn(application.arn)}.region.${application.region}`;
  return vertex.splits(subtask.index).flatMap(({ kind, of, number, behind, position }): Entry[] => {
    const name = metricScope(of);
    if (kind === 'kafka') return [[`${prefix}KafkaSourceReader.topic.${name}.partition.${number}.currentOffset`, long(position)]];
    const shard = `shardId-${String(number).padStart(12, '0')}`;
    return [[`${prefix}${reader}.stream.${name}.shardId.${shard}.millisBehindLatest`, long(behind)]];
  });
}

/** `arn:aws:kinesisanalytics:REGION:ACCOUNT:…` */
const accountIn = (arn: string): string => arn.split(':')[4] ?? '';

function operatorMetrics(
  scope: VertexScope,
  subtask: SimulatedSubtask,
  operator: { readonly name: string; readonly kind: 'source' | 'operator' | 'sink' },
  { input, output }: { readonly input: Flow; readonly output: Flow },
): Entry[] {
  const {
    now,
    vertex: { legacySource, operators },
  } = scope;
  const prefix = `${metricScope(operator.name)}.`;
  const watermark = watermarkOf(subtask);
  const writer = operator.kind === 'sink' && operators.at(-1) === operator;
  const entries: Entry[] = [
    ...flowMetrics(prefix, 'In', input),
    ...flowMetrics(prefix, 'Out', writer ? NOTHING : output),
    [`${prefix}currentOutputWatermark`, watermark],
  ];
  if (operator.kind !== 'source') entries.push([`${prefix}currentInputWatermark`, watermark]);
  if (writer)
    entries.push(
      [`${prefix}numRecordsSend`, long(output.records)],
      [`${prefix}numBytesSend`, long(output.bytes)],
      [`${prefix}numRecordsSendErrors`, '0'],
    );
  if (operator.kind === 'source') entries.push(...splitMetrics(prefix, scope, subtask));
  if (operator.kind === 'source' && !legacySource) {
    const lag = subtask.watermark === null ? 0 : Math.max(0, now - subtask.watermark);
    entries.push(
      [`${prefix}numRecordsInErrors`, '0'],
      [`${prefix}currentEmitEventTimeLag`, long(lag)],
      [`${prefix}watermarkLag`, long(lag)],
      [`${prefix}sourceIdleTime`, '0'],
    );
  }
  return entries;
}
