import { dirname, join } from 'node:path';
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
import { failed, ok } from '#shared/model/sourceError.ts';
import { DAY, SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { listProfiles } from '../clients/aws/listProfiles.ts';
import type { History } from '../history/history.ts';
import { openHistory } from '../history/openHistory.ts';
import { openSettings } from '../settings/settingsStore.ts';
import { coalesced } from './coalesce.ts';
import { createWatcher, probe } from './createWatcher.ts';
import type { CurrentSettings } from './currentSettings.ts';
import { currentSettings } from './currentSettings.ts';
import { failureOf } from './failure.ts';
import { createGovernor } from './governor/governor.ts';
import type { SnapshotStore } from './snapshotStore.ts';
import { snapshotStore } from './snapshotStore.ts';
import type { Viewers } from './viewers.ts';
import { viewers } from './viewers.ts';
import { markers, past } from './telemetry/past.ts';
import { readSeries } from './telemetry/readSeries.ts';
import type { Recorder } from './telemetry/recorder.ts';
import { createRecorder } from './telemetry/recorder.ts';
import { searchKept } from './telemetry/searchKept.ts';
import type { LogService, SimulatorControl, Watcher, WatcherContext } from './watcher.ts';

export interface EngineOptions {
  readonly host: 'electron' | 'browser' | 'cli';
  readonly version: string;
  /** Null: defaults, and nothing is written. */
  readonly settingsFile: string | null;
  /** Where history is kept; in memory unless told. `write`: beside the settings file, in memory where there is none. `read`: what another Streamgauge keeps there. */
  readonly history?: 'write' | 'read' | 'memory';
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
  const history = openHistory({
    file:
      options.settingsFile === null || (options.history ?? 'memory') === 'memory' ? null : historyFileOf(options.settingsFile),
    mode: options.history === 'read' ? 'read' : 'write',
    log: options.log,
  });
  const governor = createGovernor({ clock, telemetry: () => settings.get().telemetry, counts: history.counts });
  const recorder = createRecorder(history);
  const context: WatcherContext = {
    clock,
    store,
    log: options.log,
    stateChanged: () => {
      showConnections();
      showCollectorsSoon();
    },
    history,
    recorder,
    governor,
    telemetry: () => settings.get().telemetry,
  };

  const showConnections = (): void => {
    const value = settings.get().connections.map((connection): ConnectionView => {
      const watcher = watched.get(connection.id)?.watcher;
      const off = { state: 'off', error: null, lastGood: null, nextTry: null, clock: null, prompt: null } as const;
      return { connection, watched: watcher !== undefined, ...(watcher?.state() ?? off) };
    });
    if (isDeepStrictEqual(valueOf(store.get({ kind: 'connections' })), value)) return;
    store.put({ kind: 'connections' }, { state: 'live', value, at: clock.now() });
  };

  const showCollectors = (): void => {
    const value = [...watched.values()].flatMap(({ watcher }) => watcher.collectors());
    store.put({ kind: 'collectors' }, { state: 'live', value, at: clock.now() });
  };
  // There can be thousands, each of which tells when it fares otherwise.
  const showCollectorsSoon = coalesced(showCollectors, COLLECTORS_PAUSE, { clock, log: options.log }, closed.signal);
  const showBudget = (): void => store.put({ kind: 'budget' }, { state: 'live', value: [...governor.budget()], at: clock.now() });
  const showHistory = (): void => store.put({ kind: 'history' }, { state: 'live', value: history.status(), at: clock.now() });
  governor.onChange(showBudget);
  history.onChange(showHistory);
  showBudget();
  showHistory();

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
    showCollectors();
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
  const tidying = tidyRegularly({ history, settings, watched, clock, log: options.log }, closed.signal);
  return {
    handlers: createHandlers({ options, settings, change, audience, store, watched, history, recorder, closed: closed.signal }),
    attach: (viewer, send) => audience.attach(viewer, send),
    async close() {
      closed.abort();
      audience.close();
      await settled.catch(() => undefined);
      await Promise.all([...closing.values(), ...[...watched.values()].map(({ watcher }) => watcher.close())]);
      watched.clear();
      await tidying;
      governor.close();
      history.close();
    },
  };
}

interface Tidied {
  readonly history: History;
  readonly settings: CurrentSettings;
  readonly watched: ReadonlyMap<string, Watched>;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Keeps the history within its limits, until closed. */
async function tidyRegularly({ history, settings, watched, clock, log }: Tidied, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(TIDY_PAUSE, signal);
    if (signal.aborted) return;
    const { retentionDays, sizeCapMegabytes } = settings.get().telemetry;
    // Where the time of a simulator is not known yet, nothing is known to be old.
    const told = [...watched].filter(([, { watcher }]) => watcher.state().clock !== null);
    const now = new Map(told.map(([id, { watcher }]) => [id, watcher.now()] as const));
    try {
      history.tidy(now, { retention: millis(retentionDays * DAY), mostBytes: sizeCapMegabytes * 1_000_000 });
    } catch (thrown) {
      log(failureOf(thrown));
    }
  }
}

const COLLECTORS_PAUSE = millis(SECOND / 2);
const TIDY_PAUSE = millis(20 * SECOND);

const historyFileOf = (settingsFile: string): string => join(dirname(settingsFile), 'history.sqlite');

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
  readonly history: History;
  readonly recorder: Recorder;
  readonly closed: AbortSignal;
}

