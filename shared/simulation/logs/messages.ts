import type { SinkTarget } from '../blueprint.ts';
import type { LogEntry, LogOrigin } from './logBook.ts';

type Message = Omit<LogEntry, 'at' | 'version'>;

const origin = (logger: string, method: string, line: number, thread: string): LogOrigin => ({
  logger,
  method,
  file: `${logger.slice(logger.lastIndexOf('.') + 1)}.java:${line}`,
  thread,
});
const info = (where: LogOrigin, message: string): Message => ({ level: 'INFO', origin: where, message, throwable: null });
const warn = (where: LogOrigin, message: string, throwable: readonly string[] | null = null): Message => ({
  level: 'WARN',
  origin: where,
  message,
  throwable,
});

const coordinator = 'org.apache.flink.runtime.checkpoint.CheckpointCoordinator';
const graph = 'org.apache.flink.runtime.executiongraph.ExecutionGraph';
const dispatcher = 'flink-pekko.actor.default-dispatcher-15';

export const checkpointTriggered = (id: number, at: number, job: string, savepoint: boolean): Message =>
  info(
    origin(coordinator, 'startTriggeringCheckpoint', 643, 'Checkpoint Timer'),
    `Triggering checkpoint ${id} (type=${savepoint ? "SavepointType{name='Suspend Savepoint'}" : "CheckpointType{name='Checkpoint', sharingFilesStrategy=FORWARD_BACKWARD}"}) @ ${at} for job ${job}.`,
  );

export const checkpointCompleted = (id: number, job: string, size: number, duration: number): Message =>
  info(
    origin(coordinator, 'completePendingCheckpoint', 1364, 'jobmanager-io-thread-1'),
    `Completed checkpoint ${id} for job ${job} (${size} bytes, checkpointDuration=${duration} ms, finalizationTime=24 ms).`,
  );

export const checkpointFailed = (id: number, job: string, reason: string): Message =>
  warn(
    origin('org.apache.flink.runtime.checkpoint.CheckpointFailureManager', 'onCheckpointFailure', 168, 'Checkpoint Timer'),
    `Failed to trigger or complete checkpoint ${id} for job ${job}. (0 consecutive failed attempts so far)`,
    [`org.apache.flink.runtime.checkpoint.CheckpointException: ${reason}`],
  );

export const jobSwitched = (job: string, id: string, from: string, to: string): Message =>
  info(origin(graph, 'transitionState', 1048, dispatcher), `Job ${job} (${id}) switched from state ${from} to ${to}.`);

/** Printed as the guide's query looks for it: `switched from RUNNING to RESTARTING`. */
export const jobFailing = (job: string, id: string, throwable: readonly string[]): Message => ({
  ...info(origin(graph, 'transitionState', 1048, dispatcher), `Job ${job} (${id}) switched from RUNNING to RESTARTING.`),
  throwable,
});

export const taskFailed = (task: string, attempt: string, host: string, throwable: readonly string[]): Message =>
  warn(
    origin(graph, 'transitionState', 1420, dispatcher),
    `${task} (${attempt}) switched from RUNNING to FAILED on ${host}.`,
    throwable,
  );

export const deploying = (task: string, attempt: number, taskManager: string): Message =>
  info(
    origin('org.apache.flink.runtime.executiongraph.Execution', 'deploy', 567, dispatcher),
    `Deploying ${task} (attempt #${attempt}) to ${taskManager}`,
  );

export const restoring = (job: string, checkpoint: number): Message =>
  info(
    origin(coordinator, 'restoreLatestCheckpointedStateInternal', 1761, dispatcher),
    `Restoring job ${job} from Checkpoint ${checkpoint}.`,
  );

export const parallelismSet = (parallelism: number): Message =>
  info(
    origin('org.apache.flink.configuration.GlobalConfiguration', 'loadYAMLResource', 213, 'main'),
    `Loading configuration property: parallelism.default, ${parallelism}`,
  );

/** What a sink says while its target refuses records. */
export function throttled(target: SinkTarget, refused: number): Message {
  const thread = 'sdk-async-response-3-0';
  switch (target.kind) {
    case 'kinesis':
      return warn(
        origin('org.apache.flink.connector.kinesis.sink.KinesisStreamsSinkWriter', 'handlePartiallyFailedRequest', 254, thread),
        `KDS Sink failed to write and will retry ${refused} entries to KDS first request was ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000003 in stream ${target.name}`,
        [
          `software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000003 in stream ${target.name} (Service: Kinesis, Status Code: 400)`,
        ],
      );
    case 'firehose':
      return warn(
        origin('org.apache.flink.connector.firehose.sink.KinesisFirehoseSinkWriter', 'handlePartiallyFailedRequest', 219, thread),
        `KDF Sink failed to write and will retry ${refused} entries to delivery stream ${target.name}: ServiceUnavailableException: Slow down.`,
      );
    case 'kafka':
      return warn(
        origin('org.apache.kafka.clients.producer.internals.Sender', 'completeBatch', 661, 'kafka-producer-network-thread'),
        `Got error produce response on topic-partition ${target.name}-4, retrying (2147483646 attempts left). Error: REQUEST_TIMED_OUT`,
      );
    case 's3':
      return warn(
        origin('org.apache.flink.fs.s3.common.writer.S3RecoverableMultipartUpload', 'uploadPart', 185, 's3-upload-1'),
        `Upload of part ${refused} to ${target.name} was slowed down by the service, retrying`,
        [
          `com.amazonaws.services.s3.model.AmazonS3Exception: Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Error Code: SlowDown)`,
        ],
      );
    case 'opensearch':
      return warn(
        origin('org.apache.flink.connector.opensearch.sink.OpensearchWriter', 'handleFailedRequest', 312, 'I/O dispatcher 2'),
        `${refused} actions of a bulk request to ${target.name} were rejected: es_rejected_execution_exception, queue capacity reached`,
      );
    case 'jdbc':
    case 'discard':
      return warn(
        origin('org.apache.flink.connector.jdbc.internal.JdbcOutputFormat', 'flush', 228, 'Legacy Sink'),
        `JDBC executeBatch to ${target.name} took longer than expected, ${refused} rows wait`,
        ['java.sql.SQLTransientConnectionException: Connection is not available, request timed out after 30000ms.'],
      );
  }
}
