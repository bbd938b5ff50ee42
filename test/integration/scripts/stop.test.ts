import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

it('a SIGTERM to npm itself stops the program that it started', { timeout: 120_000 }, async () => {
  const npm = spawn('npm', ['run', '--silent', 'simulator', '--', '--port', '0', '--history', '0'], { cwd: root });
  const aws = await new Promise<string>((resolve, reject) => {
    npm.stdout.setEncoding('utf8').on('data', (text: string) => {
      const address = /"aws":"([^"]+)"/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    npm.once('close', (code) => reject(new Error(`It ended with ${code}.`)));
  });
  expect(await answers(aws)).toBe(true);
  npm.kill('SIGTERM');
  await vi.waitFor(async () => expect(await answers(aws)).toBe(false), { timeout: 60_000, interval: 200 });
});
