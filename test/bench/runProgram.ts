import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';

export const root = join(import.meta.dirname, '..', '..');
export const programFile = (name: string): string => join(import.meta.dirname, 'programs', name);

/** Runs one of `programs/` in a fresh process of this Node; what it prints is one JSON value. */
export async function runProgram(name: string, args: readonly string[], flags: readonly string[] = []): Promise<unknown> {
  const child = spawn(process.execPath, [...flags, programFile(name), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}.`);
  return JSON.parse(output) as unknown;
}
