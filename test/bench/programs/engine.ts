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

/** Collections that only the measurement wants: now and then, for the size of what is alive, and their time is not the engine's. */
const COLLECT_EVERY = 10;
let beats = 0;
let collecting = 0;
let alive = 0;
const collect = (): void => {
  const before = process.cpuUsage();
  globalThis.gc?.();
  const { user, system } = process.cpuUsage(before);
  collecting += user + system;
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  alive = heapUsed + arrayBuffers;
};

const beat = setInterval(() => {
  if (beats % COLLECT_EVERY === 0) collect();
  beats += 1;
  const { user, system } = process.cpuUsage(began);
  const line = {
    processor: (user + system - collecting) / 1000,
    resident: process.memoryUsage.rss() / MIB,
    heap: alive / MIB,
    sent,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}, 1000);
process.stdin.resume().once('end', () => {
  clearInterval(beat);
  void engine.close();
});
