import type { LogRecord } from '#shared/model/logs.ts';
import { millis } from '#shared/units/units.ts';

/** A small generator of chance: the same lines each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = chance(7);
const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
const hex = (digits: number): string => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');

const frames = [
  'org.apache.flink.streaming.runtime.tasks.StreamTask.processInput(StreamTask.java:562)',
  'org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor.runMailboxLoop(MailboxProcessor.java:231)',
  'org.apache.flink.runtime.taskmanager.Task.doRun(Task.java:751)',
  'java.base/java.lang.Thread.run(Thread.java:829)',
];

interface Kind {
  /** Of a million lines. */
  readonly share: number;
  readonly level: string;
  readonly logger: string;
  readonly message: () => string;
  readonly thrown?: () => readonly string[];
}

/** What a managed application logs, as often as it does: mostly what its operators say. */
const kinds: readonly Kind[] = [
  {
    share: 520_000,
    level: 'INFO',
    logger: 'com.example.orders.EnrichOrders',
    message: () => `Processed record ${hex(8)} in ${Math.floor(random() * 9)} ms`,
  },
  {
    share: 180_000,
    level: 'INFO',
    logger: 'org.apache.flink.runtime.checkpoint.CheckpointCoordinator',
    message: () =>
      `Completed checkpoint ${Math.floor(random() * 1e5)} for job ${hex(32)} (${Math.floor(random() * 1e8)} bytes, checkpointDuration=${Math.floor(random() * 9e3)} ms)`,
  },
  {
    share: 120_000,
    level: 'INFO',
    logger: 'org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher',
    message: () =>
      `Subtask ${Math.floor(random() * 64)} reads shard shardId-${String(Math.floor(random() * 64)).padStart(12, '0')}`,
  },
  {
    share: 100_000,
    level: 'WARN',
    logger: 'org.apache.flink.runtime.taskmanager.Task',
    message: () => `Source: ${pick(['orders', 'clicks', 'payments'])} -> Map (${Math.floor(random() * 8)}/8)#0 is backpressured`,
  },
  {
    share: 70_000,
    level: 'DEBUG',
    logger: 'org.apache.kafka.clients.consumer.internals.Fetcher',
    message: () =>
      `[Consumer clientId=orders-0, groupId=orders] Added READ_UNCOMMITTED fetch request at position FetchPosition{offset=${Math.floor(random() * 1e9)}}`,
  },
  {
    share: 9_950,
    level: 'ERROR',
    logger: 'org.apache.flink.connector.kinesis.sink.KinesisStreamsSinkWriter',
    message: () => 'KDS Sink failed to write and will retry entries',
    thrown: () => [
      `software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException: Rate exceeded for shard shardId-${hex(4)}`,
      ...frames.map((frame) => `\tat ${frame}`),
    ],
  },
  {
    share: 50,
    level: 'ERROR',
    logger: 'org.apache.flink.runtime.executiongraph.ExecutionGraph',
    message: () => `Task lost on container_${hex(6)}: Metaspace exhausted`,
    thrown: () => ['java.lang.OutOfMemoryError: Metaspace', ...frames.map((frame) => `\tat ${frame}`)],
  },
];
const total = kinds.reduce((sum, { share }) => sum + share, 0);

function kindOf(): Kind {
  let at = random() * total;
  for (const kind of kinds) {
    at -= kind.share;
    if (at < 0) return kind;
  }
  throw new Error('The shares of the kinds do not add up');
}

/** A line as the service has it, `at` milliseconds after 1970; each a JSON record of some 500 characters. */
export function logLine(at: number): LogRecord {
  const kind = kindOf();
  const short = kind.logger.slice(kind.logger.lastIndexOf('.') + 1);
  const message = JSON.stringify({
    locationInformation: `${kind.logger}.run(${short}.java:${Math.floor(random() * 900)})`,
    logger: kind.logger,
    message: kind.message(),
    ...(kind.thrown === undefined ? {} : { throwableInformation: kind.thrown() }),
    threadName: `flink-taskmanager-thread-${Math.floor(random() * 8)}`,
    applicationARN: 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/orders',
    applicationVersionId: '7',
    messageSchemaVersion: '1',
    messageType: kind.level,
  });
  return { at: millis(at), stream: 'kinesis-analytics-log-stream', message };
}
