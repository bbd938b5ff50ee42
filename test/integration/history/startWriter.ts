import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from '#shared/model/schema.ts';

const Line = z.union([z.object({ mode: z.string() }), z.object({ safe: z.number() })]);

/** A process that writes numbered rows until it is killed. */
export function startWriter(file: string, first: number, most: number) {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./writer.ts', import.meta.url)), file, String(first), String(most)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // A hundred of them are started: what one compiled the next need not.
      env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'compiled') },
    },
  );
  const lines = createInterface({ input: child.stdout });
  const waiting: { readonly flushes: number; readonly resolve: () => void }[] = [];
  let [mode, safe, flushes] = ['', first - 1, 0];
  lines.on('line', (text) => {
    const line = Line.parse(JSON.parse(text));
    if ('mode' in line) mode = line.mode;
    else {
      safe = line.safe;
      flushes += 1;
    }
    for (const each of waiting) if (flushes >= each.flushes) each.resolve();
  });
  const ended = once(child, 'exit').then(() => {
    for (const each of waiting) each.resolve();
  });
  return {
    /** Resolves after so many flushes. */
    flushed: (count: number) =>
      new Promise<void>((resolve) => {
        waiting.push({ flushes: count, resolve });
        if (flushes >= count) resolve();
      }),
    /** `kill -9`; answers the newest number that the process said is safe, and what it opened the history for. */
    async kill(): Promise<{ readonly safe: number; readonly mode: string }> {
      child.kill('SIGKILL');
      await Promise.all([ended, once(lines, 'close')]);
      return { safe, mode };
    },
  };
}
