import type { Connection } from '#shared/model/connection.ts';
import type { TestSimulator, TestSimulatorOptions } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { Cuttable } from './cuttable.ts';
import { cuttable } from './cuttable.ts';
import { hurriedClock } from './hurriedClock.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

type SimulatorConnection = Extract<Connection, { kind: 'simulator' }>;

/** A connection to a simulator inside the app. */
export const embedded: SimulatorConnection = {
  kind: 'simulator',
  id: 'simulator',
  name: 'Simulator',
  scenario: 'healthy',
  seed: 7,
  speed: 1,
  address: null,
};
export const connectionTo = (address: string): SimulatorConnection => ({ ...embedded, address });

export interface Scene {
  readonly simulator: TestSimulator;
  readonly line: Cuttable;
  readonly engine: Watching;
  close(): Promise<void>;
}

/** A simulator whose time stands until the test advances it, watched over a line that can be cut; pauses are 20 times shorter. */
export async function simulatorScene(options: TestSimulatorOptions = {}): Promise<Scene> {
  const simulator = await startTestSimulator(options);
  const { now } = await simulator.setClock({ paused: true });
  const line = await cuttable(simulator.addresses.aws);
  const engine = await watching(connectionTo(line.through(simulator.addresses.control)), hurriedClock(20, now));
  return {
    simulator,
    line,
    engine,
    async close() {
      await engine.close();
      await line.close();
      await simulator.close();
    },
  };
}
