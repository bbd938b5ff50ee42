import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './desktop.ts';
import type { Exposed } from './desktop.ts';
import { nothing, root, rootSwitches } from './environment.ts';

const boundsOf = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test('the window opens where it was closed', async ({ open }) => {
  const place = { x: 140, y: 90, width: 1000, height: 700 };
  const first = await open(nothing);
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  await first.app.close();
  const second = await open(nothing);
  expect(await boundsOf(second.app)).toEqual(place);
});

test('a place that no screen has, and a file that nobody can read, do not matter', async ({ open, folder }) => {
  writeFileSync(join(folder, 'window.json'), JSON.stringify({ x: 9000, y: 9000, width: 1000, height: 700, maximised: false }));
  const first = await open(nothing);
  const bounds = await boundsOf(first.app);
  expect(bounds).toMatchObject({ width: 1000, height: 700 });
  expect(bounds?.x).toBeLessThan(1600);
  await first.app.close();

  writeFileSync(join(folder, 'window.json'), '{"x":');
  const second = await open(nothing);
  expect((await boundsOf(second.app))?.width).toBeGreaterThanOrEqual(900);
});

test('a second start brings the window to the front and ends', async ({ electron, open, folder }) => {
  const { app } = await open(nothing);
  await app.evaluate(({ app: main, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.minimize();
    Object.assign(globalThis, { starts: 0 });
    main.on('second-instance', () => {
      (globalThis as unknown as { starts: number }).starts += 1;
    });
  });
  const second = spawnSync(electron, [...rootSwitches, `--user-data-dir=${folder}`, root, ...nothing], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(second.stderr).toContain('Streamgauge is open already; its window comes to the front.');
  expect(second.status).toBe(0);
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { starts: number }).starts)).toBe(1);
  expect(app.windows()).toHaveLength(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())).toBe(false);
});

test('the theme of the settings is the window’s, now and at the next start', async ({ open }) => {
  const dark = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow, nativeTheme }) => [
      nativeTheme.themeSource,
      BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase(),
    ]);
  const first = await open(nothing);
  expect(await dark(first.app)).toEqual(['system', '#ffffff']);
  await first.page.evaluate(() =>
    (globalThis as unknown as Exposed).host.call('settings.save', { appearance: { theme: 'dark', density: 'comfortable' } }),
  );
  await expect.poll(() => dark(first.app)).toEqual(['dark', '#161d26']);
  await first.app.close();
  const second = await open(nothing);
  expect(await dark(second.app)).toEqual(['dark', '#161d26']);
});

test('a crashed page is loaded again, and is answered', async ({ open }) => {
  const { app, page } = await open(nothing);
  await page.evaluate(() => {
    window.marker = 'before';
  });
  const asked = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('There is no window.');
    const loaded = new Promise<void>((resolve) => {
      contents.once('did-finish-load', () => resolve());
    });
    contents.forcefullyCrashRenderer();
    await loaded;
    const ask = "window.host.call('host.info', {}).then(({ host }) => [host, window.marker ?? 'anew'])";
    return contents.executeJavaScript(ask) as Promise<unknown>;
  });
  expect(asked).toEqual(['electron', 'anew']);
});

for (const [words, sentence] of [
  [['--speed', '5000'], '--speed: must be a number from 1 to 1000, not "5000".'],
  [['--connection', 'nowhere'], '--connection: there is no connection "nowhere"; it is one of simulator, aws, flink.'],
  [['--bananas'], '--bananas: not an argument of this command.'],
] as const)
  test(`bad use is one sentence and exit code 2: ${words.join(' ')}`, ({ electron, folder }) => {
    const { status, stderr } = spawnSync(electron, [...rootSwitches, `--user-data-dir=${folder}`, root, ...words], {
      encoding: 'utf8',
      timeout: 30_000,
      env: { ...process.env, ELECTRON_ENABLE_LOGGING: '' },
    });
    expect(stderr.split('\n')).toContain(sentence);
    expect(status).toBe(2);
  });
