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
import { openSettings } from '../settings/settingsStore.ts';
import { createWatcher, probe } from './createWatcher.ts';
import type { CurrentSettings } from './currentSettings.ts';
import { currentSettings } from './currentSettings.ts';
import type { SnapshotStore } from './snapshotStore.ts';
import { snapshotStore } from './snapshotStore.ts';
import type { Viewers } from './viewers.ts';
import { viewers } from './viewers.ts';
import type { SimulatorControl, Watcher, WatcherContext } from './watcher.ts';

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
  const saved = await openSettings(options.settingsFile, String(clock.now()));
  const settings = currentSettings(saved, options.override ?? null);
  const closed = new AbortController();
  const watched = new Map<string, Watched>();
  const closing = new Map<string, Promise<void>>();
  const audience = viewers(clock, () => attend());
  const store = snapshotStore((key, entry) => audience.publish(key, entry));
  const context: WatcherContext = { clock, store, log: options.log, stateChanged: () => showConnections() };

  const showConnections = (): void => {
    const value = settings.get().connections.map((connection): ConnectionView => {
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
    const now = settings.get();
    store.put({ kind: 'settings' }, { state: 'live', value: now, at: clock.now() });
    const target = new Map(now.connections.filter(({ id }) => now.watched.includes(id)).map((each) => [each.id, each]));
    for (const [id, { connection, watcher }] of watched) {
      if (isDeepStrictEqual(target.get(id), connection)) continue;
      watched.delete(id);
      closing.set(
        id,
        watcher.close().then(() => store.forget(({ topic }) => connectionOf(topic) === id)),
      );
    }
    for (const [id, connection] of target) {
      if (watched.has(id)) continue;
      // What was watched under this id before has ended first; what is only switched off ends on its own time.
      await closing.get(id);
      if (!closed.signal.aborted) watched.set(id, { connection, watcher: createWatcher(connection, context) });
    }
    showConnections();
    attend();
  };

  let settled = settle();
  /** Changes and settles, one change after the other, so that no connection is ever watched twice. */
  const change = async (edit: Promise<void>): Promise<Settings> => {
    await edit;
    settled = settled.catch(() => undefined).then(settle);
    await settled;
    return settings.get();
  };

  await settled;
  return {
    handlers: createHandlers({ options, settings, change, audience, store, watched, closed: closed.signal }),
    attach: (viewer, send) => audience.attach(viewer, send),
    async close() {
      closed.abort();
      audience.close();
      await settled.catch(() => undefined);
      await Promise.all([...closing.values(), ...[...watched.values()].map(({ watcher }) => watcher.close())]);
      watched.clear();
    },
  };
}

interface Watched {
  readonly connection: Connection;
  readonly watcher: Watcher;
}

interface Parts {
  readonly options: EngineOptions;
  readonly settings: CurrentSettings;
  readonly change: (edit: Promise<void>) => Promise<Settings>;
  readonly audience: Viewers;
  readonly store: SnapshotStore;
  readonly watched: ReadonlyMap<string, Watched>;
  readonly closed: AbortSignal;
}

function createHandlers({ options, settings, change, audience, store, watched, closed }: Parts): Handlers {
  const on = async <T>(id: string, ask: (watcher: Watcher) => Promise<Result<T>>): Promise<Result<T>> => {
    const found = watched.get(id);
    return found === undefined ? failed(notWatched(id)) : ask(found.watcher);
  };

  const onSimulator = <T>(id: string, ask: (simulator: SimulatorControl) => Promise<Result<T>>): Promise<Result<T>> =>
    on(id, async ({ simulator }) => (simulator === null ? failed(noSimulator) : ask(simulator)));

  return {
    'host.info': () => ({ version: options.version, host: options.host, platform: process.platform }),
    watch: ({ topics }, { viewer }) => {
      const sequence = audience.watch(viewer, topics);
      if (sequence === null) throw new BadRequest(`watch: the viewer ${viewer} is not attached`);
      return { sequence, snapshots: topics.map((topic) => store.entry(topic)) };
    },
    'settings.save': ({ appearance }) => change(settings.setAppearance(appearance)),
    'connections.save': (connection) => change(settings.saveConnection(connection)),
    'connections.remove': ({ id }) => change(settings.removeConnection(id)),
    'connections.watch': ({ ids }) => change(settings.watch(ids)),
    'connections.test': (connection) => probe(connection, AbortSignal.any([closed, AbortSignal.timeout(PROBE_PATIENCE)])),
    'simulator.clock': ({ connection, ...clockChange }) =>
      onSimulator(connection, (simulator) => simulator.setClock(clockChange)),
    'simulator.scenarios': ({ connection }) => onSimulator(connection, (simulator) => simulator.scenarios()),
    'simulator.truth': ({ connection }) => onSimulator(connection, (simulator) => simulator.truth()),
    'simulator.start': ({ connection, ...wanted }) => onSimulator(connection, (simulator) => simulator.start(wanted)),
    'simulator.fault': ({ connection, change: fault }) => onSimulator(connection, (simulator) => simulator.setFault(fault)),
    'simulator.network': ({ connection, change: fault }) =>
      onSimulator(connection, (simulator) => simulator.setNetworkFault(fault)),
    'logs.search': (search) => on(search.ref.connection, (watcher) => watcher.searchLogs(search)),
  };
}

const PROBE_PATIENCE = 20_000;

const connectionOf = (topic: Topic): string | null =>
  'connection' in topic ? topic.connection : 'ref' in topic ? topic.ref.connection : null;

const noSimulator: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message: 'This connection is to something real: it has no scenario, no faults to switch on and no clock to set.',
  remedy: 'Choose a connection to a simulator.',
};

const notWatched = (id: string): SourceError => ({
  kind: 'not-found',
  source: 'Streamgauge',
  message: `The connection “${id}” is not watched.`,
  remedy: 'Switch it on in the settings.',
});
