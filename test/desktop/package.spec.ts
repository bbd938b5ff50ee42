import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { expect, test } from './desktop.ts';
import { enginePid, lives, root, rootSwitches } from './environment.ts';
import { lookAround } from './onCall.ts';

const unpacked = join(root, 'dist', process.platform === 'linux' ? 'linux-unpacked' : 'unpacked');
const binary = join(unpacked, 'streamgauge');

test.describe('the unpacked package', () => {
  test.skip(process.platform !== 'linux', 'only the Linux package is opened by a test');
  test.describe.configure({ mode: 'serial' });

  test('is made without a download', () => {
    test.setTimeout(180_000);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'package.mjs'), '--dir'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).not.toContain('downloading');
  });

  test('shows the fleet, and the application that is sick', async ({ folder }) => {
    // Its fuses keep debuggers of Node out, so the test comes in as Chromium's own tools do.
    const main = spawn(binary, [...rootSwitches, `--user-data-dir=${folder}`, '--remote-debugging-port=0']);
    try {
      const tools = await devToolsOf(main);
      await expect.poll(() => pagesOf(tools)).toEqual([expect.stringMatching(/^app:\/\/streamgauge\//)]);
      // Electron knows no contexts of a browser.
      const browser = await chromium.connectOverCDP(tools, { noDefaults: true });
      const [page] = browser.contexts().flatMap((context) => context.pages());
      if (page === undefined) throw new Error('The package opened no window.');
      await lookAround(page);
      expect(await page.evaluate(() => ['require', 'process'].filter((name) => name in globalThis))).toEqual([]);

      const engine = enginePid(main.pid ?? 0) ?? 0;
      const ended = new Promise((resolve) => {
        main.once('exit', resolve);
      });
      main.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(lives(engine)).toBe(false);
    } finally {
      main.kill('SIGKILL');
    }
  });

  test('cannot be made a plain Node, nor given code by the environment', () => {
    const run = (env: NodeJS.ProcessEnv, args: readonly string[]) =>
      spawnSync(binary, [...rootSwitches, ...args], { encoding: 'utf8', timeout: 20_000, env: { ...process.env, ...env } });
    const asNode = run({ ELECTRON_RUN_AS_NODE: '1' }, ['-p', "'I am' + ' Node'"]);
    expect(asNode.stdout).not.toContain('I am Node');
    expect(asNode.status).toBe(2);

    const injected = run({ NODE_OPTIONS: `--require=${join(root, 'missing.cjs')}` }, ['--bananas']);
    expect(injected.stderr).toContain('--bananas: not an argument of this command.');
    const inspected = run({}, ['--inspect=0', '--bananas']);
    expect(inspected.stderr).not.toContain('Debugger listening');
  });

  test('holds nothing but what was built', () => {
    const listed = spawnSync(join(root, 'node_modules', '.bin', 'asar'), ['list', join(unpacked, 'resources', 'app.asar')], {
      encoding: 'utf8',
    });
    const files = listed.stdout.split('\n').filter((line) => line !== '');
    expect(files).toContain('/out/main/main.cjs');
    expect(files.filter((file) => !/^\/(out|build|package\.json)(\/|$)/.test(file))).toEqual([]);
  });
});

/** The address at which Chromium's tools are answered; said on standard error, which is read to its end. */
function devToolsOf(main: ChildProcessWithoutNullStreams): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    main.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, address] = /^DevTools listening on (ws:\S+)/m.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    main.once('exit', () => reject(new Error(`The package ended:\n${said}`)));
  });
}

/** The addresses of the open pages. */
async function pagesOf(tools: string): Promise<readonly string[]> {
  const listed = (await (await fetch(`http://${new URL(tools).host}/json`)).json()) as { type: string; url: string }[];
  return listed.filter(({ type }) => type === 'page').map(({ url }) => url);
}