function createHandlers({ options, settings, change, audience, store, watched, history, recorder, closed }: Parts): Handlers {
  const on = async <T>(id: string, ask: (watcher: Watcher) => Promise<Result<T>>): Promise<Result<T>> => {
    const found = watched.get(id);
    return found === undefined ? failed(notWatched(id)) : ask(found.watcher);
  };

  const onSimulator = <T>(id: string, ask: (simulator: SimulatorControl) => Promise<Result<T>>): Promise<Result<T>> =>
    on(id, async ({ simulator }) => (simulator === null ? failed(noSimulator) : ask(simulator)));

  const onLogs = <T>(id: string, ask: (logs: LogService) => Promise<Result<T>>): Promise<Result<T>> =>
    on(id, async ({ logs }) => (logs === null ? failed(noLogs) : ask(logs)));
  const patience = () => AbortSignal.any([closed, AbortSignal.timeout(READ_PATIENCE)]);

  return {
    'host.info': () => ({ version: options.version, host: options.host, platform: process.platform }),
    watch: ({ topics }, { viewer }) => {
      const sequence = audience.watch(viewer, topics);
      if (sequence === null) throw new BadRequest(`watch: the viewer ${viewer} is not attached`);
      return { sequence, snapshots: topics.map((topic) => store.entry(topic)) };
    },
    'settings.save': (changes) => change(settings.save(changes)),
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
    'connections.answer': ({ id, code }) => on(id, (watcher) => watcher.answer(code)),
    'profiles.list': () => listProfiles(),
    'metrics.read': (question) =>
      on(question.ref.connection, (watcher) =>
        readSeries({ history, service: watcher.series?.(question.ref) ?? null, now: watcher.now() }, question, patience()),
      ),
    'markers.read': (question) => markers(history, question),
    'logs.search': ({ source, ...search }) =>
      source === 'history' ? searchKept(history, search) : onLogs(search.ref.connection, (logs) => logs.search(search)),
    'logs.insights': (question) => onLogs(question.ref.connection, (logs) => logs.insights(question)),
    'logs.insightsStop': ({ connection, id }) => onLogs(connection, (logs) => logs.stopInsights(id)),
    past: ({ topic, at }) => {
      const id = connectionOf(topic);
      const connection = settings.get().connections.find((each) => each.id === id);
      if (connection === undefined) throw new BadRequest('past: the topic is of no connection that there is');
      return past(history, connection, topic, at);
    },
    'history.clear': ({ connection }) => {
      history.clear(connection);
      for (const each of connection === null ? watched.keys() : [connection]) recorder.forget(each);
      return ok({});
    },
  };
}

const PROBE_PATIENCE = 20_000;
const READ_PATIENCE = 60_000;

const connectionOf = (topic: Topic): string | null =>
  'connection' in topic ? topic.connection : 'ref' in topic ? topic.ref.connection : null;

const noSimulator: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message: 'This connection is to something real: it has no scenario, no faults to switch on and no clock to set.',
  remedy: 'Choose a connection to a simulator.',
};

const noLogs: SourceError = {
  kind: 'not-found',
  source: 'Flink REST',
  message: 'The logs of a Flink cluster of your own are not in CloudWatch.',
  remedy: 'Open the logs of its task managers.',
};

const notWatched = (id: string): SourceError => ({
  kind: 'not-found',
  source: 'Streamgauge',
  message: `The connection “${id}” is not watched.`,
  remedy: 'Switch it on in the settings.',
});
