import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { millis } from '#shared/units/units.ts';
import { parseArguments } from '../arguments.ts';
import { systemClock } from '../clock.ts';
import { createEngine } from '../engine/createEngine.ts';
import { refuse } from '../program.ts';
import { useProxies } from '../proxy.ts';
import { askApps, exitCode } from './apps.ts';
import { chooseConnection } from './chooseConnection.ts';
import { connectionArguments } from './connectionArguments.ts';
import { fleetTable } from './fleetTable.ts';
import { defaultSettingsFile, readSettings } from './settingsFile.ts';
import { usage } from './usage.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
  version: string;
};
const say = (text: string): void => void process.stdout.write(text);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** `streamgauge`: what the desktop app knows, for terminals and scripts. */
async function main([command, ...argv]: readonly string[]): Promise<number> {
  if (command === '--help' || command === 'help' || argv.includes('--help')) return (say(usage), 0);
  if (command === '--version') return (say(`${version}\n`), 0);
  if (command === undefined) return refuse('A command is missing: try streamgauge apps, or streamgauge --help.');
  if (command !== 'apps') return refuse(`${command}: there is no such command; streamgauge --help lists what there is.`);

  const flags = parseArguments(
    {
      ...connectionArguments,
      app: { kind: 'text' },
      minutes: { kind: 'number', min: 0, max: 1440 },
      json: { kind: 'switch' },
      settings: { kind: 'text' },
    },
    argv,
  );
  if (!flags.ok) return refuse(flags.error);
  const { app, minutes = 0, json, settings } = flags.value;
  const settingsFile = settings ?? defaultSettingsFile(process.platform, process.env);
  const saved = readSettings(settingsFile);
  const chosen = chooseConnection(flags.value, saved.connections);
  if (!chosen.ok) return refuse(chosen.error);

  useProxies(process.env);
  const override = chosen.value;
  const connections = override === null ? saved.watched : [override.id];
  const engine = await createEngine({
    host: 'cli',
    version,
    settingsFile,
    history: 'read',
    ...(override === null ? {} : { override }),
    // The answer says what could not be found out; the engine's own notes would only repeat it.
    log: () => undefined,
  });
  try {
    const answer = await askApps(engine, { connections, app, minutes, patience: millis(40_000), clock: systemClock });
    if (!answer.ok) return refuse(answer.error);
    const { applications, at, unclear } = answer.value;
    if (json) say(`${JSON.stringify({ applications })}\n`);
    else if (applications.length > 0) say(fleetTable(applications, at));
    if (applications.length === 0 && unclear.length === 0) complain('The connection has no applications.');
    for (const sentence of unclear) complain(sentence);
    return exitCode(answer.value);
  } finally {
    await engine.close();
  }
}

process.stdout.on('error', () => process.exit(2)); // the reader went away, as `head` does
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  // An exit code of 1 would say that something is wrong with an application.
  process.exitCode = refuse(`streamgauge failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
}
