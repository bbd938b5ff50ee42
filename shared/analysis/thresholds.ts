import type { Ratio } from '../units/units.ts';

/** Every limit that is our own judgement, in one place. Times are the connection's. */
export const thresholds = {
  /** Flink's own limits: up to this share of a second a vertex counts as not held back, above `high` as held back for good. */
  backpressure: { low: 0.1 as Ratio, high: 0.5 as Ratio },
  bottleneck: {
    /** The busiest subtask of a vertex that holds others back works at least so much of its time. */
    busy: 0.8 as Ratio,
  },
  skew: {
    /** The mean subtask does at most this share of what the busiest does. */
    meanOfWorst: 0.6,
  },
} as const;
