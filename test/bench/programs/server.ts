import process from 'node:process';
import { systemClock } from '#electron/clock.ts';
import { startSimulator } from '#electron/simulator/startSimulator.ts';
import { demo } from '#shared/simulation/scenarios/demo.ts';
import { HOUR, millis } from '#shared/units/units.ts';

/** A simulator of 20 applications that takes requests at any rate. Prints its address; ends when standard input closes. */
const simulator = await startSimulator({
  scenario: demo,
  seed: 1,
  speed: 1,
  applications: 20,
  history: millis(2 * HOUR),
  port: 0,
  credentials: null,
  throttled: false,
  clock: systemClock,
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(simulator.addresses)}\n`);
process.stdin.resume().once('end', () => void simulator.close());
