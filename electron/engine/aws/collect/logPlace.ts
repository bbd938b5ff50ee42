import type { ManagedApplication } from '../../../clients/aws/describeManaged.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Inventory } from '../inventory.ts';

export type LogPlace = NonNullable<ManagedApplication['logs']>;

/** The log group and stream that an application's CloudWatch logging option names. */
export function logPlace(inventory: Pick<Inventory, 'described'>, arn: string): Result<LogPlace> {
  const described = inventory.described(arn);
  if (described === null) return failed(NOT_DESCRIBED);
  return described.logs === null ? failed(NO_LOGS) : ok(described.logs);
}

const NOT_DESCRIBED: SourceError = {
  kind: 'not-found',
  source: 'CloudWatch Logs',
  message: 'Where this application writes its logs is not known (yet).',
  remedy: 'Wait for its description; allow kinesisanalytics:DescribeApplication if it does not come.',
};

const NO_LOGS: SourceError = {
  kind: 'not-found',
  source: 'CloudWatch Logs',
  message: 'This application writes no logs: it has no CloudWatch logging option.',
  remedy: 'Add a CloudWatch log stream to its configuration.',
};
