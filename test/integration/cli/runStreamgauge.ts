import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const program = join(import.meta.dirname, '..', '..', '..', 'electron', 'cli', 'main.ts');

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly complaints: string;
}

export interface Streamgauge {
  /** Where its settings are, and nobody else's. */
  readonly folder: string;
  /** Runs the command as a user does; resolves when it has ended by itself. */
  run(...argv: string[]): Promise<Run>;
  /** Runs it until it has printed what is waited for, and then asks it to end. */
  runUntil(printed: RegExp, ...argv: string[]): Promise<Run>;
  close(): Promise<void>;
}

/** The command, with settings of its own. */
export async function createStreamgauge(): Promise<Streamgauge> {
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  const start = (argv: readonly string[], enough: RegExp | null): Promise<Run> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...argv], {
        env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, APPDATA: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      let complaints = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString('utf8');
        if (enough?.test(out) === true) child.kill('SIGTERM');
      });
      child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, complaints }));
    });
  return {
    folder,
    run: (...argv) => start(argv, null),
    runUntil: (printed, ...argv) => start(argv, printed),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
