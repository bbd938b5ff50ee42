import type { Millis } from '../units/units.ts';
import { z, zMillis } from './schema.ts';
import { SourceError } from './sourceError.ts';
import type { Result } from './sourceError.ts';

/**
 * The state of one datum on screen. `stale` keeps the last good value with the reason why it is old: a failed poll never blanks
 * a screen. `at` is the moment, in the connection's own time, that the value describes.
 */
export type Snapshot<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'live'; readonly value: T; readonly at: Millis }
  | { readonly state: 'stale'; readonly value: T; readonly at: Millis; readonly error: SourceError }
  | { readonly state: 'failed'; readonly error: SourceError };

export const snapshotOf = <S extends z.ZodType>(value: S) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('live'), value, at: zMillis }),
    z.object({ state: z.literal('stale'), value, at: zMillis, error: SourceError }),
    z.object({ state: z.literal('failed'), error: SourceError }),
  ]);

export const WAITING: Snapshot<never> = { state: 'waiting' };

export const valueOf = <T>(snapshot: Snapshot<T>): T | undefined =>
  snapshot.state === 'live' || snapshot.state === 'stale' ? snapshot.value : undefined;

/** What a poll's result makes of the snapshot before it. */
export function nextSnapshot<T>(before: Snapshot<T>, result: Result<T>, at: Millis): Snapshot<T> {
  if (result.ok) return { state: 'live', value: result.value, at };
  if (before.state === 'live' || before.state === 'stale')
    return { state: 'stale', value: before.value, at: before.at, error: result.error };
  return { state: 'failed', error: result.error };
}
