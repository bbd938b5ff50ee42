import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Cadence } from './cadence.ts';
import type { Loops } from './loops.ts';
import type { PollLoop } from './pollLoop.ts';
import { pollLoop } from './pollLoop.ts';
import type { SourceClock } from './sourceClock.ts';
import { spreadOf } from './spread.ts';
import type { WatcherContext } from './watcher.ts';

/** An incident that begins, or a slowdown that changes, is followed within so much real time, however long the pause was. */
const RECHECK = millis(15 * SECOND);

interface Attentive {
  readonly time: SourceClock;
  readonly context: Pick<WatcherContext, 'clock' | 'log'>;
  /** The longest pause after failures, in real time. */
  readonly longest: (attended: boolean) => Millis;
}

/** A poll whose pauses follow attention. */
export interface AttentiveLoop<T> {
  /** Names it, and says where in a pause it stands when many of its kind are spread. */
  readonly key: string;
  readonly cadence: Cadence;
  /** Somebody looks at it, or it is in an incident: it comes at its native rate. */
  readonly attended: () => boolean;
  /** What it asks is paid for: it pauses so many times longer, 1 or more, to keep the user's cap. */
  readonly slowdown?: () => number;
  /**
   * Many of its kind begin together. `start`: they take their turns over the first pause, unless somebody looks. `pause`: each polls at
   * once, and they take their turns from the second poll on.
   */
  readonly spread?: 'start' | 'pause';
  readonly poll: (signal: AbortSignal) => Promise<Result<T>>;
  readonly report: (result: Result<T>, next: Millis, every: Millis) => void;
}

/** One loop at native rate for what is looked at, slower for the rest, and slower again as the cap asks. */
export function attentiveLoop<T>({ time, context, longest }: Attentive, loop: AttentiveLoop<T>, signal: AbortSignal): PollLoop {
  const { key, cadence, attended, slowdown, spread, poll, report } = loop;
  const share = spreadOf(key);
  let polls = 0;
  const every = (): Millis => {
    const pause = time.pause(attended() ? cadence.attended : cadence.rest) * (slowdown?.() ?? 1);
    return millis(spread === 'pause' && polls === 1 && !attended() ? pause * share : pause);
  };
  return pollLoop({
    every,
    longest: () => longest(attended()),
    clock: context.clock,
    signal,
    poll: (aborted) => {
      polls += 1;
      return poll(aborted);
    },
    report,
    log: context.log,
    steady: true,
    ...(spread === 'start' ? { lead: () => (attended() ? millis(0) : millis(every() * share)) } : {}),
    recheck: RECHECK,
  });
}

/** A way to start loops whose pauses follow attention. */
export const attentiveLoops =
  (running: Loops, attentive: Attentive) =>
  <T>(
    key: string,
    cadence: Cadence,
    attended: () => boolean,
    poll: (signal: AbortSignal) => Promise<Result<T>>,
    report: (result: Result<T>, next: Millis, every: Millis) => void,
    more: Pick<AttentiveLoop<T>, 'slowdown' | 'spread'> = {},
  ): void =>
    running.start(key, (signal) => attentiveLoop(attentive, { key, cadence, attended, poll, report, ...more }, signal));
