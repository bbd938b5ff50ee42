import type { PollLoop } from './pollLoop.ts';

/** Poll loops by key, each with a signal of its own below a common one. */
export interface Loops {
  has(key: string): boolean;
  start(key: string, run: (signal: AbortSignal) => PollLoop): void;
  stop(key: string): void;
  keys(): readonly string[];
  /** Polls one, or all, at once. */
  poke(key?: string): void;
  /** The cadence of one is another. */
  hasten(key: string): void;
  /** Stops all and resolves when none runs. */
  close(): Promise<void>;
}

export function loops(): Loops {
  const running = new Map<string, { readonly loop: PollLoop; readonly abort: AbortController }>();
  const ended = new Set<Promise<void>>();

  const stop = (key: string): void => {
    const found = running.get(key);
    if (found === undefined) return;
    running.delete(key);
    found.abort.abort();
    const { done } = found.loop;
    ended.add(done);
    const forget = () => ended.delete(done);
    done.then(forget, forget);
  };

  return {
    has: (key) => running.has(key),
    start(key, run) {
      stop(key);
      const abort = new AbortController();
      running.set(key, { loop: run(abort.signal), abort });
    },
    stop,
    keys: () => [...running.keys()],
    poke(key) {
      for (const [each, { loop }] of running) if (key === undefined || key === each) loop.poke();
    },
    hasten: (key) => running.get(key)?.loop.hasten(),
    async close() {
      for (const key of running.keys()) stop(key);
      await Promise.allSettled(ended);
    },
  };
}
