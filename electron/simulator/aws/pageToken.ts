import { createHash } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/**
 * A place in an answer of several pages, as an opaque token. It is bound to the request that it continues: the services refuse a
 * token that is sent with other parameters.
 */
export interface PageTokens {
  write(place: readonly number[]): string;
  /** The place; `length` numbers. No token is the beginning: all zero. */
  read(token: string | undefined, length: number): Result<readonly number[], null>;
}

export function pageTokens(operation: string, request: object): PageTokens {
  // Most answers have one page, and most requests ask for the first.
  const bound = (): string =>
    createHash('sha256')
      .update(`${operation}\n${JSON.stringify(request)}`)
      .digest('base64url')
      .slice(0, 16);
  return {
    write: (place) => Buffer.from(`${place.join('.')}.${bound()}`).toString('base64url'),
    read(token, length) {
      if (token === undefined) return ok(Array.from({ length }, () => 0));
      const parts = Buffer.from(token, 'base64url').toString('utf8').split('.');
      const place = parts.slice(0, -1).map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : Number.NaN));
      const fits = parts.at(-1) === bound() && place.length === length && !place.some(Number.isNaN);
      return fits ? ok(place) : failed(null);
    },
  };
}

export interface Paging {
  readonly operation: string;
  /** What a token is bound to. */
  readonly filter: object;
  readonly limit: number;
  readonly token: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Token of the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** One page of all that was found. Null for a token that is not one, or is another request's. */
export function pageOf<T>(all: readonly T[], { operation, filter, limit, token }: Paging): Result<Page<T>, null> {
  const tokens = pageTokens(operation, filter);
  const place = tokens.read(token, 1);
  if (!place.ok) return place;
  const [from = 0] = place.value;
  const to = from + limit;
  return ok({ items: all.slice(from, to), next: to < all.length ? tokens.write([to]) : undefined });
}
