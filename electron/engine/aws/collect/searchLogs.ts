import type { Output } from '#shared/contract/contract.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { LogSearch } from '../../watcher.ts';
import type { Parts } from './collector.ts';
import { logPlace } from './logPlace.ts';
import { asRecord } from './tailBuffer.ts';

/** A search is given up after so long, in milliseconds of real time. */
const PATIENCE = 30_000;

/** Searches an application's lines in CloudWatch Logs. */
export async function searchLogs(
  { services, inventory, closed }: Pick<Parts, 'services' | 'inventory' | 'closed'>,
  { ref, pattern, from, to, limit }: LogSearch,
): Promise<Output<'logs.search'>> {
  const place = logPlace(inventory, ref.id);
  if (!place.ok) return place;
  const signal = AbortSignal.any([closed, AbortSignal.timeout(PATIENCE)]);
  const found = await services.logs.find({ ...place.value, pattern, from, to, limit }, signal);
  return found.ok ? ok({ records: found.value.records.map(asRecord), truncated: found.value.truncated }) : found;
}
