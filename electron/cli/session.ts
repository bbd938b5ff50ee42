import { dispatch } from '#shared/contract/dispatch.ts';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { CallName } from '#shared/contract/names.ts';
import type { Topic, TopicKind, TopicSnapshot, TopicValue } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../engine/createEngine.ts';

type TopicOf<K extends TopicKind> = Extract<Topic, { kind: K }>;

interface Following<K extends TopicKind> {
  readonly topics: readonly TopicOf<K>[];
  /** Hears each snapshot; true: no more is needed. */
  readonly tell: (snapshots: readonly Snapshot<TopicValue<K>>[]) => boolean;
  /** How long to follow at most, in real time; null: until `signal`. */
  readonly patience: Millis | null;
  readonly signal: AbortSignal;
}

/** A command's conversation with the engine. */
export interface Session {
  call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>>;
  /** Follows topics until enough is known; resolves with what is known then, in the order of the topics. */
  follow<K extends TopicKind>(following: Following<K>): Promise<readonly Snapshot<TopicValue<K>>[]>;
  readonly clock: Clock;
}

export function createSession(engine: Pick<Engine, 'handlers' | 'attach'>, clock: Clock): Session {
  let viewers = 0;
  const ask = async <K extends CallName>(name: K, input: Input<K>, viewer: string): Promise<Output<K>> =>
    (await dispatch(engine.handlers, name, input, { viewer })) as Output<K>;
  return {
    clock,
    call: (name, input) => ask(name, input, 'cli'),
    async follow<K extends TopicKind>({ topics, tell, patience, signal }: Following<K>) {
      viewers += 1;
      const viewer = `cli-${viewers}`;
      const enough = new AbortController();
      const keys = topics.map((topic) => topicKey(topic));
      const known = new Map<string, Snapshot<unknown>>();
      const all = () => keys.map((key) => (known.get(key) ?? WAITING) as Snapshot<TopicValue<K>>);
      const take = (snapshots: readonly TopicSnapshot[]): void => {
        for (const { key, snapshot } of snapshots) known.set(key, snapshot);
        if (!enough.signal.aborted && tell(all())) enough.abort();
      };
      const detach = engine.attach(viewer, (name, payload) => {
        if (name === 'snapshots' && 'snapshots' in payload) take(payload.snapshots);
      });
      try {
        take((await ask('watch', { topics: [...topics] }, viewer)).snapshots);
        const over = AbortSignal.any([enough.signal, signal]);
        if (patience !== null) await clock.sleep(patience, over);
        else if (!over.aborted) await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
      } finally {
        detach();
      }
      return all();
    },
  };
}
