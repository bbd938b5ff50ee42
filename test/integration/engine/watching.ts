import type { Clock } from '#electron/clock.ts';
import { createEngine } from '#electron/engine/createEngine.ts';
import { dispatch } from '#shared/contract/dispatch.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Topic, TopicKind, TopicSnapshot, TopicValue } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING } from '#shared/model/snapshot.ts';

type TopicOf<K extends TopicKind> = Extract<Topic, { kind: K }>;

export interface Watching {
  /** Replaces what is followed; `connections` always is. */
  follow(...topics: Topic[]): Promise<void>;
  now<K extends TopicKind>(topic: TopicOf<K>): Snapshot<TopicValue<K>>;
  /** Resolves with the first snapshot of a followed topic that is as wanted. */
  when<K extends TopicKind>(
    topic: TopicOf<K>,
    wanted: (snapshot: Snapshot<TopicValue<K>>) => boolean,
  ): Promise<Snapshot<TopicValue<K>>>;
  /** Resolves with the value once it is live and as wanted. */
  live<K extends TopicKind>(topic: TopicOf<K>, wanted?: (value: TopicValue<K>) => boolean): Promise<TopicValue<K>>;
  connection(wanted: (view: ConnectionView) => boolean): Promise<ConnectionView>;
  call(name: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** An engine that watches one connection, and a viewer of it; what it keeps is beside the settings file, if one is named. */
export async function watching(connection: Connection, clock: Clock, settingsFile: string | null = null): Promise<Watching> {
  const snapshots = new Map<string, Snapshot<unknown>>();
  const waiting = new Set<() => void>();
  const engine = await createEngine({
    host: 'cli',
    version: '0',
    settingsFile,
    history: settingsFile === null ? 'memory' : 'write',
    override: connection,
    log: () => undefined,
    clock,
  });
  const take = (entries: readonly TopicSnapshot[]) => {
    for (const { key, snapshot } of entries) snapshots.set(key, snapshot);
    for (const look of waiting) look();
  };
  const caller = { viewer: 'test' };
  const detach = engine.attach('test', (name, payload) => {
    if (name === 'snapshots' && 'snapshots' in payload) take(payload.snapshots);
  });
  const call = (name: string, input: unknown) => dispatch(engine.handlers, name, input, caller);

  const self: Watching = {
    async follow(...topics) {
      const answer = (await call('watch', { topics: [{ kind: 'connections' }, ...topics] })) as Output<'watch'>;
      take(answer.snapshots);
    },
    now: (topic) => (snapshots.get(topicKey(topic)) ?? WAITING) as never,
    when: (topic, wanted) =>
      new Promise((resolve) => {
        const look = () => {
          const snapshot = self.now(topic);
          if (!wanted(snapshot)) return;
          waiting.delete(look);
          resolve(snapshot);
        };
        waiting.add(look);
        look();
      }),
    async live(topic, wanted = () => true) {
      const snapshot = await self.when(topic, (each) => each.state === 'live' && wanted(each.value));
      if (snapshot.state !== 'live') throw new Error('not live');
      return snapshot.value;
    },
    async connection(wanted) {
      const find = (views: readonly ConnectionView[]) => views.find((view) => view.connection.id === connection.id);
      const views = await self.live({ kind: 'connections' }, (each) => {
        const view = find(each);
        return view !== undefined && wanted(view);
      });
      const view = find(views);
      if (view === undefined) throw new Error('not there');
      return view;
    },
    call,
    async close() {
      detach();
      await engine.close();
    },
  };
  await self.follow();
  return self;
}
