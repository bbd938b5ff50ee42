import type { ApplicationStatus } from '../model/application.ts';
import type { Result } from '../model/sourceError.ts';
import type { Bytes, Millis } from '../units/units.ts';
import type { ApplicationSettings, RunSettings } from './settings.ts';

/**
 * What an owner asks of the service: `SimulatedRegion.request`. A request takes effect at once, at the step that the world has reached, so
 * that the same requests at the same times give the same world. Shapes and patterns have been checked by whoever asks; here it is
 * decided what depends on what there is: status, version, limits, names.
 */
export type ApplicationRequest =
  | {
      readonly kind: 'create';
      readonly name: string;
      readonly mode: 'STREAMING' | 'INTERACTIVE';
      readonly settings: ApplicationSettings;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'start'; readonly name: string; readonly run: Partial<RunSettings> }
  | { readonly kind: 'stop'; readonly name: string; readonly force: boolean }
  | {
      readonly kind: 'update';
      readonly name: string;
      readonly version: ExpectedVersion;
      /** All settings after the update. `run` that is still the present object means that nothing was said: the service's defaults. */
      readonly settings: ApplicationSettings;
      /** What the history of operations calls it. */
      readonly operation: string;
    }
  | { readonly kind: 'rollback'; readonly name: string; readonly version: number }
  | { readonly kind: 'delete'; readonly name: string; readonly created: Millis }
  | { readonly kind: 'create-snapshot'; readonly name: string; readonly snapshot: string }
  | { readonly kind: 'delete-snapshot'; readonly name: string; readonly snapshot: string; readonly created: Millis }
  | { readonly kind: 'tag'; readonly name: string; readonly tags: Readonly<Record<string, string>> }
  | { readonly kind: 'untag'; readonly name: string; readonly keys: readonly string[] }
  /** Beginning of the window of eight hours, `HH:MM` in UTC. */
  | { readonly kind: 'maintenance-window'; readonly name: string; readonly from: string };

/** By number or by conditional token: exactly one. */
export type ExpectedVersion = { readonly id: number } | { readonly token: string };

/** What was begun; null for what is done at once. */
export interface Accepted {
  readonly operation: string | null;
}

/** Why the service refuses, by the name of its exception. */
export interface Refusal {
  readonly kind:
    | 'ResourceInUseException'
    | 'ResourceNotFoundException'
    | 'ConcurrentModificationException'
    | 'LimitExceededException'
    | 'InvalidArgumentException'
    | 'InvalidRequestException'
    | 'InvalidApplicationConfigurationException'
    | 'UnsupportedOperationException'
    | 'TooManyTagsException';
  readonly message: string;
}

export type Answer = Result<Accepted, Refusal>;

/** An entry of ListApplicationOperations. */
export interface SimulatedOperation {
  readonly id: string;
  /** `StartApplication`, `UpdateApplication`, `AutoScaling` … */
  readonly name: string;
  readonly started: Millis;
  /** Null while it is going on. */
  readonly ended: Millis | null;
  readonly status: 'IN_PROGRESS' | 'CANCELLED' | 'SUCCESSFUL' | 'FAILED';
  readonly fromVersion: number | null;
  readonly toVersion: number | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Id of the operation that failed, and that the service undoes with this one. */
  readonly rollbackOf: string | null;
}

/** A version that the service keeps. */
export interface SimulatedVersion {
  readonly id: number;
  readonly created: Millis;
  readonly settings: ApplicationSettings;
  /** Of the version, not of the application: RUNNING and READY ones were good, a ROLLED_BACK one was given up. */
  readonly status: ApplicationStatus;
  readonly updatedFrom: number | null;
  readonly rolledBackFrom: number | null;
  readonly rolledBackTo: number | null;
}

/** A snapshot: a savepoint that belongs to the application. */
export interface SimulatedSnapshot {
  readonly name: string;
  readonly status: 'CREATING' | 'READY' | 'DELETING' | 'FAILED';
  /** Of the application when it was taken. */
  readonly version: number;
  readonly runtimeEnvironment: string;
  readonly created: Millis;
  /** When its savepoint was complete, or failed; null before. */
  readonly ended: Millis | null;
  /** Of the state in it; null until it is READY. */
  readonly size: Bytes | null;
  readonly initiator: 'USER' | 'SERVICE';
}
