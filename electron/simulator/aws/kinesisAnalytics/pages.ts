import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { pageTokens } from '../pageToken.ts';
import type { Page, Paging } from '../pageToken.ts';

export const LARGEST_PAGE = 50;

/** A page of what is told newest first: a token says how many older ones are left, whatever has come meanwhile. */
export function pageOfHistory<T>(newestFirst: readonly T[], { operation, filter, limit, token }: Paging): Result<Page<T>, null> {
  const tokens = pageTokens(operation, filter);
  const place = tokens.read(token, 1);
  if (!place.ok) return place;
  const [left = 0] = place.value;
  const from = token === undefined ? 0 : Math.max(0, newestFirst.length - left);
  const after = newestFirst.length - from - limit;
  return ok({ items: newestFirst.slice(from, from + limit), next: after > 0 ? tokens.write([after]) : undefined });
}
