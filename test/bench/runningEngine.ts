import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { z } from '#shared/model/schema.ts';
import { programFile, root } from './runProgram.ts';

/** Milliseconds of processor time since it was ready, MiB after a collection, events sent to its viewer. */
export const Load = z.object({ processor: z.number(), resident: z.number(), heap: z.number(), sent: z.int() });
export type Load = z.infer<typeof Load>;

/** An engine in a process of its own, whose settings and history are in a folder that goes with it. */
export interface RunningEngine {
  readonly folder: string;
  /** The next measurement; one comes each second. */
  next(): Promise<Load>;
  /** Lets it write everything and end. */
  end(): Promise<void>;
  remove(): Promise<void>;
}

export async function runningEngine(control: string, speed: number): Promise<RunningEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'streamgauge-bench-'));
  const flags = ['--expose-gc', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, programFile('engine.ts'), control, folder, String(speed)], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    folder,
    async next() {
      const line = await lines.next();
      if (line.done === true) throw new Error('The engine has ended.');
      return Load.parse(JSON.parse(line.value));
    },
    async end() {
      child.stdin.end();
      await ended;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
