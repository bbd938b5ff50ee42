import process from 'node:process';
import { findScenario, scenarios } from '#shared/simulation/scenarios.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { parseArguments } from '../arguments.ts';
import { systemClock } from '../clock.ts';
import { startSimulator } from './startSimulator.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run simulator`: one JSON line of addresses on standard output when ready; everything else goes to standard error. */
async function main(argv: readonly string[]): Promise<number> {
  const flags = parseArguments(
    {
      port: { kind: 'integer', min: 0, max: 65_535 },
      seed: { kind: 'integer', min: 0, max: 4_294_967_295 },
      scenario: { kind: 'text' },
      speed: { kind: 'number', min: 1, max: 1000 },
      history: { kind: 'number', min: 0, max: 168 },
      token: { kind: 'text' },
    },
    argv,
  );
  if (!flags.ok) return refuse(flags.error);
  const { port = 0, seed = 1, scenario: id = 'demo', speed = 1, history = 6, token } = flags.value;
  const scenario = findScenario(id);
  if (scenario === undefined)
    return refuse(`--scenario: there is no ${id}; there are ${scenarios.map((each) => each.id).join(', ')}.`);

  if (token !== undefined && !/^[\w-]{16,128}$/.test(token))
    return refuse('--token: must be 16 to 128 letters, digits, hyphens or underscores.');

  const stopped = stopSignal();
  try {
    const simulator = await startSimulator({
      scenario,
      seed,
      speed,
      history: millis(history * HOUR),
      port,
      credentials: null,
      ...(token === undefined ? {} : { token }),
      clock: systemClock,
      log,
    });
    process.stdout.write(`${JSON.stringify(simulator.addresses)}\n`);
    await stopped;
    await simulator.close();
    return 0;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    if (code === 'EADDRINUSE') return refuse(`--port: ${port} is in use already.`);
    if (code === 'EACCES') return refuse(`--port: ${port} is not for ordinary users.`);
    throw thrown;
  }
}

function refuse(sentence: string): number {
  log(sentence);
  return 2;
}

const stopSignal = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

process.exitCode = await main(process.argv.slice(2));
