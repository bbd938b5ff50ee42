import type { Output } from '#shared/contract/contract.ts';
import type { History } from '../../history/history.ts';
import type { LogSearch } from '../watcher.ts';

/** Searches the lines that are kept of an application. */
export function searchKept(history: History, search: LogSearch): Output<'logs.search'> {
  throw new Error(`not built: ${history.status().mode}${search.pattern}`);
}
