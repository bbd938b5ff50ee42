import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..');

/** A program that runs beside the tests. */
export interface Program {
  /** Resolves with the first line on standard output; rejects with what the program said when it ends before. */
  readonly firstLine: Promise<string>;
  /** The end of what it wrote, for the message of a failed test. */
  said(): string;
  running(): boolean;
  /** Asks it to end, and ends it by its own pid when it doesn't. Resolves with its exit code, null when it was killed. */
  stop(): Promise<number | null>;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const PATIENCE = 10_000;
const running = new Set<ChildProcess>();
// A runner that is stopped itself leaves nothing behind. What has our end of its standard input ends even when the runner is killed.
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export function startProgram({ command, args, env = {} }: Command): Program {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  const ended = once(child, 'exit').then(
    () => void running.delete(child),
    () => void running.delete(child),
  );

  let output = '';
  let tail = '';
  const keep = (text: string) => void (tail = (tail + text).slice(-4000));
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: string) => {
      if (!output.includes('\n')) output += text;
      if (output.includes('\n')) resolve(output.slice(0, output.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}:\n${tail}`)));
    child.once('error', reject);
  });
  firstLine.catch(() => {}); // Not everyone waits for it.

  return {
    firstLine,
    said: () => tail,
    running: () => running.has(child),
    async stop() {
      const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(patience);
      return child.exitCode;
    },
  };
}
