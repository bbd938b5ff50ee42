import type { Host } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { backOff } from '../host/backOff.ts';
import type { Clock } from '../host/clock.ts';
import type { State, StoreEvent } from './state.ts';

interface Following {
  /** Asks again when the state says that something was lost. */
  check(): void;
  /** Asks at once, without waiting out a back-off: the engine has just said how it fares. */
  restart(): void;
  /** What is followed is not what it was. */
  changed(): void;
  close(): void;
}

interface Options {
  readonly host: Host;
  readonly clock: Clock;
  /** What is followed now. */
  readonly topics: () => readonly Topic[];
  readonly state: () => State;
  readonly tell: (event: StoreEvent) => void;
}

/**
 * Turns "this component shows that topic" into as few `watch` calls as possible: changes within one turn are one call, a
 * second call waits for the first one's answer, a failed one is tried again.
 */
export function followTopics({ host, clock, topics, state, tell }: Options): Following {
  /** True when what is followed differs from what was asked for. */
  let changed = false;
  let scheduled = false;
  let asking = false;
  let failures = 0;
  let cancelRetry: (() => void) | null = null;
  let closed = false;

  const check = (): void => {
    if (scheduled || closed) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      void ask();
    });
  };

  async function ask(): Promise<void> {
    const { link, sequence } = state();
    if (closed || asking || cancelRetry !== null || link.state !== 'up' || (sequence !== null && !changed)) return;
    asking = true;
    changed = false;
    tell({ type: 'watch-asked' });
    try {
      const answer = await host.call('watch', { topics: [...topics()] });
      failures = 0;
      tell({ type: 'watch-answered', ...answer });
    } catch {
      tell({ type: 'watch-failed' });
      failures += 1;
      cancelRetry = clock.after(backOff(failures), () => {
        cancelRetry = null;
        check();
      });
    } finally {
      asking = false;
    }
    check();
  }

  return {
    check,
    restart() {
      cancelRetry?.();
      cancelRetry = null;
      failures = 0;
      check();
    },
    changed() {
      changed = true;
      check();
    },
    close() {
      closed = true;
      cancelRetry?.();
    },
  };
}
