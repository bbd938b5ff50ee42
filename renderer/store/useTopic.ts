import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { TopicKind, TopicValue } from '#shared/contract/topics.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { State } from './state.ts';
import { useSelect, useSession } from './SessionContext.ts';
import { selectTopic } from './selectTopic.ts';
import type { TopicOf } from './selectTopic.ts';

/** A topic's snapshot; the topic is followed (and polled at its native rate) while the component is on screen. */
export function useTopic<K extends TopicKind>(topic: TopicOf<K>): Snapshot<TopicValue<K>> {
  const session = useSession();
  const same = useSame(topic);
  useEffect(() => session.follow(same), [session, same]);
  return useSelect(useMemo(() => selectTopic<K>(same), [same]));
}

/** The snapshots of several topics, in their order. */
export function useTopics<K extends TopicKind>(topics: readonly TopicOf<K>[]): readonly Snapshot<TopicValue<K>>[] {
  const session = useSession();
  const same = useSame(topics);
  useEffect(() => {
    const ends = same.map((topic) => session.follow(topic));
    return () => {
      for (const end of ends) end();
    };
  }, [session, same]);
  const select = useMemo(() => {
    const each = same.map((topic) => selectTopic<K>(topic));
    return (state: State) => each.map((snapshotIn) => snapshotIn(state));
  }, [same]);
  return useSelect(useShallow(select));
}

/** Topics are written in place, anew at each render: equal ones become the same object. */
function useSame<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}
