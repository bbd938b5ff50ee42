import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../awsError.ts';
import { integer, oneOf, structure, text, timestamp } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import { epochSeconds, operation } from '../service.ts';
import { arnOf, findStream, streamMembers, StreamARN, StreamName } from './findStream.ts';
import { isOpen, shardsOf } from './shards.ts';

const page = { NextToken: text({ min: 1, max: 1_048_576 }), MaxResults: integer({ min: 1, max: 10_000 }) };
const FOREIGN = 'The NextToken is not valid.';

/** The first page names the stream; a token stands for it afterwards. */
export const listShards = operation(
  'ListShards',
  structure(
    {},
    {
      ...streamMembers,
      ...page,
      ExclusiveStartShardId: StreamName,
      StreamCreationTimestamp: timestamp,
      ShardFilter: structure(
        {
          Type: oneOf(['AFTER_SHARD_ID', 'AT_TRIM_HORIZON', 'FROM_TRIM_HORIZON', 'AT_LATEST', 'AT_TIMESTAMP', 'FROM_TIMESTAMP']),
        },
        { ShardId: StreamName, Timestamp: timestamp },
      ),
    },
  ),
  ({ MaxResults = 1000, NextToken, ExclusiveStartShardId, ShardFilter, ...named }, context) => {
    const isNamed = named.StreamName !== undefined || named.StreamARN !== undefined;
    if (isNamed === (NextToken !== undefined))
      return refused('InvalidArgumentException', 'Exactly one of NextToken and a stream has to be given.');
    const tokens = pageTokens('ListShards', {});
    const place = tokens.read(NextToken, 3);
    if (!place.ok) return refused('InvalidArgumentException', FOREIGN);
    const { streams } = context.region;
    const [index = 0, resumed = 0, presentOnly = 0] = place.value;
    const known = NextToken === undefined ? undefined : streams[index];
    const stream = known === undefined ? findStream(context, named) : ok(known);
    if (!stream.ok) return stream;
    if ((ShardFilter?.Type === 'AFTER_SHARD_ID') !== (ShardFilter?.ShardId !== undefined))
      return refused('InvalidArgumentException', 'A ShardId belongs to the filter AFTER_SHARD_ID, and only to it.');
    const after = ShardFilter?.ShardId ?? ExclusiveStartShardId ?? '';
    const isPresent = presentOnly === 1 || ShardFilter?.Type === 'AT_LATEST' || ShardFilter?.Type === 'AT_TIMESTAMP';
    const all = shardsOf(stream.value).filter((shard) => !isPresent || isOpen(shard));
    const from = NextToken === undefined ? all.filter(({ ShardId }) => ShardId <= after).length : resumed;
    const to = from + MaxResults;
    return ok({
      Shards: all.slice(from, to),
      ...(to < all.length
        ? { NextToken: tokens.write([streams.findIndex(({ name }) => name === stream.value.name), to, isPresent ? 1 : 0]) }
        : {}),
    });
  },
);

export const listStreams = operation(
  'ListStreams',
  structure({}, { Limit: integer({ min: 1, max: 10_000 }), ExclusiveStartStreamName: StreamName, NextToken: page.NextToken }),
  ({ Limit = 100, ExclusiveStartStreamName = '', NextToken }, context) => {
    const tokens = pageTokens('ListStreams', {});
    const place = tokens.read(NextToken, 1);
    if (!place.ok) return refused('InvalidArgumentException', FOREIGN);
    const { streams } = context.region;
    const [resumed = 0] = place.value;
    const from = NextToken === undefined ? streams.filter(({ name }) => name <= ExclusiveStartStreamName).length : resumed;
    const found = streams.slice(from, from + Limit);
    const hasMore = from + Limit < streams.length;
    return ok({
      StreamNames: found.map(({ name }) => name),
      HasMoreStreams: hasMore,
      ...(hasMore ? { NextToken: tokens.write([from + Limit]) } : {}),
      StreamSummaries: found.map(({ name, created }) => ({
        StreamName: name,
        StreamARN: arnOf(context, name),
        StreamStatus: 'ACTIVE',
        StreamModeDetails: { StreamMode: 'PROVISIONED' },
        StreamCreationTimestamp: epochSeconds(created),
      })),
    });
  },
);

/** Applications read as any consumer does, not as registered ones. */
export const listStreamConsumers = operation(
  'ListStreamConsumers',
  structure({ StreamARN }, { ...page, StreamCreationTimestamp: timestamp }),
  (input, context) => {
    const stream = findStream(context, { StreamARN: input.StreamARN });
    if (!stream.ok) return stream;
    return input.NextToken === undefined ? ok({ Consumers: [] }) : refused('InvalidArgumentException', FOREIGN);
  },
);

const MOST_SHARDS = 500;
const MOST_ON_DEMAND = 50;

export const describeLimits = operation('DescribeLimits', structure({}, {}), (_input, { region }) =>
  ok({
    ShardLimit: MOST_SHARDS,
    OpenShardCount: region.streams.reduce((sum, { shards }) => sum + shards, 0),
    OnDemandStreamCount: 0,
    OnDemandStreamCountLimit: MOST_ON_DEMAND,
  }),
);
