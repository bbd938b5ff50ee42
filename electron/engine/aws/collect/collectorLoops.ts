import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Cadence, Pace } from '../../cadence.ts';
import type { ConnectionMonitor } from '../../connectionMonitor.ts';
import { attentiveLoop } from '../../attentiveLoops.ts';
import { loops } from '../../loops.ts';
import type { SourceClock } from '../../sourceClock.ts';
import { speedOf } from '../../sourceClock.ts';
import type { WatcherContext } from '../../watcher.ts';

/** A poll that is repeated, what becomes of its answers, and what it is called on a screen. */
export interface CollectorLoop<T> {
  /** Names it among the loops of a region. */
  readonly key: string;
  /** In the user's words: “Metrics”, “Job of orders”. */
  readonly name: string;
  readonly cadence: Cadence;
  /** Does somebody look at it now? */
  readonly attended: () => boolean;
  /** What it asks is paid for: under a cap it comes slower. */
  readonly paid?: boolean;
  /** Without it nothing is known: its failure takes the connection down. */
  readonly essential?: boolean;
  /** One of many: its failure is shown where its data is, and is no trouble of the connection. */
  readonly detail?: boolean;
  /** Many of its kind begin together, and take turns. */
  readonly spread?: 'start' | 'pause';
  readonly poll: (signal: AbortSignal) => Promise<Result<T>>;
  /** Takes in what the poll gave; returns what the connection's state is told of it. Null: it asked nobody. */
  readonly take: (result: Result<T>, next: Millis, every: Millis) => Result<unknown> | null;
}

/** The poll loops of one region: their pauses follow attention and the cap, and each outcome is told to the monitor. */
export interface CollectorLoops {
  has(key: string): boolean;
  start<T>(loop: CollectorLoop<T>): void;
  stop(key: string): void;
  /** Keys that begin so. */
  keys(prefix: string): readonly string[];
  /** Starts what is wanted and stops what is not, among the loops whose keys begin so. */
  keep<T>(prefix: string, wanted: readonly CollectorLoop<T>[]): void;
  /** Polls one, or all, at once. */
  poke(key?: string): void;
  /** The cadence of one is another. */
  hasten(key: string): void;
  close(): Promise<void>;
}

export interface CollectorLoopsOptions {
  readonly connection: string;
  readonly time: SourceClock;
  readonly monitor: ConnectionMonitor;
  readonly context: WatcherContext;
  /** The longest pause after failures, in real time. */
  readonly longest: (attended: boolean) => Millis;
}

export function collectorLoops({ connection, time, monitor, context, longest }: CollectorLoopsOptions): CollectorLoops {
  const running = loops();
  const names = new Map<string, string>();
  const slowdown = () => context.governor.slowdown(connection);

  const self: CollectorLoops = {
    has: (key) => running.has(key),
    start({ key, name, cadence, attended, paid = false, essential = false, detail = false, spread, poll, take }) {
      names.set(key, name);
      monitor.expect(name, { detail });
      running.start(key, (signal) =>
        attentiveLoop(
          { time, context, longest },
          {
            key,
            cadence,
            attended,
            ...(paid ? { slowdown } : {}),
            ...(spread === undefined ? {} : { spread }),
            poll,
            report(result, next, every) {
              const outcome = take(result, next, every);
              if (outcome === null) monitor.idle(name, next, { detail, every });
              else monitor.report(name, outcome, next, essential, { detail, every });
            },
          },
          signal,
        ),
      );
    },
    stop(key) {
      running.stop(key);
      const name = names.get(key);
      names.delete(key);
      if (name !== undefined) monitor.retire(name);
    },
    keys: (prefix) => running.keys().filter((key) => key.startsWith(prefix)),
    keep(prefix, wanted) {
      const keys = new Set(wanted.map(({ key }) => key));
      for (const key of self.keys(prefix)) if (!keys.has(key)) self.stop(key);
      for (const loop of wanted) if (!running.has(loop.key)) self.start(loop);
    },
    poke: (key) => running.poke(key),
    hasten: (key) => running.hasten(key),
    close: () => running.close(),
  };
  return self;
}

/** How long apart, in the connection's time, polls of a pace really are. */
export const periodOf = (pace: Pace, time: SourceClock, slowdown: number): Millis =>
  millis(time.pause(pace) * slowdown * speedOf(time.view()));
