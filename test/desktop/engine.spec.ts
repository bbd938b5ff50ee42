import { spawn } from 'node:child_process';
import process from 'node:process';
import type { ElectronApplication, Page } from '@playwright/test';
import type { EventPayload } from '#shared/contract/contract.ts';
import { expect, test } from './desktop.ts';
import type { Exposed } from './desktop.ts';
import { enginePid, lives, nothing, root, rootSwitches } from './environment.ts';

type EngineState = EventPayload<'engine'>;

/** Writes down, in the page, what it hears of the engine. */
async function listen(page: Page): Promise<() => Promise<readonly EngineState[]>> {
  await page.evaluate(() => {
    const heard: EngineState[] = [];
    Object.assign(globalThis, { heard });
    (globalThis as unknown as Exposed).host.on('engine', (state) => heard.push(state));
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: EngineState[] }).heard);
}

/** Answers message boxes in the user's place. */
async function answerBoxes(app: ElectronApplication, button: number): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ dialog }, response) => {
    const boxes: string[] = [];
    Object.assign(globalThis, { boxes });
    // It has two forms, with and without a window; the options come last.
    const answer = (...given: unknown[]) => {
      boxes.push((given.at(-1) as { message: string }).message);
      return Promise.resolve({ response, checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox: answer });
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { boxes: string[] }).boxes);
}

const running = async (pid: number): Promise<number> => {
  await expect.poll(() => enginePid(pid)).toBeDefined();
  return enginePid(pid) ?? 0;
};

test('the engine runs in a process of its own; when it is killed the screen recovers without a reload', async ({ open }) => {
  const { page, pid } = await open();
  const rows = page.getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(12);
  const heard = await listen(page);
  await page.evaluate(() => {
    window.marker = 'the same document';
  });

  const first = await running(pid);
  process.kill(first, 'SIGKILL');
  await expect.poll(heard).toEqual([
    { state: 'restarting', generation: 1 },
    { state: 'up', generation: 2 },
  ]);
  expect(await running(pid)).not.toBe(first);

  // What was on screen stayed, and moves again.
  await expect.poll(() => rows.count()).toBeGreaterThan(12);
  const before = await rows.allInnerTexts();
  await expect.poll(() => rows.allInnerTexts()).not.toEqual(before);
  expect(await page.evaluate(() => window.marker)).toBe('the same document');
});

test('an engine that keeps dying is left alone, and the user starts it again', async ({ open }) => {
  const { app, page, pid } = await open(nothing);
  const boxes = await answerBoxes(app, 1);
  await running(pid);
  const heard = await listen(page);
  let last: number | undefined;
  const gone = async () => (await heard()).at(-1)?.state === 'gone';
  while (!(await gone())) {
    await expect.poll(async () => (await gone()) || (enginePid(pid) ?? last) !== last).toBe(true);
    last = enginePid(pid);
    if (last !== undefined) process.kill(last, 'SIGKILL');
  }
  expect(await boxes()).toEqual(['The engine keeps stopping.']);
  expect(enginePid(pid)).toBeUndefined();
  const refused = () =>
    (globalThis as unknown as Exposed).host.call('host.info', {}).then(
      () => 'answered',
      (thrown: Error) => thrown.message,
    );
  expect(await page.evaluate(refused)).toBe('The engine keeps stopping.');

  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Restart Engine')?.click();
  });
  await expect.poll(async () => (await heard()).at(-1)?.state).toBe('up');
  expect(await page.evaluate(refused)).toBe('answered');
});

test('the engine ends with the app', async ({ open }) => {
  const { app, pid } = await open(nothing);
  const engine = await running(pid);
  await app.close();
  expect(lives(engine)).toBe(false);
});

test('the engine ends when main is killed', async ({ electron, folder }) => {
  const main = spawn(electron, [...rootSwitches, `--user-data-dir=${folder}`, root, ...nothing], { stdio: 'ignore' });
  try {
    const engine = await running(main.pid ?? 0);
    main.kill('SIGKILL');
    await expect.poll(() => lives(engine)).toBe(false);
  } finally {
    main.kill('SIGKILL');
  }
});

test('SIGTERM stops the app and its engine cleanly', async ({ electron, folder }) => {
  const main = spawn(electron, [...rootSwitches, `--user-data-dir=${folder}`, root, ...nothing], { stdio: 'ignore' });
  const code = new Promise<number | null>((resolve) => {
    main.once('exit', resolve);
  });
  const engine = await running(main.pid ?? 0);
  main.kill('SIGTERM');
  expect(await code).toBe(0);
  expect(lives(engine)).toBe(false);
});

test('a page that is loaded anew hears how the engine fares and is heard itself', async ({ open }) => {
  const { page } = await open(nothing);
  const watch = () =>
    (globalThis as unknown as Exposed).host
      .call('watch', { topics: [{ kind: 'settings' }] })
      .then(({ snapshots }) => snapshots[0]?.snapshot.state);
  await expect.poll(() => page.evaluate(watch)).toBe('live');
  await page.reload();
  const heard = await listen(page);
  await expect.poll(() => page.evaluate(watch)).toBe('live');
  expect(await heard()).not.toContainEqual(expect.objectContaining({ state: 'gone' }));
});
