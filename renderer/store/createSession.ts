import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Host } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { Clock } from '../host/clock.ts';
import type { HostKind } from '../host/connect.ts';
import { followTopics } from './followTopics.ts';
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
  close(): void;
}

export function createSession({ host, kind, clock }: Pick<Session, 'host' | 'kind' | 'clock'>): Session {
  const store = createStore<State>(() => initialState);
  const tell = (event: StoreEvent): void => store.setState((state) => reduce(state, event));
  const following = followTopics({ host, clock, state: store.getState, tell });
  const offSnapshots = host.on('snapshots', (payload) => {
    tell({ type: 'snapshots-arrived', ...payload });
    following.check();
  });
  const offEngine = host.on('engine', (payload) => {
    tell({ type: 'engine-told', ...payload });
    following.restart();
  });
  return {
    host,
    kind,
    clock,
    store,
    tell,
    follow: (topic) => following.follow(topic),
    close() {
      offSnapshots();
      offEngine();
      following.close();
    },
  };
}
