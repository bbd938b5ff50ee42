import type { History, Owner } from '../../../history/history.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { KeptState, shaped } from '../keptShapes.ts';

/** What a moment of a connection is computed from. */
export interface Then {
  readonly history: History;
  readonly connection: Connection;
  /** The moment that is described: the newest at which the connection was watched. */
  readonly moment: Millis;
}

export const ownerIn = ({ connection }: Then, application: string): Owner => ({ connection: connection.id, application });

/** What was known of an application; null: nothing is kept from before that moment. */
export function stateThen(then: Then, application: string): KeptState | null {
  const record = then.history.records.lastBefore(ownerIn(then, application), 'state', then.moment);
  return record === null ? null : shaped(KeptState, record.value);
}

export const live = <T>(value: T, at: Millis): Snapshot<T> => ({ state: 'live', value, at });

/** A snapshot of what cannot be had of the past. */
export const missing = (message: string, remedy = 'Choose another moment.'): { state: 'failed'; error: SourceError } => ({
  state: 'failed',
  error: { kind: 'not-found', source: 'History', message, remedy },
});
