import type { Output } from '#shared/contract/contract.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { History } from '../../history/history.ts';
import type { LogSearch } from '../watcher.ts';

/** Searches the lines that are kept of an application. */
export function searchKept({ lines }: History, { ref, pattern, from, to, limit }: LogSearch): Output<'logs.search'> {
  const found = lines.search({ connection: ref.connection, application: ref.id }, pattern, from, to, limit);
  return ok({ records: [...found.lines], truncated: found.truncated });
}
