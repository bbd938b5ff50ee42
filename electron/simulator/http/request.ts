import type { IncomingHttpHeaders } from 'node:http';
import type { Millis } from '#shared/units/units.ts';

/** The services take at most 1 MB of data, which is more when it is written as JSON: 10,000 short log events are two. */
export const LARGEST_BODY = 4 * 1024 * 1024;

/** What came in, with its body read: services compute a reply from it without waiting for anything. */
export interface SimulatorRequest {
  readonly method: string;
  /** As it was sent: path and query. */
  readonly target: string;
  /** Of the target, percent-encoded as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly origin: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The body goes out in small pieces, so many milliseconds apart. */
  readonly drip?: Drip;
}

export interface Drip {
  readonly bytes: number;
  readonly pause: Millis;
  /** The rest goes out at once when this is aborted. */
  readonly over: AbortSignal;
}

/** A reply; or none, and the connection is closed. */
export type Answer = Reply | 'dropped';

/** `application/json` with the content type that is given. */
export const jsonReply = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json; charset=UTF-8' },
): Reply => ({ status, headers, body: JSON.stringify(value) });
