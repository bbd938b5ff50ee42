import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedStream } from '#shared/simulation/types.ts';
import { integer, structure } from '../input.ts';
import type { AwsContext } from '../service.ts';
import { epochSeconds, operation } from '../service.ts';
import { arnOf, findStream, streamMembers, StreamName } from './findStream.ts';
import { shardsOf } from './shards.ts';

const RETENTION_HOURS = 24;

const described = (context: AwsContext, { name, created }: SimulatedStream) => ({
  StreamName: name,
  StreamARN: arnOf(context, name),
  StreamStatus: 'ACTIVE',
  StreamModeDetails: { StreamMode: 'PROVISIONED' },
  RetentionPeriodHours: RETENTION_HOURS,
  StreamCreationTimestamp: epochSeconds(created),
  EnhancedMonitoring: [{}],
  EncryptionType: 'NONE',
});

export const describeStream = operation(
  'DescribeStream',
  structure({}, { ...streamMembers, Limit: integer({ min: 1, max: 10_000 }), ExclusiveStartShardId: StreamName }),
  ({ Limit = 100, ExclusiveStartShardId = '', ...named }, context) => {
    const stream = findStream(context, named);
    if (!stream.ok) return stream;
    const left = shardsOf(stream.value).filter(({ ShardId }) => ShardId > ExclusiveStartShardId);
    return ok({
      StreamDescription: {
        ...described(context, stream.value),
        Shards: left.slice(0, Limit),
        HasMoreShards: left.length > Limit,
      },
    });
  },
);

export const describeStreamSummary = operation('DescribeStreamSummary', structure({}, streamMembers), (named, context) => {
  const stream = findStream(context, named);
  if (!stream.ok) return stream;
  return ok({
    StreamDescriptionSummary: { ...described(context, stream.value), OpenShardCount: stream.value.shards, ConsumerCount: 0 },
  });
});
