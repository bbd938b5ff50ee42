import type { SinkTarget, SourceBlueprint } from '../blueprint.ts';

/** Another system that a vertex deals with: what its clients throw follows from its kind. */
export type Partner =
  /** Written to, or read from. */
  (SinkTarget & { readonly target: true }) | (Pick<SourceBlueprint, 'kind' | 'name'> & { readonly target: false });

const bucketOf = (name: string): string => name.replace(/^s3a?:\/\//, '').split('/')[0] ?? name;

/** The execution role may not use it. Null for systems that this does not concern. */
export function accessDenied(
  { kind, name, target }: Partner,
  place: { readonly region: string; readonly accountId: string },
): string | null {
  const { region, accountId: account } = place;
  const who = `User: arn:aws:sts::${account}:assumed-role/kinesis-analytics-execution/FlinkApplication is not authorized to perform`;
  switch (kind) {
    case 'kinesis': {
      const action = target ? 'kinesis:PutRecords' : 'kinesis:GetRecords';
      return `software.amazon.awssdk.services.kinesis.model.AccessDeniedException: ${who}: ${action} on resource: arn:aws:kinesis:${region}:${account}:stream/${name} because no identity-based policy allows the ${action} action (Service: Kinesis, Status Code: 400)`;
    }
    case 'firehose':
      return `software.amazon.awssdk.services.firehose.model.FirehoseException: ${who}: firehose:PutRecordBatch on resource: arn:aws:firehose:${region}:${account}:deliverystream/${name} because no identity-based policy allows the firehose:PutRecordBatch action (Service: Firehose, Status Code: 400, Error Code: AccessDeniedException)`;
    case 's3':
      return `java.nio.file.AccessDeniedException: ${name}: initiate MultiPartUpload on ${name}: com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Proxy: null)`;
    case 'kafka':
    case 'opensearch':
    case 'jdbc':
    case 'discard':
      return null;
  }
}

/** It does not exist, or not under this name. Null for systems that say so in other words. */
export function notFound({ kind, name }: Partner, account: string): string | null {
  switch (kind) {
    case 'kinesis':
      return `software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException: Stream ${name} under account ${account} not found. (Service: Kinesis, Status Code: 400)`;
    case 'firehose':
      return `software.amazon.awssdk.services.firehose.model.ResourceNotFoundException: Firehose ${name} under account ${account} not found. (Service: Firehose, Status Code: 400)`;
    case 'kafka':
    case 's3':
    case 'opensearch':
    case 'jdbc':
    case 'discard':
      return null;
  }
}

/** It is down: what the connector throws, and what caused that. */
export function down({ kind, name, target }: Partner): readonly [string, ...string[]] {
  switch (kind) {
    case 'kafka':
      return target
        ? [
            `org.apache.flink.util.FlinkRuntimeException: Failed to send data to Kafka ${name}-3@-1 with FlinkKafkaInternalProducer{transactionalId='null', inTransaction=false, closed=false}`,
            `org.apache.kafka.common.errors.TimeoutException: Expiring 214 record(s) for ${name}-3:120004 ms has passed since batch creation`,
          ]
        : [
            `org.apache.kafka.common.errors.TimeoutException: Timeout of 60000ms expired before the position for partition ${name}-3 could be determined`,
          ];
    case 'kinesis':
      return target
        ? [
            `org.apache.flink.connector.kinesis.sink.KinesisStreamsException: Encountered an exception while persisting records to ${name}, not retrying due to {failOnError} being set.`,
            'software.amazon.awssdk.services.kinesis.model.KinesisException: Service Unavailable (Service: Kinesis, Status Code: 503)',
          ]
        : [
            'software.amazon.awssdk.services.kinesis.model.KinesisException: Service Unavailable (Service: Kinesis, Status Code: 503)',
          ];
    case 'firehose':
      return [
        `org.apache.flink.connector.firehose.sink.KinesisFirehoseException: Encountered an exception while persisting records to ${name}, not retrying due to {failOnError} being set.`,
        'software.amazon.awssdk.services.firehose.model.ServiceUnavailableException: Service is unavailable. (Service: Firehose, Status Code: 500)',
      ];
    case 's3':
      return [
        `java.io.IOException: Uploading parts to ${name} failed`,
        `com.amazonaws.services.s3.model.AmazonS3Exception: We encountered an internal error. Please try again. (Service: Amazon S3; Status Code: 500; Error Code: InternalError; Bucket: ${bucketOf(name)})`,
      ];
    case 'opensearch':
      return [
        `org.apache.flink.util.FlinkRuntimeException: Complete bulk has failed for ${name}.`,
        `java.net.ConnectException: Connection refused: ${name}.search.internal/10.0.7.21:443`,
      ];
    case 'jdbc':
    case 'discard':
      return [
        `java.io.IOException: Writing records to JDBC failed (${name}).`,
        'java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.',
        `org.postgresql.util.PSQLException: Connection to ${name.split('.')[0] ?? name}-db.internal:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.`,
      ];
  }
}
