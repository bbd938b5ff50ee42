import type { Topic, TopicKind, TopicValue } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import { linkError } from './linkError.ts';
import { hasPast } from './pastTopics.ts';
import type { Link, State } from './state.ts';

export type TopicOf<K extends TopicKind> = Extract<Topic, { kind: K }>;

/**
 * What is known of a topic: now, or at the cursor, where history knows it. The same state gives the same object. While the cursor's
 * moment is being read, what was shown before stays. While the engine is lost, values of now are stale: shown, and marked as old.
 */
export const selectTopic =
  <K extends TopicKind>(topic: TopicOf<K>) =>
  (state: State): Snapshot<TopicValue<K>> =>
    (state.cursor === null || !hasPast(topic)
      ? undefined
      : (state.past[topicKey(topic)]?.snapshot as Snapshot<TopicValue<K>> | undefined)) ?? selectLive(topic)(state);

const selectLive =
  <K extends TopicKind>(topic: TopicOf<K>) =>
  (state: State): Snapshot<TopicValue<K>> =>
    whileLinked(state.held[topicKey(topic)]?.entry.snapshot ?? WAITING, state.link.state) as Snapshot<TopicValue<K>>;

const lost = new WeakMap<object, Partial<Record<Link['state'], Snapshot<unknown>>>>();

function whileLinked(snapshot: Snapshot<unknown>, link: Link['state']): Snapshot<unknown> {
  const error = linkError(link);
  if (error === null || snapshot.state === 'stale' || snapshot.state === 'failed') return snapshot;
  if (snapshot.state === 'waiting' && link === 'restarting') return snapshot;
  const known = lost.get(snapshot) ?? {};
  const made = (known[link] ??= snapshot.state === 'live' ? { ...snapshot, state: 'stale', error } : { state: 'failed', error });
  lost.set(snapshot, known);
  return made;
}
