import type { Output } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import type { ClockChange, FaultChange, NetworkChange, ScenarioStart } from '#shared/simulation/control.ts';
import type { Clock } from '../clock.ts';
import type { SnapshotStore } from './snapshotStore.ts';

/** What a watcher says of its connection; the engine adds which connection it is. */
export type ConnectionState = Omit<ConnectionView, 'connection' | 'watched'>;

export interface LogSearch {
  readonly ref: ApplicationRef;
  readonly pattern: string;
  readonly minutes: number;
  readonly limit: number;
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
  searchLogs(search: LogSearch): Promise<Output<'logs.search'>>;
  close(): Promise<void>;
}

export interface WatcherContext {
  readonly clock: Clock;
  readonly store: SnapshotStore;
  readonly log: (line: string) => void;
  /** The connection's state is different from before. */
  readonly stateChanged: () => void;
}

export type CreateWatcher<K extends Connection['kind']> = (
  connection: Extract<Connection, { kind: K }>,
  context: WatcherContext,
) => Watcher;
