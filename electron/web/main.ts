import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArguments, portRefusal } from '../arguments.ts';
import { chooseConnection } from '../cli/chooseConnection.ts';
import { connectionArguments } from '../cli/connectionArguments.ts';
import { defaultSettingsFile, readSettings } from '../cli/settingsFile.ts';
import { createEngine } from '../engine/createEngine.ts';
import { refuse, stopSignal } from '../program.ts';
import { useProxies } from '../proxy.ts';
import { startWeb } from './startWeb.ts';
import { usage } from './usage.ts';

const root = join(import.meta.dirname, '..', '..');
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** `npm run web`: prints the one address on standard output when ready; everything else goes to standard error. */
async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  const flags = parseArguments(
    { ...connectionArguments, port: { kind: 'integer', min: 0, max: 65_535 }, settings: { kind: 'text' } },
    argv,
  );
  if (!flags.ok) return refuse(flags.error);
  const { port = 0 } = flags.value;
  const settingsFile = flags.value.settings ?? defaultSettingsFile(process.platform, process.env);
  const override = chooseConnection(flags.value, readSettings(settingsFile).connections);
  if (!override.ok) return refuse(override.error);

  const stopped = stopSignal();
  useProxies(process.env);
  const engine = await createEngine({
    host: 'browser',
    version,
    settingsFile,
    history: 'write',
    ...(override.value === null ? {} : { override: override.value }),
    log,
  });
  try {
    const web = await startWeb({ engine, pages: join(root, 'out', 'renderer'), port, log });
    process.stdout.write(`${web.url}\n`);
    await stopped;
    await web.close();
    return 0;
  } catch (thrown) {
    const refusal = portRefusal(thrown, port);
    if (refusal !== null) return refuse(refusal);
    throw thrown;
  } finally {
    await engine.close();
  }
}

process.exitCode = await main(process.argv.slice(2));
