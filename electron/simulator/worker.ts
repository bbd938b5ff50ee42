import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { findScenario } from '#shared/simulation/scenarios.ts';
import { systemClock } from '../clock.ts';
import type { WorkerData, WorkerMessage } from './embedSimulator.ts';
import { startSimulator } from './startSimulator.ts';

/** The thread of an embedded simulator: any free port, a key and a control secret of its own; ends when its parent says a word. */
async function main({ scenario: id, ...options }: WorkerData): Promise<void> {
  const say = (message: WorkerMessage): void => parentPort?.postMessage(message, []);
  const scenario = findScenario(id);
  if (scenario === undefined) return say({ kind: 'refused', reason: `There is no scenario ${id}.` });
  const simulator = await startSimulator({
    ...options,
    scenario,
    port: 0,
    credentials: {
      accessKeyId: `AKIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    },
    clock: systemClock,
    log: (line) => process.stderr.write(`simulator: ${line}\n`),
  });
  parentPort?.once('message', () => {
    void simulator.close().then(() => parentPort?.close());
  });
  say({ kind: 'ready', control: simulator.addresses.control });
}

await main(workerData as WorkerData);
