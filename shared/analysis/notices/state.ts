import type { ApplicationRef } from '../../model/application.ts';
import { refKey } from '../../model/application.ts';
import type { Notice } from '../../model/notice.ts';
import type { Millis } from '../../units/units.ts';
import type { Trouble } from './troubles.ts';

/** What is remembered from look to look. */
export interface NoticeState {
  /** Newest first. */
  readonly notices: readonly Notice[];
  readonly connections: ReadonlyMap<string, Followed>;
  /** When somebody was told, in real time: of the last minute. */
  readonly told: readonly Millis[];
}

/** A connection that is looked at, since when, and what was seen last. Times are its own, but for `at`. */
export interface Followed {
  readonly began: Millis;
  readonly now: Millis;
  readonly at: Millis;
  /** By `causeKey`. */
  readonly seen: ReadonlyMap<string, Seen>;
  /** By `refKey`: since when an application is well; `for ever` once it was so long enough to be able to become sick. */
  readonly well: ReadonlyMap<string, Millis | 'for ever'>;
}

/** A cause of trouble: since when it has been seen without a break, and when it was gone. */
export interface Seen {
  readonly from: Millis;
  /** Null: it is there. */
  readonly gone: Millis | null;
}

/** One look at everything of a connection. */
export interface Look {
  readonly connection: string;
  readonly connectionName: string;
  /** The connection's time. */
  readonly now: Millis;
  /** Real time. */
  readonly at: Millis;
  readonly applications: readonly LookedAt[];
}

export interface LookedAt {
  readonly ref: ApplicationRef;
  readonly name: string;
  /** Whether anything is known of how it fares. */
  readonly known: boolean;
  readonly troubles: readonly Trouble[];
}

export const NOTHING: NoticeState = { notices: [], connections: new Map(), told: [] };

export const causeKey = (ref: ApplicationRef, cause: string): string => `${refKey(ref)}|${cause}`;
