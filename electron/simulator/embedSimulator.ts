import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';

export interface EmbedOptions {
  /** Id of a scenario. */
  readonly scenario: string;
  readonly seed: number;
  readonly speed: number;
  readonly applications?: number | undefined;
  readonly history?: Millis | undefined;
}

export interface EmbeddedSimulator {
  /** Control address, with its secret. */
  readonly control: string;
  /** Resolves, with the reason, when the thread ends without having been told to. */
  readonly died: Promise<string>;
  close(): Promise<void>;
}

/** What the thread is started with, and what it says. */
export type WorkerData = EmbedOptions;
export type WorkerMessage =
  { readonly kind: 'ready'; readonly control: string } | { readonly kind: 'refused'; readonly reason: string };

/** Starts a simulator in a thread of its own. A failure is the reason why it did not start. */
export async function embedSimulator(options: EmbedOptions): Promise<Result<EmbeddedSimulator, string>> {
  const worker = new Worker(workerFile(), { workerData: options satisfies WorkerData, name: 'simulator' });
  let closing = false;
  const ended = new Promise<string>((resolve) => {
    let reason = 'The simulator ended.';
    worker.on('error', (error: unknown) => {
      reason = `The simulator failed: ${error instanceof Error ? error.message : String(error)}`;
    });
    worker.on('exit', () => resolve(reason));
  });
  const first = await Promise.race([
    new Promise<WorkerMessage>((resolve) => worker.once('message', resolve)),
    ended.then((reason): WorkerMessage => ({ kind: 'refused', reason })),
  ]);
  if (first.kind === 'refused') {
    await worker.terminate();
    return failed(first.reason);
  }
  return ok({
    control: first.control,
    died: new Promise((resolve) => {
      void ended.then((reason) => {
        if (!closing) resolve(reason);
      });
    }),
    async close() {
      closing = true;
      worker.postMessage('close', []);
      await ended;
    },
  });
}

/** From source the thread is a file beside this one; in a bundle it is a bundle beside ours. */
function workerFile(): URL {
  const source = new URL('./worker.ts', import.meta.url);
  return existsSync(fileURLToPath(source)) ? source : new URL('./simulatorWorker.mjs', import.meta.url);
}
