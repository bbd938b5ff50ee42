import { z } from './schema.ts';

/** What can go wrong between us and a source. Vendor names (AWS exceptions, errno) stop at the clients. */
export const sourceErrorKinds = [
  'unreachable', // nothing answers at the address
  'timeout',
  'throttled',
  'credentials-missing',
  'credentials-expired',
  'access-denied',
  'not-found',
  'not-running', // the application is not RUNNING, so it has no Flink dashboard
  'bad-request',
  'bad-response', // an answer that is not what the protocol promises
  'server-error',
  'unexpected',
] as const;

export const SourceError = z.object({
  kind: z.enum(sourceErrorKinds),
  /** Who failed, in the user's words: "CloudWatch", "Flink REST", "Simulator". */
  source: z.string(),
  /** One sentence: what happened. */
  message: z.string(),
  /** One sentence: what the user can do. */
  remedy: z.string(),
});
export type SourceError = z.infer<typeof SourceError>;
export type SourceErrorKind = SourceError['kind'];

/** An expected failure is a value; only bugs throw. */
export type Result<T, E = SourceError> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };
export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failed = <E>(error: E): Result<never, E> => ({ ok: false, error });
