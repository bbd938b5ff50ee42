import type { ApplicationStatus, Lag, Point } from '../model/application.ts';
import type { Job, JobState } from '../model/job.ts';
import type { Millis } from '../units/units.ts';

/** What is known of one application when its health is judged. Null, or no points: not known. */
export interface HealthFacts {
  /** The connection's time. */
  readonly now: Millis;
  /** Null for a job of a plain cluster. */
  readonly status: ApplicationStatus | null;
  readonly jobState: JobState | null;
  readonly lag: Lag | null;
  /** The lag over time, in the unit of `lag`. */
  readonly lagPoints: readonly Point[];
  readonly recordsIn: readonly Point[];
  /** Ratios, of the busiest TaskManager. */
  readonly cpu: readonly Point[];
  readonly heap: readonly Point[];
  /** How long an outage has lasted so far; zero while the job runs. */
  readonly downtime: readonly Point[];
  /** Counters: they only grow, until the job is submitted again. */
  readonly restarts: readonly Point[];
  readonly failedCheckpoints: readonly Point[];
  readonly checkpointInterval: Millis | null;
  /** When the last completed checkpoint was triggered, and how long it took. */
  readonly lastCheckpoint: Millis | null;
  readonly lastCheckpointDuration: Millis | null;
  readonly job: Job | null;
  /** The moment at which the job, and with it its last checkpoint, was read; null without one. */
  readonly jobAt: Millis | null;
}
