import type { Output } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
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

/** Watches one connection: polls its source and reports into the snapshot store, until closed. */
export interface Watcher {
  state(): ConnectionState;
  /** The topics of this connection that somebody follows now. */
  attend(topics: readonly Topic[]): void;
  setClock(change: {
    readonly speed?: number | undefined;
    readonly paused?: boolean | undefined;
  }): Promise<Output<'simulator.clock'>>;
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
