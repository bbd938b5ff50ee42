import process from 'node:process';
import { findScenario, scenarios } from '#shared/simulation/scenarios.ts';
import { LARGEST_SEED, LONGEST_HISTORY, MOST_APPLICATIONS } from '#shared/simulation/control.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { parseArguments, portRefusal, thereIsNo } from '../arguments.ts';
import { systemClock } from '../clock.ts';
import { refuse, stopSignal } from '../program.ts';
import { startSimulator } from './startSimulator.ts';
import { usage } from './usage.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run simulator`: one JSON line of addresses on standard output when ready; everything else goes to standard error. */
async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  const flags = parseArguments(
    {
      port: { kind: 'integer', min: 0, max: 65_535 },
      seed: { kind: 'integer', min: 0, max: LARGEST_SEED },
      scenario: { kind: 'text' },
      speed: { kind: 'number', min: 1, max: 1000 },
      history: { kind: 'number', min: 0, max: LONGEST_HISTORY / HOUR },
      applications: { kind: 'integer', min: 1, max: MOST_APPLICATIONS },
      token: { kind: 'text' },
    },
    argv,
  );
  if (!flags.ok) return refuse(flags.error);
  const { port = 0, seed = 1, scenario: id = 'demo', speed = 1, history, applications, token } = flags.value;
  const scenario = findScenario(id);
  if (scenario === undefined) {
    const ids = scenarios.map((each) => each.id);
    return refuse(thereIsNo('scenario', id, ids));
  }
  if (token !== undefined && !/^[\w-]{16,128}$/.test(token))
    return refuse('--token: must be 16 to 128 letters, digits, hyphens or underscores.');

  const stopped = stopSignal();
  const impatient = new AbortController();
  void stopped.then(() => impatient.abort());
  try {
    const simulator = await startSimulator({
      scenario,
      seed,
      speed,
      history: history === undefined ? undefined : millis(history * HOUR),
      applications,
      port,
      credentials: null,
      ...(token === undefined ? {} : { token }),
      clock: systemClock,
      signal: impatient.signal,
      log,
    });
    process.stdout.write(`${JSON.stringify(simulator.addresses)}\n`);
    await stopped;
    await simulator.close();
    return 0;
  } catch (thrown) {
    if (impatient.signal.aborted) return 0;
    const refusal = portRefusal(thrown, port);
    if (refusal !== null) return refuse(refusal);
    throw thrown;
  }
}

process.exitCode = await main(process.argv.slice(2));
