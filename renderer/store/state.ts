import type { TopicSnapshot } from '#shared/contract/topics.ts';
import type { Millis } from '#shared/units/units.ts';

/** How the page fares with what it talks to. */
export interface Link {
  readonly state: 'connecting' | 'up' | 'restarting' | 'gone';
  /** Counts the lives of the engine (or of the stream to it); a new one has no memory of what was watched. */
  readonly generation: number;
}

/** A snapshot and the life of the engine that told it. */
export interface Held {
  readonly entry: TopicSnapshot;
  readonly generation: number;
}

/** What a topic showed at a moment. */
interface PastHeld {
  readonly at: Millis;
  readonly snapshot: TopicSnapshot['snapshot'];
}

export type NoticeKind = 'success' | 'error';

/** Something that happened once and that the user should read: a failed call, a saved change. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly text: string;
}

/** Snapshots and the number of the newest event that they know of. */
export interface Numbered {
  readonly sequence: number;
  readonly snapshots: readonly TopicSnapshot[];
}

export interface State {
  readonly link: Link;
  /** By topic key. */
  readonly held: Readonly<Record<string, Held>>;
  /** Number of the newest event; null: `watch` has to be called (again). */
  readonly sequence: number | null;
  /** Events that came while an answer to `watch` is awaited, which says which of them are newer than itself; null: none is awaited. */
  readonly early: readonly Numbered[] | null;
  readonly notices: readonly Notice[];
  /** The moment that every view shows; null: now, as it goes on. */
  readonly cursor: Millis | null;
  /** By topic key: what history said last. Of another moment than the cursor's while that is being read. */
  readonly past: Readonly<Record<string, PastHeld>>;
}

export const initialState: State = {
  link: { state: 'connecting', generation: 0 },
  held: {},
  sequence: null,
  early: null,
  notices: [],
  cursor: null,
  past: {},
};

/** What happened; the reducer says what it means. */
export type StoreEvent =
  | { readonly type: 'engine-told'; readonly state: 'up' | 'restarting' | 'gone'; readonly generation: number }
  | { readonly type: 'watch-asked' }
  | ({ readonly type: 'watch-answered' } & Numbered)
  | { readonly type: 'watch-failed' }
  | ({ readonly type: 'snapshots-arrived' } & Numbered)
  | { readonly type: 'noticed'; readonly notice: Notice }
  | { readonly type: 'notice-dismissed'; readonly id: string }
  | { readonly type: 'cursor-moved'; readonly at: Millis | null }
  | ({ readonly type: 'past-arrived'; readonly key: string } & PastHeld)
  | { readonly type: 'past-forgotten' };
