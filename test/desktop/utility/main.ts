import { join } from 'node:path';
import process from 'node:process';
import { app } from 'electron';
import { systemClock } from '#electron/clock.ts';
import { forkUtility } from '#electron/ipc/forkUtility.ts';
import { superviseEngine } from '#electron/ipc/superviseEngine.ts';

/** Main's end of the line as it ships, with a utility process; says on standard output what happens. */
async function main(): Promise<void> {
  const say = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);
  await app.whenReady();
  let restarted: () => void = () => undefined;
  const again = new Promise<void>((resolve) => {
    restarted = resolve;
  });
  let heard: () => void = () => undefined;
  const event = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const engine = superviseEngine({
    launch: () => forkUtility(join(app.getAppPath(), 'engine.cjs')),
    start: { version: '1.2.3', settingsFile: 'none', override: null },
    clock: systemClock,
    log: () => undefined,
    tell: (viewer, name, payload) => {
      say({ viewer, name, payload });
      heard();
    },
    stateChanged: (state) => {
      say(state);
      if (state.generation === 2) restarted();
    },
  });
  engine.attach('1-0');
  const first = await engine.call('1-0', 'host.info', {});
  say(await engine.call('1-0', 'watch', { topics: [] }));
  await event;
  say(await engine.call('1-0', 'watch', { topics: 3 }));
  say(await engine.call('1-0', 'settings.save', { appearance: {} }));

  process.kill(pidIn(first), 'SIGKILL');
  await again;
  const second = await engine.call('1-0', 'host.info', {});
  say({ anew: pidIn(first) !== pidIn(second) });
  await engine.stop();
  say({ stopped: true });
  app.exit(0);
}

/** The engine of this test gives its process id for its platform. */
const pidIn = (answer: Awaited<ReturnType<ReturnType<typeof superviseEngine>['call']>>): number =>
  answer.ok ? Number((answer.value as { platform: string }).platform) : Number.NaN;

void main();
