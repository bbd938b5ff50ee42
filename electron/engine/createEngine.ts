import { isDeepStrictEqual } from 'node:util';
import type { EventPayload } from '#shared/contract/contract.ts';
import type { Handlers } from '#shared/contract/dispatch.ts';
import { BadRequest } from '#shared/contract/dispatch.ts';
import type { EventName } from '#shared/contract/names.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import { openSettings } from '../settings/settingsStore.ts';
import { createWatcher, probe } from './createWatcher.ts';
import { snapshotStore } from './snapshotStore.ts';
import { viewers } from './viewers.ts';
import type { Watcher, WatcherContext } from './watcher.ts';

export interface EngineOptions {
  readonly host: 'electron' | 'browser' | 'cli';
  readonly version: string;
  /** Null: defaults, and nothing is written. */
  readonly settingsFile: string | null;
  /** Watch this connection only; nothing of it is saved. */
  readonly override?: Connection;
  readonly log: (line: string) => void;
  readonly clock?: Clock;
}

export interface Engine {
  readonly handlers: Handlers;
  /** A viewer must be attached before its `watch`; detaching forgets what it watched. */
  attach(viewer: string, send: (name: EventName, payload: EventPayload<EventName>) => void): () => void;
  close(): Promise<void>;
}

/** Everything behind the contract: keeps the settings, watches the connections, tells the viewers. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? systemClock;
  const settings = await openSettings(options.settingsFile, String(clock.now()));
  const watched = new Map<string, { readonly connection: Connection; readonly watcher: Watcher }>();
  const audience = viewers(clock, () => attend());
  const store = snapshotStore((key, entry) => audience.publish(key, entry));
  const context: WatcherContext = { clock, store, log: options.log, stateChanged: () => showConnections() };

  /** An override is shown as the only watched connection, without being saved. */
  const wanted = (saved: Settings): Settings =>
    options.override === undefined
      ? saved
      : {
          ...saved,
          connections: [options.override, ...saved.connections.filter(({ id }) => id !== options.override?.id)],
          watched: [options.override.id],
        };

  const showConnections = (): void => {
    const { connections } = wanted(settings.current());
    const value = connections.map((connection): ConnectionView => {
      const watcher = watched.get(connection.id)?.watcher;
      const off = { state: 'off', error: null, lastGood: null, nextTry: null, clock: null } as const;
      return { connection, watched: watcher !== undefined, ...(watcher?.state() ?? off) };
    });
    if (isDeepStrictEqual(valueOf(store.get({ kind: 'connections' })), value)) return;
    store.put({ kind: 'connections' }, { state: 'live', value, at: clock.now() });
  };

  const attend = (): void => {
    const topics = audience.followed();
    for (const [id, { watcher }] of watched) watcher.attend(topics.filter((topic) => connectionOf(topic) === id));
  };

  /** Starts, stops and restarts watchers until what runs is what the settings want. */
  const settle = async (): Promise<void> => {
    const now = wanted(settings.current());
    store.put({ kind: 'settings' }, { state: 'live', value: now, at: clock.now() });
    const target = new Map(now.connections.filter(({ id }) => now.watched.includes(id)).map((each) => [each.id, each]));
    const closing: Promise<void>[] = [];
    for (const [id, { connection, watcher }] of watched) {
      if (JSON.stringify(target.get(id)) === JSON.stringify(connection)) continue;
      watched.delete(id);
      closing.push(watcher.close());
      store.forget(({ topic }) => connectionOf(topic) === id);
    }
    await Promise.all(closing);
    for (const [id, connection] of target) {
      if (!watched.has(id)) watched.set(id, { connection, watcher: createWatcher(connection, context) });
    }
    showConnections();
    attend();
  };

  await settle();
  return {
    handlers: createHandlers({ options, settings, audience, store, watched, settle }),
    attach: (viewer, send) => audience.attach(viewer, send),
    async close() {
      audience.close();
      await Promise.all([...watched.values()].map(({ watcher }) => watcher.close()));
      watched.clear();
    },
  };
}

interface Parts {
  readonly options: EngineOptions;
  readonly settings: SettingsStore;
  readonly audience: ReturnType<typeof viewers>;
  readonly store: ReturnType<typeof snapshotStore>;
  readonly watched: ReadonlyMap<string, { readonly connection: Connection; readonly watcher: Watcher }>;
  readonly settle: () => Promise<void>;
}

function createHandlers({ options, settings, audience, store, watched, settle }: Parts): Handlers {
  let settling = Promise.resolve();
  /** Saves and settles, one change after the other, so that no connection is ever watched twice. */
  const change = async (edit: (before: Settings) => Settings): Promise<Settings> => {
    const saved = await settings.change(edit);
    settling = settling.then(settle);
    await settling;
    return saved;
  };
  const on = async <T>(id: string, ask: (watcher: Watcher) => Promise<Result<T>>): Promise<Result<T>> => {
    const found = watched.get(id);
    return found === undefined ? failed(notWatched(id)) : ask(found.watcher);
  };

  return {
    'host.info': () => ({ version: options.version, host: options.host, platform: process.platform }),
    watch: ({ topics }, { viewer }) => {
      const sequence = audience.watch(viewer, topics);
      if (sequence === null) throw new BadRequest(`watch: the viewer ${viewer} is not attached`);
      return { sequence, snapshots: topics.map((topic) => store.entry(topic)) };
    },
    'settings.save': ({ appearance }) => change((before) => ({ ...before, appearance, notices: [] })),
    'connections.save': (connection) => change((before) => withConnection(before, connection)),
    'connections.remove': ({ id }) =>
      change((before) => ({
        ...before,
        connections: before.connections.filter((each) => each.id !== id),
        watched: before.watched.filter((each) => each !== id),
      })),
    'connections.watch': ({ ids }) =>
      change((before) => ({ ...before, watched: before.connections.map(({ id }) => id).filter((id) => ids.includes(id)) })),
    'connections.test': (connection) => probe(connection, AbortSignal.timeout(20_000)),
    'simulator.clock': ({ connection, ...clockChange }) => on(connection, (watcher) => watcher.setClock(clockChange)),
    'logs.search': (search) => on(search.ref.connection, (watcher) => watcher.searchLogs(search)),
  };
}

const connectionOf = (topic: Topic): string | null =>
  topic.kind === 'fleet' ? topic.connection : 'ref' in topic ? topic.ref.connection : null;

function withConnection(before: Settings, connection: Connection): Settings {
  const known = before.connections.some(({ id }) => id === connection.id);
  return {
    ...before,
    connections: known
      ? before.connections.map((each) => (each.id === connection.id ? connection : each))
      : [...before.connections, connection],
  };
}

const notWatched = (id: string): SourceError => ({
  kind: 'not-found',
  source: 'Streamgauge',
  message: `The connection “${id}” is not watched.`,
  remedy: 'Switch it on in the settings.',
});
