import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Cadence } from './cadence.ts';
import type { Loops } from './loops.ts';
import { pollLoop } from './pollLoop.ts';
import type { SourceClock } from './sourceClock.ts';
import type { WatcherContext } from './watcher.ts';

interface Attentive {
  readonly time: SourceClock;
  readonly context: WatcherContext;
  /** The longest pause after failures, in real time. */
  readonly longest: (attended: boolean) => Millis;
}

/** A way to start loops whose pauses follow attention: native rate for what is looked at, slower for the rest. */
export const attentiveLoops =
  (running: Loops, { time, context, longest }: Attentive) =>
  <T>(
    key: string,
    cadence: Cadence,
    attended: () => boolean,
    poll: (signal: AbortSignal) => Promise<Result<T>>,
    report: (result: Result<T>, next: Millis) => void,
  ): void =>
    running.start(key, (signal) =>
      pollLoop({
        every: () => time.pause(attended() ? cadence.attended : cadence.rest),
        longest: () => longest(attended()),
        clock: context.clock,
        signal,
        poll,
        report,
        log: context.log,
      }),
    );
