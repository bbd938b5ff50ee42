import type { Millis } from '../../units/units.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Flow, VertexFlow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import type { Message } from '../logs/record.ts';
import type { Machine } from '../runtime/machines.ts';
import type { ApplicationSettings } from '../settings.ts';
import type { Strain, WantedFailure } from '../strain.ts';
import type { FaultSpec, ScenarioEvent } from '../types.ts';
import type { FaultKind } from './kinds.ts';

/** One thing that can be wrong with an application: what it does, step by step, in the terms of the model. */
export interface Fault {
  /** Id in the catalogue of problems. */
  readonly problem: FaultKind;
  readonly title: string;
  /** What an engineer would say who has found it. */
  readonly truth: string;
  /** Uids of vertices, or ids of sources, that it can befall: chance chooses one. Without any it doesn't suit the application. */
  victims(blueprint: Blueprint): readonly string[];
  /** What its owner changed by mistake, when it is a mistake in the settings. */
  settings?(settings: ApplicationSettings): Partial<ApplicationSettings>;
  strain?(context: FaultContext, strain: Strain): void;
  /** A failure that it causes in this step; asked while the job runs. */
  failure?(context: FaultContext): WantedFailure | null;
  /** What somebody asks of the service in this step, and which is part of the fault. */
  asks?(context: FaultContext): ScenarioEvent['kind'] | null;
  /** What the log says in this step. */
  logs?(context: FaultContext): readonly TimedMessage[];
}

export interface TimedMessage {
  readonly at: Millis;
  readonly message: Message;
}

export type Severity = FaultSpec['severity'];

/** What a fault finds, in the step that begins at `from`. */
export interface FaultContext {
  readonly severity: Severity;
  readonly from: Millis;
  /** Since its onset. */
  readonly since: Millis;
  /** Names its draws of chance. */
  readonly key: number;
  readonly blueprint: Blueprint;
  /** Where it runs. */
  readonly place: { readonly region: string; readonly accountId: string };
  readonly machines: readonly Pick<Machine, 'id' | 'slots'>[];
  readonly jobId: string;
  /** Name of the job. */
  readonly job: string;
  readonly flow: Flow;
  readonly sources: ReadonlyMap<string, SourceFlow>;
  /** What it befell: the vertex, or the source and the vertex that reads it. */
  readonly vertex: VertexFlow;
  readonly source: SourceFlow | null;
  readonly usual: Usual;
  /** For how long the job has run; null = it doesn't. */
  readonly running: Millis | null;
  readonly restarts: number;
}

/** How the application did when the fault began: severity is measured against it. */
export interface Usual {
  /** Records a second that reach each vertex, by its id. */
  readonly rates: ReadonlyMap<string, number>;
  /** Subtasks of each vertex, by its id. */
  readonly parallelisms: ReadonlyMap<string, number>;
  /** Records a second that come into each source, by its id. */
  readonly arrivals: ReadonlyMap<string, number>;
  /** Share of the time, 0…1, that its busiest subtask works. */
  readonly busiest: number;
  /** Share of its core, 0…1, that the busiest machine computes on. */
  readonly computing: number;
}

/** A fault that is on. */
export interface ActiveFault {
  readonly spec: FaultSpec;
  readonly began: Millis;
  /** Null = until it is switched off. */
  readonly until: Millis | null;
  /** Uid or id of what it befell. */
  readonly victim: string;
  /** What the settings were that it changed; null when it changed none. */
  readonly before: Partial<ApplicationSettings> | null;
  /** Null until the job has run for a minute. */
  readonly usual: Usual | null;
}
