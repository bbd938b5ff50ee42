import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import { structure } from '../../input.ts';
import { checkLogStream, invalidArgument } from '../arns.ts';
import { arn, partId } from '../names.ts';
import type { Given } from '../names.ts';

type Logging = ApplicationSettings['logging'];

export const loggingOption = structure({ LogStreamARN: arn }, {});

export const loggingOptionUpdate = structure({ CloudWatchLoggingOptionId: partId }, { LogStreamARNUpdate: arn });

/** One log stream of an application. */
export function loggingOf(
  { LogStreamARN }: Given<typeof loggingOption>,
  id: string,
  region: SimulatedRegion,
): Result<Logging[number], AwsError> {
  const stream = checkLogStream(LogStreamARN, region);
  return stream.ok ? ok({ id, logStreamArn: LogStreamARN }) : stream;
}

export function updatedLogging(
  current: Logging,
  updates: readonly Given<typeof loggingOptionUpdate>[],
  region: SimulatedRegion,
): Result<Logging, AwsError> {
  let changed = current;
  for (const { CloudWatchLoggingOptionId, LogStreamARNUpdate } of updates) {
    const old = changed.find(({ id }) => id === CloudWatchLoggingOptionId);
    if (old === undefined) return noLoggingOption(CloudWatchLoggingOptionId);
    const option = loggingOf({ LogStreamARN: LogStreamARNUpdate ?? old.logStreamArn }, old.id, region);
    if (!option.ok) return option;
    changed = changed.map((each) => (each === old ? option.value : each));
  }
  return ok(changed);
}

export const noLoggingOption = (id: string): Result<never, AwsError> =>
  invalidArgument(`The application has no CloudWatch logging option with the ID ${id}.`);

export const describeLogging = (options: Logging): readonly object[] =>
  options.map(({ id, logStreamArn }) => ({ CloudWatchLoggingOptionId: id, LogStreamARN: logStreamArn }));
