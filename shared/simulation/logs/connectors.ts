import type { SinkTarget, SourceBlueprint, VertexBlueprint } from '../blueprint.ts';
import { classOf, lineOf, packageOf } from '../stacks/userCode.ts';
import type { Message } from './record.ts';
import { origin, warn } from './record.ts';

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

/** What an operator's own client says of a call that took too long; `chance` in [0, 1) chooses how long. */
export function slowCall({ operators }: VertexBlueprint, job: string, chance: number): Message {
  const operator = operators.find(({ kind }) => kind === 'operator') ?? operators[0];
  const owner = `${packageOf(job)}.${classOf(operator?.name ?? 'Operator')}`;
  const took = Math.round(1_800 + 4_200 * chance);
  return warn(
    origin(owner, 'request', lineOf(`${owner}request`), `${operator?.name ?? ''} (${1 + Math.floor(chance * 4)})`),
    `A call took ${took} ms, expected are 40 ms: the next one waits`,
  );
}

/** What a Kinesis consumer says while the stream refuses it. */
export function readsThrottled({ name, partitions }: SourceBlueprint, chance: number): Message {
  const proxy = 'org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxy';
  const shard = `shardId-${String(Math.floor(chance * partitions)).padStart(12, '0')}`;
  const backoff = 300 + Math.round(700 * chance);
  return chance < 0.4
    ? warn(
        origin(proxy, 'listShards', 524, 'shardConsumers-Source'),
        `Got LimitExceededException when listing shards from stream ${name}. Backing off for ${backoff} millis.`,
        [
          `software.amazon.awssdk.services.kinesis.model.LimitExceededException: Rate exceeded for stream ${name} under account 123456789012. (Service: Kinesis, Status Code: 400)`,
        ],
      )
    : warn(
        origin(proxy, 'getRecords', 276, 'shardConsumers-Source'),
        `Got recoverable SdkClientException. Backing off for ${backoff} millis (Rate exceeded for shard ${shard} in stream ${name} under account 123456789012. (Service: AmazonKinesis; Status Code: 400; Error Code: ProvisionedThroughputExceededException))`,
      );
}

/** What a source says that cannot reach what it reads. */
export const unreadable = ({ kind, name }: SourceBlueprint): Message =>
  kind === 'kafka'
    ? warn(
        origin('org.apache.kafka.clients.NetworkClient', 'processDisconnection', 814, 'Source Data Fetcher for Source (1/4)'),
        `[Consumer clientId=${name}-0, groupId=${name}] Connection to node 2 (b-2.cluster.kafka/10.0.3.17:9098) could not be established. Node may not be available.`,
      )
    : warn(
        origin(
          'org.apache.flink.connector.kinesis.source.reader.polling.PollingKinesisShardSplitReader',
          'fetchRecords',
          92,
          'Source Data Fetcher for Source (1/4)',
        ),
        `Reading of stream ${name} failed, will be tried again: Service Unavailable (Service: Kinesis, Status Code: 503)`,
        [
          'software.amazon.awssdk.services.kinesis.model.KinesisException: Service Unavailable (Service: Kinesis, Status Code: 503)',
        ],
      );

/** What a client throws that cannot reach a public endpoint, and what caused that; `chance` in [0, 1) chooses. */
export const cannotConnect = (region: string, chance: number): readonly [string, string] =>
  chance < 0.6
    ? [
        `software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: Connect to sts.${region}.amazonaws.com:443 failed: connect timed out`,
        `org.apache.http.conn.ConnectTimeoutException: Connect to sts.${region}.amazonaws.com:443 [sts.${region}.amazonaws.com/52.46.140.112] failed: connect timed out`,
      ]
    : [
        'java.io.IOException: Request to https://api.partner.example.com/v2 failed',
        'java.net.UnknownHostException: api.partner.example.com: Temporary failure in name resolution',
      ];

/** The same, while it is still tried again. */
export function timedOut(region: string, chance: number): Message {
  const [thrown, cause] = cannotConnect(region, chance);
  return warn(
    origin('software.amazon.awssdk.core.internal.http.pipeline.stages.RetryableStage', 'execute', 94, 'sdk-async-response-3-0'),
    `${thrown} (will be tried again)`,
    [cause],
  );
}
