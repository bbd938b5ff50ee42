import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { LogSearch } from '../watcher.ts';
import type { Inventory } from './inventory.ts';

interface Parts {
  readonly services: Pick<AwsServices, 'logs'>;
  readonly inventory: Pick<Inventory, 'described'>;
  readonly time: SourceClock;
}

/** Searches the log stream that the application's CloudWatch logging option names. */
export async function searchLogs(
  { services, inventory, time }: Parts,
  { ref, pattern, minutes, limit }: LogSearch,
  signal: AbortSignal,
): Promise<Output<'logs.search'>> {
  const described = inventory.described(ref.id);
  if (described === null) return failed(NOT_DESCRIBED);
  if (described.logs === null) return failed(NO_LOGS);
  const to = time.now();
  const query = { ...described.logs, pattern, from: millis(to - minutes * MINUTE), to, limit };
  const found = await services.logs.search(query, signal);
  return found.ok ? ok([...found.value]) : found;
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
