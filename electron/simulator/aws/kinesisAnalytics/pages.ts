import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { pageTokens } from '../pageToken.ts';

interface Paging {
  readonly operation: string;
  /** What a token is bound to. */
  readonly filter: object;
  readonly limit?: number | undefined;
  readonly token?: string | undefined;
}

interface Page<T> {
  readonly items: readonly T[];
  /** Of the next page, if there is one. */
  readonly next: { readonly NextToken?: string };
}

const LARGEST = 50;

/** A page of what grows at its end. Null for a token that is not one. */
export function pageOf<T>(all: readonly T[], { operation, filter, limit = LARGEST, token }: Paging): Result<Page<T>, null> {
  const tokens = pageTokens(operation, filter);
  const place = tokens.read(token, 1);
  if (!place.ok) return failed(null);
  const [from = 0] = place.value;
  const to = from + limit;
  return ok({ items: all.slice(from, to), next: to < all.length ? { NextToken: tokens.write([to]) } : {} });
}

/** A page of what is told newest first: a token says how many older ones are left, whatever has come meanwhile. */
export function pageOfHistory<T>(
  newestFirst: readonly T[],
  { operation, filter, limit = LARGEST, token }: Paging,
): Result<Page<T>, null> {
  const tokens = pageTokens(operation, filter);
  const place = tokens.read(token, 1);
  if (!place.ok) return failed(null);
  const [left = 0] = place.value;
  const from = token === undefined ? 0 : Math.max(0, newestFirst.length - left);
  const after = newestFirst.length - from - limit;
  return ok({ items: newestFirst.slice(from, from + limit), next: after > 0 ? { NextToken: tokens.write([after]) } : {} });
}
