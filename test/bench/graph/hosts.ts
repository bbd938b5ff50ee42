import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { z } from '#shared/model/schema.ts';
import { programFile, root } from '../runProgram.ts';

const Started = z.object({ ours: z.string(), peer: z.string(), connection: z.string(), job: z.string() });
const Asked = z.record(z.string(), z.number());

/** A large job, and the two pages that show it, in a process of their own. */
export interface Hosts extends z.infer<typeof Started> {
  /** Requests to the REST interface since the last call, by path. */
  asked(): Promise<Readonly<Record<string, number>>>;
  end(): Promise<void>;
}

export async function startHosts(vertices: number, parallelism: number, version: string): Promise<Hosts> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', programFile('graphHosts.ts'), String(vertices), String(parallelism), version],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('graphHosts.ts has ended.');
    return JSON.parse(line.value) as unknown;
  };
  return {
    ...Started.parse(await next()),
    async asked() {
      child.stdin.write('\n');
      return Asked.parse(await next());
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
