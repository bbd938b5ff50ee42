import type { Input, Output } from '#shared/contract/contract.ts';
import type { Telemetry } from '#shared/contract/settings.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import type { ClockChange, FaultChange, NetworkChange, ScenarioStart } from '#shared/simulation/control.ts';
import type { Clock } from '../clock.ts';
import type { CollectorView } from '#shared/model/collector.ts';
import type { Millis } from '#shared/units/units.ts';
import type { History } from '../history/history.ts';
import type { Governor } from './governor/governor.ts';
import type { InsightService } from './insight/insightService.ts';
import type { AlarmAccess } from './alarms/alarmAccess.ts';
import type { SnapshotStore } from './snapshotStore.ts';
import type { SeriesService } from './telemetry/readSeries.ts';
import type { Recorder } from './telemetry/recorder.ts';

/** What a watcher says of its connection; the engine adds which connection it is. */
export type ConnectionState = Omit<ConnectionView, 'connection' | 'watched'>;

export type LogSearch = Omit<Input<'logs.search'>, 'source'>;
export type InsightsQuestion = Input<'logs.insights'>;

/** CloudWatch Logs of a connection's applications. */
export interface LogService {
  search(search: LogSearch): Promise<Output<'logs.search'>>;
  /** Starts a query; its topic `insights` tells how it goes. */
  insights(question: InsightsQuestion): Promise<Output<'logs.insights'>>;
  stopInsights(id: string): Promise<Output<'logs.insightsStop'>>;
}

/** What can be asked of a simulator, and told to it. */
export interface SimulatorControl {
  setClock(change: ClockChange): Promise<Output<'simulator.clock'>>;
  scenarios(): Promise<Output<'simulator.scenarios'>>;
  truth(): Promise<Output<'simulator.truth'>>;
  start(wanted: ScenarioStart): Promise<Output<'simulator.start'>>;
  setFault(change: FaultChange): Promise<Output<'simulator.fault'>>;
  setNetworkFault(change: NetworkChange): Promise<Output<'simulator.network'>>;
}

/** Watches one connection: polls its source and reports into the snapshot store, until closed. */
export interface Watcher {
  state(): ConnectionState;
  /** The topics of this connection that somebody follows now. */
  attend(topics: readonly Topic[]): void;
  /** Null: what is watched is real. */
  readonly simulator: SimulatorControl | null;
  /** Null: the source has no logs that can be searched, as a plain cluster. */
  readonly logs: LogService | null;
  /** Null: the source keeps no series of its own. Which of several regions is asked follows from the application. */
  readonly series: ((ref: ApplicationRef) => SeriesService) | null;
  /** Logs and threads of a job's processes. */
  readonly insight: InsightService;
  /** Null: the source has no alarms, as a plain cluster. */
  readonly alarms: AlarmAccess | null;
  /** The connection's time. */
  now(): Millis;
  collectors(): readonly CollectorView[];
  /** The code of the MFA device that `state().prompt` asks for. */
  answer(code: string): Promise<Output<'connections.answer'>>;
  close(): Promise<void>;
}

export interface WatcherContext {
  readonly clock: Clock;
  readonly store: SnapshotStore;
  readonly log: (line: string) => void;
  /** The connection's state, or that of one of its collectors, is different from before. */
  readonly stateChanged: () => void;
  readonly history: History;
  readonly recorder: Recorder;
  readonly governor: Governor;
  /** What is kept and what it may cost, as set now. */
  readonly telemetry: () => Telemetry;
}

export type CreateWatcher<K extends Connection['kind']> = (
  connection: Extract<Connection, { kind: K }>,
  context: WatcherContext,
) => Watcher;
