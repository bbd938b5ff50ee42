import process from 'node:process';

/** One sentence on standard error, and the exit code of bad use. */
export function refuse(sentence: string): 2 {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

/** Resolves when the program is asked to stop. */
export const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
