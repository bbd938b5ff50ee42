import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EventPayload } from '#shared/contract/contract.ts';
import type { Handlers } from '#shared/contract/dispatch.ts';
import type { EventName } from '#shared/contract/names.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { History } from '../history/history.ts';
import { openBeside } from '../history/openBeside.ts';
import { openHistory } from '../history/openHistory.ts';
import { openSettings } from '../settings/settingsStore.ts';
import { coalesced } from './coalesce.ts';
import { createHandlers } from './createHandlers.ts';
import { createWatcher } from './createWatcher.ts';
import { alarmBoard } from './alarms/alarmBoard.ts';
import { alarmWrites } from './alarms/alarmWrites.ts';
import { alarmChoices } from './alarms/choices.ts';
import { noticeBoard } from './notices/noticeBoard.ts';
import { currentSettings } from './currentSettings.ts';
import { createGovernor } from './governor/governor.ts';
import { autoCapture } from './insight/autoCapture.ts';
import { captureLibrary } from './insight/captureLibrary.ts';
import { markOld } from './markOld.ts';
import { snapshotStore } from './snapshotStore.ts';
import { tidyRegularly } from './tidyRegularly.ts';
import { viewers } from './viewers.ts';
import type { Watched } from './watched.ts';
import { connectionOf } from './watched.ts';
import { createRecorder } from './telemetry/recorder.ts';
import type { WatcherContext } from './watcher.ts';

export interface EngineOptions {
  readonly host: 'electron' | 'browser' | 'cli';
  readonly version: string;
  /** Null: defaults, and nothing is written. */
  readonly settingsFile: string | null;
  /** Where history is kept; in memory unless told. `write`: beside the settings file, in memory where there is none. `read`: what another Streamgauge keeps there. `beside`: in memory, beginning with what that one has learned. */
  readonly history?: 'write' | 'read' | 'memory' | 'beside';
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

/** Of a simulator nothing is taken over: it begins anew. */
function historyOf({ settingsFile, history = 'memory', log }: EngineOptions, { connections }: Settings): History {
  const file = settingsFile === null || history === 'memory' ? null : historyFileOf(settingsFile);
  return history === 'beside'
    ? openBeside({ file, connections: connections.flatMap(({ id, kind }) => (kind === 'simulator' ? [] : [id])), log })
    : openHistory({ file, mode: history === 'read' ? 'read' : 'write', log });
}

/** Everything behind the contract: keeps the settings, watches the connections, tells the viewers. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? systemClock;
  const saved = await openSettings(options.settingsFile, String(clock.now()));
  const settings = currentSettings(saved, options.override ?? null, () => clock.now());
  const closed = new AbortController();
  const watched = new Map<string, Watched>();
  const closing = new Map<string, Promise<void>>();
  const audience = viewers(clock, () => attend());
  const store = snapshotStore((key, entry) => {
    audience.publish(key, entry);
    findings.see(entry);
    board.see(entry);
    notices.see(entry);
  });
  const history = historyOf(options, settings.get());
  const governor = createGovernor({ clock, telemetry: () => settings.get().telemetry, counts: history.counts });
  const recorder = createRecorder(history, {
    points: (ref, name, points) => board.figuresRecorded(ref, name, points),
    read: (refs, to) => board.figuresRead(refs, to),
    forget: (connection) => {
      board.forget(connection);
      writes.forget(connection);
      notices.forget(connection);
    },
  });
  const nowOf = (id: string): Millis => watched.get(id)?.watcher.now() ?? clock.now();
  const captures = captureLibrary({ history, store, clock, now: nowOf });
  const findings = autoCapture({
    store,
    library: captures,
    take: async (question) => watched.get(question.ref.connection)?.watcher.insight.flame(question) ?? failed(NOT_WATCHED),
    telemetry: () => settings.get().telemetry,
    clock,
    now: nowOf,
    log: options.log,
  });
  const alarmParts = {
    history,
    store,
    watched,
    settings: () => settings.get(),
    choices: alarmChoices({
      get: () => settings.get().alarms,
      change: async (edit) => void (await change(settings.changeAlarms(edit))),
      now: (id) => watched.get(id)?.watcher.now() ?? null,
    }),
    clock,
    now: nowOf,
    slowdown: (connection: string) => governor.slowdown(connection),
    log: options.log,
    closed: closed.signal,
  };
  const board = alarmBoard(alarmParts);
  const writes = alarmWrites(alarmParts, board);
  const notices = noticeBoard(alarmParts);
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

  const markUnseen = markOld(store);
  const attend = (): void => {
    const topics = audience.followed();
    markUnseen(topics, (topic) => watched.get(connectionOf(topic) ?? '')?.watcher ?? null);
    captures.attend(topics);
    board.attend(topics);
    writes.attend(topics);
    for (const [id, { watcher }] of watched) watcher.attend(topics.filter((topic) => connectionOf(topic) === id));
  };

  /** Starts, stops and restarts watchers until what runs is what the settings want. */
  const settle = async (): Promise<void> => {
    const now = settings.get();
    store.put({ kind: 'settings' }, { state: 'live', value: now, at: clock.now() });
    const target = new Map(now.connections.filter(({ id }) => now.watched.includes(id)).map((each) => [each.id, each]));
    for (const [id, { connection, watcher }] of watched) {
      const wanted = target.get(id);
      if (isDeepStrictEqual(wanted, connection)) continue;
      if (wanted !== undefined && isSameSource(wanted, connection)) {
        watched.set(id, { connection: wanted, watcher });
        board.changed(id);
        continue;
      }
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
    handlers: createHandlers({
      options,
      settings,
      change,
      audience,
      store,
      watched,
      history,
      recorder,
      governor,
      captures,
      alarms: { parts: alarmParts, board, writes },
      notices,
      closed: closed.signal,
    }),
    attach: (viewer, send) => audience.attach(viewer, send),
    async close() {
      closed.abort();
      audience.close();
      await settled.catch(() => undefined);
      await Promise.all([...closing.values(), ...[...watched.values()].map(({ watcher }) => watcher.close())]);
      await findings.idle();
      await writes.idle();
      await board.close();
      watched.clear();
      await tidying;
      governor.close();
      history.close();
    },
  };
}

/** Whether it may be written to is asked with every write: what watches it goes on. */
const isSameSource = (a: Connection, b: Connection): boolean => isDeepStrictEqual(readOnly(a), readOnly(b));
const readOnly = (connection: Connection): Connection =>
  connection.kind === 'flink' ? connection : { ...connection, operator: false };

const NOT_WATCHED: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'This connection is not watched any more.',
  remedy: 'Switch it on to go on.',
};

const COLLECTORS_PAUSE = millis(SECOND / 2);

const historyFileOf = (settingsFile: string): string => join(dirname(settingsFile), 'history.sqlite');
