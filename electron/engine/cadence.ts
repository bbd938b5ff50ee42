import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';

/** How often something is asked, in the connection's time; and the shortest pause, in real time, however fast that time runs. */
export interface Pace {
  readonly every: Millis;
  readonly least: Millis;
}

export const pace = (every: number, least: number): Pace => ({ every: millis(every), least: millis(least) });

/** `attended`: a viewer looks at it. */
export interface Cadence {
  readonly attended: Pace;
  readonly rest: Pace;
}

/** Every cadence of the engine. CloudWatch has figures of a minute, Flink's own are fetched every 10 s. */
export const cadences = {
  /** Which applications there are and in which state. */
  inventory: { attended: pace(20 * SECOND, SECOND), rest: pace(MINUTE, 2 * SECOND) },
  fleetMetrics: { attended: pace(MINUTE, SECOND), rest: pace(5 * MINUTE, 5 * SECOND) },
  job: { attended: pace(5 * SECOND, SECOND), rest: pace(MINUTE, 4 * SECOND) },
  charts: { attended: pace(MINUTE, SECOND), rest: pace(MINUTE, SECOND) },
  /** Which series an application has: listed when somebody begins to look, and now and then while somebody does. */
  seriesList: { attended: pace(HOUR / 2, 10 * SECOND), rest: pace(HOUR / 2, 10 * SECOND) },
  /** Versions, operations, snapshots, tags. */
  activity: { attended: pace(MINUTE, 2 * SECOND), rest: pace(HOUR / 2, 30 * SECOND) },
  alarms: { attended: pace(MINUTE, 2 * SECOND), rest: pace(5 * MINUTE, 5 * SECOND) },
  /** CloudTrail tells of a call some five minutes after it, and takes two requests a second. */
  trail: { attended: pace(MINUTE, 5 * SECOND), rest: pace(15 * MINUTE, 15 * SECOND) },
  logTail: { attended: pace(5 * SECOND, SECOND), rest: pace(5 * SECOND, SECOND) },
  /** FilterLogEvents is free of charge, but takes ten requests a second in an account and region. */
  logLines: { attended: pace(MINUTE, 2 * SECOND), rest: pace(MINUTE, 2 * SECOND) },
  logGroups: { attended: pace(10 * SECOND, 2 * SECOND), rest: pace(10 * SECOND, 2 * SECOND) },
  clusterJobs: { attended: pace(5 * SECOND, SECOND), rest: pace(15 * SECOND, 2 * SECOND) },
  simulatorClock: { attended: pace(2 * SECOND, 2 * SECOND), rest: pace(2 * SECOND, 2 * SECOND) },
} as const satisfies Record<string, Cadence>;

/** What is asked again with a poll that runs anyway, once it is so old; in the connection's time. */
export const refresh = {
  /** A description changes with the version, the status or the update time; current parallelism alone does not change any of these. */
  description: millis(10 * MINUTE),
  attendedDescription: millis(30 * SECOND),
  /** Which streams and topics have a lag. */
  discovery: millis(HOUR / 2),
  /** A job's exceptions, unless it restarted meanwhile. */
  exceptions: MINUTE,
} as const;
