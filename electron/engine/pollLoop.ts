import { failed } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from './failure.ts';

/** The longest pause after failures, in real time. */
const LONGEST_PAUSE = millis(5 * MINUTE);
/** Shares of a pause: that a loop rests in any case, and by which it can be late and still keep step. */
const LEAST_REST = 0.25;
const LATE = 0.5;

export interface PollLoop {
  /** Polls at once, or once more right after the poll that is under way. */
  readonly poke: () => void;
  /** The cadence is another: polls when the new pause since the last poll is over. */
  readonly hasten: () => void;
  /** Resolves when the loop has ended, after its signal was aborted. */
  readonly done: Promise<void>;
}

interface Poll<T> {
  /** Real time between the end of a poll and the next one; asked before every pause. */
  readonly every: () => Millis;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly poll: (signal: AbortSignal) => Promise<Result<T>>;
  /** Told after every poll, with the real time of the next one, and the pause that is kept now. */
  readonly report: (result: Result<T>, next: Millis, every: Millis) => void;
  /** The longest pause after failures, in real time; 5 min unless told. */
  readonly longest?: () => Millis;
  /** Told of a report that threw. */
  readonly log: (line: string) => void;
  /** Keeps step with time: after a success the pause is counted from when the poll was due, however long it took. */
  readonly steady?: boolean;
  /** The pause before the first poll; none unless told. */
  readonly lead?: () => Millis;
  /** The pace may become another while it rests, without `hasten`: it is asked again after so much real time. */
  readonly recheck?: Millis;
}

/**
 * Polls without overlap until aborted. Each failure doubles the pause, up to the longest; a success resets it. A poll
 * that throws is a bug of ours: it is reported as a failure, so that it cannot stop what else is watched; a report that throws is logged.
 */
export function pollLoop<T>(options: Poll<T>): PollLoop {
  const { every, clock, signal, poll, report, longest, log, steady = false, lead, recheck } = options;
  let wake = new AbortController();
  let failures = 0;
  const asked = { poll: false };
  const pause = (): Millis =>
    millis(Math.min(every() * 2 ** Math.min(failures, 30), Math.max(longest?.() ?? LONGEST_PAUSE, every())));

  const until = async (due: () => number): Promise<void> => {
    while (!signal.aborted && !asked.poll) {
      const left = due() - clock.now();
      if (left <= 0) return;
      wake = new AbortController();
      await clock.sleep(millis(Math.min(left, recheck ?? left)), AbortSignal.any([signal, wake.signal]));
    }
  };
  const run = async (): Promise<void> => {
    // Whoever starts the loop has it in hand before it polls.
    await Promise.resolve();
    const started = clock.now();
    if (lead !== undefined) await until(() => started + lead());
    let due: number = clock.now();
    while (!signal.aborted) {
      asked.poll = false;
      const result = await attempt(poll, signal);
      if (signal.aborted) return;
      failures = result.ok ? 0 : failures + 1;
      const ended = clock.now();
      const from = steady && result.ok ? due : ended;
      // A poll that takes as long as its pause is followed by a rest all the same.
      const next = (): number => Math.max(from + pause(), ended + pause() * LEAST_REST);
      try {
        report(result, millis(next()), pause());
      } catch (thrown) {
        log(failureOf(thrown));
      }
      await until(next);
      // What was asked for out of turn, or slept through, is a new beginning.
      due = asked.poll || clock.now() - next() > pause() * LATE ? clock.now() : next();
    }
  };
  return {
    poke: () => {
      failures = 0;
      asked.poll = true;
      wake.abort();
    },
    hasten: () => wake.abort(),
    done: run(),
  };
}

async function attempt<T>(poll: Poll<T>['poll'], signal: AbortSignal): Promise<Result<T>> {
  try {
    return await poll(signal);
  } catch (thrown) {
    return failed({
      kind: 'unexpected',
      source: 'Streamgauge',
      message: failureOf(thrown),
      remedy: 'Report this with its text.',
    });
  }
}
