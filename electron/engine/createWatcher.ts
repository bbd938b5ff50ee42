import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { awsWatcher, testAws } from './aws/awsWatcher.ts';
import { flinkWatcher, probeFlink } from './flink/flinkWatcher.ts';
import { probeSimulator, simulatorWatcher } from './simulator/simulatorWatcher.ts';
import type { Watcher, WatcherContext } from './watcher.ts';

/** The watcher that fits the kind of connection; it begins at once. */
export function createWatcher(connection: Connection, context: WatcherContext): Watcher {
  switch (connection.kind) {
    case 'simulator':
      return simulatorWatcher(connection, context);
    case 'aws':
      return awsWatcher(connection, context);
    case 'flink':
      return flinkWatcher(connection, context);
  }
}

/** Asks a connection's source once, and says in a sentence what answered. */
export function probe(connection: Connection, signal: AbortSignal): Promise<Result<string>> {
  switch (connection.kind) {
    case 'simulator':
      return probeSimulator(connection, signal);
    case 'aws':
      return testAws(connection, signal);
    case 'flink':
      return probeFlink(connection, signal);
  }
}
