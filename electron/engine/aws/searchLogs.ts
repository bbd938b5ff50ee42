import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { LogSearch, LogService, WatcherContext } from '../watcher.ts';
import type { Inventory } from './inventory.ts';

interface Parts {
  readonly services: Pick<AwsServices, 'logs'>;
  readonly inventory: Pick<Inventory, 'described'>;
  readonly context: WatcherContext;
}

/** The log stream that an application's CloudWatch logging option names. */
export const logService = (parts: Parts, closed: AbortSignal): LogService => ({
  search: (search) => searchLogs(parts, search, AbortSignal.any([closed, AbortSignal.timeout(30_000)])),
  insights: () => Promise.resolve(failed(NO_LOGS)),
  stopInsights: () => Promise.resolve(failed(NO_LOGS)),
});

async function searchLogs(
  { services, inventory }: Parts,
  { ref, pattern, from, to, limit }: LogSearch,
  signal: AbortSignal,
): Promise<Output<'logs.search'>> {
  const described = inventory.described(ref.id);
  if (described === null) return failed(NOT_DESCRIBED);
  if (described.logs === null) return failed(NO_LOGS);
  const found = await services.logs.search({ ...described.logs, pattern, from, to, limit }, signal);
  return found.ok ? ok({ records: [...found.value], truncated: false }) : found;
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
