import type { ApplicationStatus } from '../../model/application.ts';
import type { ExecutionState, JobState } from '../../model/job.ts';
import type { Millis } from '../../units/units.ts';
import type { Blueprint, JobBlueprint } from '../blueprint.ts';
import type { Flow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import type { LogBook } from '../logs/logBook.ts';
import type { Strain } from '../strain.ts';
import type { SimulatedApplication, SimulatedException, SimulatedJob } from '../types.ts';
import type { ActiveFault } from './faults.ts';
import type { CheckpointRuntime } from './checkpoints.ts';
import type { Machine } from './machines.ts';

/** All that changes of an application. `view` is what readers see of it. */
export interface ApplicationRuntime {
  readonly name: string;
  readonly blueprint: Blueprint;
  readonly key: number;
  readonly view: SimulatedApplication;
  readonly sources: ReadonlyMap<string, SourceFlow>;
  readonly log: LogBook;
  status: ApplicationStatus;
  versionId: number;
  created: Millis;
  updated: Millis;
  currentParallelism: number;
  machines: readonly Machine[];
  jobs: readonly JobRuntime[];
  /** What happens next by itself. */
  pending: Pending | null;
  faults: readonly ActiveFault[];
  /** What those that are on make of it; neutral without any. */
  strain: Strain;
  /** Jobs that were submitted so far: each gets an id of its own. */
  submissions: number;
}

/** A change under way: in its first phase the job still runs and its state is saved, in the second nothing runs. */
export interface Pending {
  phase: 'saving' | 'down';
  /** The last snapshot was taken, or none is. */
  saved: boolean;
  readonly to: ApplicationStatus;
  readonly parallelism: number;
  until: Millis;
}

export interface JobRuntime {
  readonly id: string;
  readonly blueprint: JobBlueprint;
  readonly key: number;
  readonly flow: Flow;
  readonly checkpoints: CheckpointRuntime;
  readonly view: SimulatedJob;
  /** When it was submitted. */
  started: Millis;
  state: JobState;
  /** Of every vertex: they are deployed and cancelled together. */
  execution: ExecutionState;
  runningSince: Millis;
  restarts: number;
  /** When a failed job is tried again. */
  retry: Millis | null;
  /** When the outage began. */
  downSince: Millis | null;
  exceptions: readonly SimulatedException[];
}
