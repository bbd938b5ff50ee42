import type { Settings } from '#shared/contract/settings.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import type { History } from '../../history/history.ts';
import type { SnapshotStore } from '../snapshotStore.ts';
import type { Watched } from '../watched.ts';
import type { AlarmChoices } from './choices.ts';

/** What everything about alarms works with. */
export interface AlarmParts {
  readonly history: History;
  readonly store: SnapshotStore;
  /** By the connection's id. */
  readonly watched: ReadonlyMap<string, Watched>;
  readonly settings: () => Settings;
  readonly choices: AlarmChoices;
  /** Real time. */
  readonly clock: Clock;
  /** Of a connection. */
  readonly now: (connection: string) => Millis;
  /** How much slower than natively what is paid for is polled, to keep the user's cap; 1 where nobody tells. */
  readonly slowdown?: (connection: string) => number;
  readonly log: (line: string) => void;
  /** Aborted when the engine ends. */
  readonly closed: AbortSignal;
}
