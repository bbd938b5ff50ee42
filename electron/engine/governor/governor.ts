import type { Attempt, RequestGate } from '../../clients/aws/requestGate.ts';
import type { CountArchive } from '../../history/history.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '#shared/contract/settings.ts';
import type { ConnectionBudget } from '#shared/model/budget.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND } from '#shared/units/units.ts';
import type { Account } from './account.ts';
import { account } from './account.ts';
import { rateOf } from './rates.ts';
import type { TokenBucket } from './tokenBucket.ts';
import { tokenBucket } from './tokenBucket.ts';

/** Keeps every connection's requests at a safe share of the published rates, counts and prices them, and keeps the user's cap. */
export interface Governor {
  /** For the clients of a connection. `speed`: seconds of the connection's time a second, which a month of the forecast is made of; 1 unless told. */
  gate(connection: string, speed?: () => number): RequestGate;
  /** So many times longer than natively paid polls should pause, to keep the cap; 1 or more. */
  slowdown(connection: string): number;
  /** What the watcher really does now: shown beside the price. */
  metricsEvery(connection: string, every: Millis): void;
  /** Of every connection that has a gate. */
  budget(): readonly ConnectionBudget[];
  /** Told when the budget is another, at most once a second. */
  onChange(tell: () => void): void;
  forget(connection: string): void;
  /** The counts that were kept of a connection, or of all (null), have been cleared; what the cap is kept by stays. */
  forgetHours(connection: string | null): void;
  close(): void;
}

export interface GovernorOptions {
  readonly clock: Clock;
  /** The newest settings: prices and cap. */
  readonly telemetry: () => Telemetry;
  /** Counts by the hour are kept there. */
  readonly counts: CountArchive;
}

export function createGovernor({ clock, telemetry, counts }: GovernorOptions): Governor {
  const accounts = new Map<string, Account>();
  const buckets = new Map<string, Map<string, TokenBucket>>();
  const listeners = new Set<() => void>();
  const closed = new AbortController();
  let changed = false;
  let telling = false;

  /** At once after a quiet time, then once a second. */
  const tell = async (): Promise<void> => {
    telling = true;
    await Promise.resolve();
    while (changed && !closed.signal.aborted) {
      changed = false;
      for (const listener of listeners) listener();
      await clock.sleep(SECOND, closed.signal);
    }
    telling = false;
  };
  const change = (): void => {
    changed = true;
    if (!telling && listeners.size > 0) void tell();
  };
  /** What falls out of the last hour changes the budget too, and what was counted is kept. */
  const keepRegularly = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      await clock.sleep(MINUTE, closed.signal);
      for (const each of accounts.values()) each.keep();
      change();
    }
  };

  const accountOf = (connection: string): Account => {
    const known = accounts.get(connection) ?? account({ connection, clock, telemetry, counts });
    accounts.set(connection, known);
    return known;
  };

  const turn = async (connection: string, { service, operation }: Attempt, signal: AbortSignal | undefined): Promise<void> => {
    const { allowed } = rateOf(service, operation);
    if (allowed === null) return;
    const own = buckets.get(connection) ?? new Map<string, TokenBucket>();
    buckets.set(connection, own);
    const key = `${service} ${operation}`;
    const bucket = own.get(key) ?? tokenBucket(allowed, clock);
    own.set(key, bucket);
    await bucket.take(signal);
  };

  void keepRegularly();
  return {
    gate(connection, speed = () => 1) {
      const own = accountOf(connection);
      own.timeRuns(speed);
      change();
      return {
        async before(attempt, signal) {
          await turn(connection, attempt, signal);
          own.sent(attempt);
          change();
        },
        after(attempt, outcome) {
          if (outcome === 'ok' || outcome === 'cancelled') return;
          own.ended(attempt, outcome);
          change();
        },
        scanned(bytes) {
          own.scanned(bytes);
          change();
        },
      };
    },
    slowdown: (connection) => accounts.get(connection)?.slowdown() ?? 1,
    metricsEvery(connection, every) {
      if (accounts.get(connection)?.metricsEvery(every) === true) change();
    },
    budget: () => Array.from(accounts.values(), (each) => each.budget()),
    onChange(listener) {
      listeners.add(listener);
    },
    forget(connection) {
      accounts.get(connection)?.keep();
      accounts.delete(connection);
      buckets.delete(connection);
      change();
    },
    forgetHours(connection) {
      for (const [id, each] of accounts) if (connection === null || connection === id) each.forgetHours();
      change();
    },
    close() {
      closed.abort();
      for (const each of accounts.values()) each.keep();
    },
  };
}
