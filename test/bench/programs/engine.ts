import { join } from 'node:path';
import process from 'node:process';
import { createEngine } from '#electron/engine/createEngine.ts';
import { dispatch } from '#shared/contract/dispatch.ts';

/**
 * An engine as the desktop runs it, with its history on disk, that watches a simulator and is looked at. Prints a line of JSON each second:
 * processor time and memory so far. Ends, with everything written, when standard input closes. Arguments: control address, folder, speed.
 */
const [address = '', folder = '', speed = '1'] = process.argv.slice(2);
const MIB = 1_048_576;
const id = 'simulator';
const engine = await createEngine({
  host: 'browser',
  version: 'bench',
  settingsFile: join(folder, 'settings.json'),
  history: 'write',
  override: { kind: 'simulator', id, name: 'Simulator', scenario: 'demo', seed: 1, speed: Number(speed), address },
  log: (line) => process.stderr.write(`${line}\n`),
});
const began = process.cpuUsage();
let sent = 0;
engine.attach('bench', () => void (sent += 1));
await dispatch(engine.handlers, 'watch', { topics: [{ kind: 'fleet', connection: id }] }, { viewer: 'bench' });

const beat = setInterval(() => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage(began);
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const line = { processor: (user + system) / 1000, resident: rss / MIB, heap: (heapUsed + arrayBuffers) / MIB, sent };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}, 1000);
process.stdin.resume().once('end', () => {
  clearInterval(beat);
  void engine.close();
});
