import process from 'node:process';
import { refuse, stopSignal } from '../program.ts';
import { alarmsCommand } from './alarmsCommand.ts';
import { appsCommand } from './appsCommand.ts';
import { logsCommand } from './logsCommand.ts';
import { metricsCommand } from './metricsCommand.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

const say = (text: string): void => void process.stdout.write(text);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

const commands: ReadonlyMap<string, (argv: readonly string[], terminal: Terminal) => Promise<ExitCode>> = new Map([
  ['apps', appsCommand],
  ['metrics', metricsCommand],
  ['logs', logsCommand],
  ['alarms', alarmsCommand],
]);

/** `streamgauge`: what the desktop app knows, for terminals and scripts. */
async function main([name, ...argv]: readonly string[]): Promise<ExitCode> {
  if (name === '--help' || name === 'help' || argv.includes('--help')) return (say(usage), 0);
  if (name === '--version') return (say(`${version}\n`), 0);
  if (name === undefined) return refuse('A command is missing: try streamgauge apps, or streamgauge --help.');
  const command = commands.get(name);
  if (command === undefined) return refuse(`${name}: there is no such command; streamgauge --help lists what there is.`);
  const stopped = new AbortController();
  void stopSignal().then(() => stopped.abort());
  return command(argv, { say, complain, stopped: stopped.signal });
}

process.stdout.on('error', () => process.exit(2)); // the reader went away, as `head` does
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  // An exit code of 1 would say that something is wrong with an application.
  process.exitCode = refuse(`streamgauge failed: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
}
