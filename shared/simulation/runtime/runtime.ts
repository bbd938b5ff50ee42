import type { ApplicationStatus } from '../../model/application.ts';
import type { ExecutionState, JobState } from '../../model/job.ts';
import type { Millis } from '../../units/units.ts';
import type { Blueprint, JobBlueprint } from '../blueprint.ts';
import type { ActiveFault } from '../faults/fault.ts';
import type { Flow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import type { LogBook } from '../logs/logBook.ts';
import type { SimulatedOperation, SimulatedSnapshot, SimulatedVersion } from '../requests.ts';
import type { ApplicationSettings } from '../settings.ts';
import type { Strain } from '../strain.ts';
import type { SimulatedApplication, SimulatedException, SimulatedJob } from '../types.ts';
import type { CheckpointRuntime } from './checkpoints.ts';
import type { SavedState } from './snapshots/savedState.ts';
import type { Machine } from './machines.ts';
import type { CpuRun } from './scaling/autoscaling.ts';

/** All that changes of an application. `view` is what readers see of it. */
export interface ApplicationRuntime {
  readonly name: string;
  readonly mode: SimulatedApplication['mode'];
  readonly key: number;
  readonly view: SimulatedApplication;
  readonly log: LogBook;
  /** The program that its code is. */
  blueprint: Blueprint;
  sources: ReadonlyMap<string, SourceFlow>;
  /** Of the present version. */
  settings: ApplicationSettings;
  tags: Readonly<Record<string, string>>;
  /** Newest first, each. */
  versions: readonly VersionRecord[];
  operations: readonly SimulatedOperation[];
  snapshots: readonly SnapshotRecord[];
  status: ApplicationStatus;
  /** When that began. */
  since: Millis;
  versionId: number;
  created: Millis;
  updated: Millis;
  currentParallelism: number;
  machines: readonly Machine[];
  jobs: readonly JobRuntime[];
  /** What is under way. */
  change: Change | null;
  /** Consecutive minutes that automatic scaling has counted. */
  cpuRun: CpuRun;
  /** Start of the window, `HH:MM`, and when the service patches next. */
  maintenanceFrom: string;
  nextMaintenance: Millis;
  faults: readonly ActiveFault[];
  /** What those that are on make of it; neutral without any. */
  strain: Strain;
  /** The strain is neutral. */
  calm: boolean;
  /** Jobs, operations, machines and automatic snapshots so far: each gets an id of its own. */
  submissions: number;
  begun: number;
  hired: number;
  saved: number;
  /** Deleted: nobody sees it any more. */
  gone: boolean;
}

export interface VersionRecord extends Omit<SimulatedVersion, 'status'> {
  readonly program: Blueprint;
  /** A job has run with it: a rollback can go there. */
  readonly ran: boolean;
  readonly rolledBack: boolean;
}

export interface SnapshotRecord extends SimulatedSnapshot {
  /** The savepoint that it is; null while it waits for a checkpoint in progress. */
  readonly savepoint: number | null;
  readonly saved: SavedState | null;
}

/** A change of status under way, phase by phase. */
export interface Change {
  readonly status: ApplicationStatus;
  /** In the history of operations; null for what is not told there. */
  readonly operation: string | null;
  /**
   * `saving`: the job runs, and its state is saved. `stopping`: nothing runs. `starting`: the next job is brought up.
   * `failed`: the next job has failed, and is cleared away.
   */
  phase: 'saving' | 'stopping' | 'starting' | 'failed';
  until: Millis;
  readonly to: 'READY' | 'RUNNING' | 'gone';
  /** The automatic snapshot, by name; null when none is taken. */
  snapshot: string | null;
  /** Of the next job, and of the one before. */
  readonly parallelism: number;
  readonly before: number;
  /** Where the next job gets its state. */
  readonly state: StateSource;
  /** Why starting will fail when its time has come. */
  failure: ChangeFailure | null;
}

/** The automatic snapshot of this change, a snapshot by name, the job that goes on, or nothing. */
export type StateSource = { readonly kind: 'own' | 'none' } | { readonly kind: 'snapshot'; readonly name: string };

export interface ChangeFailure {
  readonly code: string;
  readonly message: string;
  /** What failed the job: a stack trace. */
  readonly thrown: readonly string[];
}

export interface JobRuntime {
  readonly id: string;
  readonly blueprint: JobBlueprint;
  readonly key: number;
  readonly flow: Flow;
  readonly checkpoints: CheckpointRuntime;
  readonly view: SimulatedJob;
  /** What it began with: a failure before its first checkpoint goes back there. */
  begins: SavedState;
  /** When it was submitted. */
  started: Millis;
  /** When it finished, failed or was cancelled. */
  ended: Millis | null;
  state: JobState;
  /** Of every vertex: they are deployed and cancelled together. */
  execution: ExecutionState;
  runningSince: Millis;
  restarts: number;
  /** When a failed job is tried again. */
  retry: Millis | null;
  /** When the outage began. */
  downSince: Millis | null;
  /** When the last one did, over or not. */
  lastRestart: Millis | null;
  exceptions: readonly SimulatedException[];
}
