import type { Handlers } from '#shared/contract/dispatch.ts';
import { BadRequest } from '#shared/contract/dispatch.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { refKey } from '#shared/model/application.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { listProfiles } from '../clients/aws/listProfiles.ts';
import type { History } from '../history/history.ts';
import type { EngineOptions } from './createEngine.ts';
import { probe } from './createWatcher.ts';
import type { CurrentSettings } from './currentSettings.ts';
import type { AlarmBoard } from './alarms/alarmBoard.ts';
import { alarmHandlers } from './alarms/alarmHandlers.ts';
import type { AlarmParts } from './alarms/alarmParts.ts';
import type { AlarmWrites } from './alarms/alarmWrites.ts';
import type { NoticeBoard } from './notices/noticeBoard.ts';
import type { Governor } from './governor/governor.ts';
import type { CaptureLibrary } from './insight/captureLibrary.ts';
import type { SnapshotStore } from './snapshotStore.ts';
import { keptCheckpoints } from './telemetry/keptCheckpoints.ts';
import { markers, past } from './telemetry/past.ts';
import { readSeries } from './telemetry/readSeries.ts';
import type { Recorder } from './telemetry/recorder.ts';
import { searchKept } from './telemetry/searchKept.ts';
import type { Viewers } from './viewers.ts';
import type { Watched } from './watched.ts';
import { connectionOf } from './watched.ts';
import type { LogService, SimulatorControl, Watcher } from './watcher.ts';

/** What the calls of the contract work with. */
export interface HandlerParts {
  readonly options: Pick<EngineOptions, 'version' | 'host'>;
  readonly settings: CurrentSettings;
  readonly change: (edit: Promise<void>) => Promise<Settings>;
  readonly audience: Viewers;
  readonly store: SnapshotStore;
  readonly watched: ReadonlyMap<string, Watched>;
  readonly history: History;
  readonly recorder: Recorder;
  readonly governor: Governor;
  readonly captures: CaptureLibrary;
  readonly alarms: { readonly parts: AlarmParts; readonly board: AlarmBoard; readonly writes: AlarmWrites };
  readonly notices: NoticeBoard;
  readonly closed: AbortSignal;
}

/** One function for each call of the contract. */
export function createHandlers({
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
  alarms,
  notices,
  closed,
}: HandlerParts): Handlers {
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
    'connections.remove': async ({ id }) => {
      const left = await change(settings.removeConnection(id));
      // Nobody could look at it any more, and nothing would ever make it too old.
      history.clear(id);
      alarms.writes.forget(id);
      return left;
    },
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
    'checkpoints.read': (question) => keptCheckpoints(history, question),
    'taskManagers.log': (question) => on(question.ref.connection, (watcher) => watcher.insight.log(question)),
    'threads.dump': (question) => on(question.ref.connection, (watcher) => watcher.insight.threads(question)),
    'captures.save': (question) => captures.save(question),
    'captures.read': (question) => captures.read(question),
    'captures.change': (question) => captures.change(question),
    'captures.remove': (question) => captures.remove(question),
    ...alarmHandlers(alarms.parts, alarms.board, alarms.writes),
    'notices.read': (question) => notices.read(question),
    'notices.mute': async ({ ref, mute }) => {
      await change(
        settings.changeMuted((before) => [
          ...before.filter((each) => refKey(each.ref) !== refKey(ref)),
          ...(mute === null ? [] : [{ ref, until: mute.until }]),
        ]),
      );
      return ok({});
    },
    'notices.trial': () => ok({}),
    past: ({ topic, at }) => {
      const id = connectionOf(topic);
      const connection = settings.get().connections.find((each) => each.id === id);
      if (connection === undefined) throw new BadRequest('past: the topic is of no connection that there is');
      return past(history, connection, topic, at);
    },
    'history.clear': ({ connection }) => {
      history.clear(connection);
      governor.forgetHours(connection);
      captures.forget(connection);
      alarms.board.forget(connection);
      alarms.writes.forget(connection);
      notices.forget(connection);
      for (const each of connection === null ? watched.keys() : [connection]) recorder.forget(each);
      return ok({});
    },
  };
}

const PROBE_PATIENCE = 20_000;
const READ_PATIENCE = 60_000;

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
