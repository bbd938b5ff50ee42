import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const electron = join(import.meta.dirname, '..', '..', '..', 'electron');

it.each([
  ['web', ['--port N', '--connection NAME', '--settings FILE']],
  ['simulator', ['--port N', '--scenario NAME', '--seed N', '--speed N', '--history HOURS', '--token TEXT', 'data-skew']],
])('npm run %s explains its arguments on standard output, and serves nothing', { timeout: 60_000 }, async (program, said) => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(electron, program, 'main.ts'), '--help']);
  for (const text of said) expect(stdout).toContain(text);
  expect(stderr).toBe('');
});
