import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Host } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../host/clock.ts';
import type { HostKind } from '../host/connect.ts';
import { countFollowers } from './countFollowers.ts';
import { followPast } from './followPast.ts';
import { followTopics } from './followTopics.ts';
import { restsInPast } from './pastTopics.ts';
import { reduce } from './reduce.ts';
import { initialState } from './state.ts';
import type { State, StoreEvent } from './state.ts';

/** One page's conversation with its host: what it knows, and how it follows more. */
export interface Session {
  readonly host: Host;
  readonly kind: HostKind;
  readonly clock: Clock;
  readonly store: Pick<StoreApi<State>, 'getState' | 'subscribe' | 'getInitialState'>;
  tell(event: StoreEvent): void;
  /** Follows a topic until the returned function is called; counted, so that two followers are one. */
  follow(topic: Topic): () => void;
  /** What is shown now. */
  followed(): readonly Topic[];
  /** Moves every view to a moment; null: to now. */
  moveCursor(at: Millis | null): void;
  close(): void;
}

interface Options extends Pick<Session, 'host' | 'kind' | 'clock'> {
  /** The moment to begin with; null, or none: now. */
  readonly at?: Millis | null;
}

export function createSession({ host, kind, clock, at = null }: Options): Session {
  const store = createStore<State>(() => ({ ...initialState, cursor: at }));
  const tell = (event: StoreEvent): void => store.setState((state) => reduce(state, event));
  const followers = countFollowers(() => {
    following.changed();
    past.check();
  });
  const shared = { host, clock, topics: () => followers.topics(), state: store.getState, tell };
  const isLive = (): boolean => store.getState().cursor === null;
  const following = followTopics({
    ...shared,
    topics: () => followers.topics().filter((topic) => isLive() || !restsInPast(topic)),
  });
  const past = followPast(shared);
  const offSnapshots = host.on('snapshots', (payload) => {
    tell({ type: 'snapshots-arrived', ...payload });
    following.check();
  });
  const offEngine = host.on('engine', (payload) => {
    tell({ type: 'engine-told', ...payload });
    following.restart();
    if (payload.state === 'up') past.restart();
  });
  return {
    host,
    kind,
    clock,
    store,
    tell,
    follow: (topic) => followers.follow(topic),
    followed: () => followers.topics(),
    moveCursor(moment) {
      const wasLive = isLive();
      tell({ type: 'cursor-moved', at: moment });
      if (isLive() !== wasLive && followers.topics().some(restsInPast)) following.changed();
      past.check();
    },
    close() {
      offSnapshots();
      offEngine();
      following.close();
      past.close();
    },
  };
}
