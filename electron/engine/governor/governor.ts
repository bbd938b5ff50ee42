import type { RequestGate } from '../../clients/aws/requestGate.ts';
import type { CountArchive } from '../../history/history.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '#shared/contract/settings.ts';
import type { ConnectionBudget } from '#shared/model/budget.ts';
import type { Millis } from '#shared/units/units.ts';

/** Keeps every connection's requests at a safe share of the published rates, counts and prices them, and keeps the user's cap. */
export interface Governor {
  /** For the clients of a connection. */
  gate(connection: string): RequestGate;
  /** So many times longer than natively paid polls should pause, to keep the cap; 1 or more. */
  slowdown(connection: string): number;
  /** What the watcher really does now: shown beside the price. */
  metricsEvery(connection: string, every: Millis): void;
  /** Of every connection that has a gate. */
  budget(): readonly ConnectionBudget[];
  /** Told when the budget is another, at most once a second. */
  onChange(tell: () => void): void;
  forget(connection: string): void;
  close(): void;
}

export interface GovernorOptions {
  readonly clock: Clock;
  /** The newest settings: prices and cap. */
  readonly telemetry: () => Telemetry;
  /** Counts by the hour are kept there. */
  readonly counts: CountArchive;
}

export function createGovernor(options: GovernorOptions): Governor {
  throw new Error(`not built: ${Object.keys(options).length}`);
}
