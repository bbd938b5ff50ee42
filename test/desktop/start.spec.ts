import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from './desktop.ts';
import { childrenOf, enginePid, lives, nothing, root } from './environment.ts';

/** `npm start` as its script, with what it has said so far. */
function start(args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs'), ...nothing, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  return { child, said, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

test('npm start opens the window, and stops everything when it is stopped', async ({ folder }) => {
  const { child, said, ended } = start([`--user-data-dir=${folder}`], {});
  try {
    const engineOf = () =>
      childrenOf(child.pid ?? 0)
        .map(enginePid)
        .find((pid) => pid !== undefined);
    await expect.poll(engineOf).toBeDefined();
    const engine = engineOf() ?? 0;
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(lives(engine)).toBe(false);
    expect(said.out).toBe('');
  } finally {
    child.kill('SIGKILL');
  }
});

for (const [title, env, reason] of [
  ['there is no display', { DISPLAY: '', WAYLAND_DISPLAY: '' }, 'there is no display'],
  ['the display does not answer', { DISPLAY: ':4242' }, 'Missing X server or $DISPLAY'],
  ['Electron is not where it should be', { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, 'ELECTRON_OVERRIDE_DIST_PATH has no'],
] as const)
  test(`npm start serves the browser when ${title}`, async () => {
    test.skip(process.platform !== 'linux', 'displays are asked for by name on Linux alone');
    const { child, said, ended } = start([], env);
    try {
      await expect.poll(() => said.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=\S+\n$/);
      expect(said.err).toContain(reason);
      expect(said.err.trim().split('\n')).toHaveLength(1);
      const page = await fetch(said.out.trim(), { redirect: 'manual' });
      expect(page.status).toBe(303);
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      await expect(fetch(said.out.trim())).rejects.toThrow();
    } finally {
      child.kill('SIGKILL');
    }
  });

test('npm start passes on that an argument is wrong', async ({ electron }) => {
  const { said, ended } = start(['--speed', '5000'], { ELECTRON_OVERRIDE_DIST_PATH: join(electron, '..') });
  expect(await ended).toBe(2);
  expect(said.err).toContain('--speed: must be a number from 1 to 1000, not "5000".');
});
