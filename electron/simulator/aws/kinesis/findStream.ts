import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedStream } from '#shared/simulation/types.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';
import { text } from '../input.ts';
import type { AwsContext } from '../service.ts';

export const StreamName = text({ min: 1, max: 128, pattern: '[a-zA-Z0-9_.-]+' });
export const StreamARN = text({ min: 1, max: 2048, pattern: 'arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+' });
export const streamMembers = { StreamName, StreamARN };

interface Named {
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

export const arnOf = ({ region: { name, accountId } }: AwsContext, stream: string): string =>
  `arn:aws:kinesis:${name}:${accountId}:stream/${stream}`;

/** By its name or its ARN, or by both when they are of the same stream. */
export function findStream(context: AwsContext, { StreamName: name, StreamARN: arn }: Named): Result<SimulatedStream, AwsError> {
  if (name === undefined && arn === undefined)
    return refused('InvalidArgumentException', 'Either StreamName or StreamARN must be provided.');
  if (name !== undefined && arn !== undefined && arnOf(context, name) !== arn)
    return refused('InvalidArgumentException', 'StreamName and StreamARN are of different streams.');
  const stream = context.region.streams.find((each) => each.name === name || arnOf(context, each.name) === arn);
  const { accountId } = context.region;
  return stream === undefined
    ? refused('ResourceNotFoundException', `Stream ${name ?? arn} under account ${accountId} not found.`)
    : ok(stream);
}
