import { forecastOf, nextSlowdown } from '#shared/analysis/budget/keepCap.ts';
import { unitPrice } from '#shared/analysis/budget/price.ts';
import type { Telemetry } from '#shared/contract/settings.ts';
import type { ConnectionBudget, OperationCost } from '#shared/model/budget.ts';
import type { AwsServiceName } from '#shared/model/connection.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, SECOND } from '#shared/units/units.ts';
import type { Attempt } from '../../clients/aws/requestGate.ts';
import type { Clock } from '../../clock.ts';
import type { CountArchive } from '../../history/history.ts';
import { hourKeeper } from './keepHours.ts';
import { rateOf } from './rates.ts';
import { spending } from './spending.ts';
import type { Counts } from './tally.ts';
import { tally } from './tally.ts';

/** What one connection has asked and what it costs. */
export interface Account {
  /** How fast the connection's time runs, from now on. */
  timeRuns(speed: () => number): void;
  sent(attempt: Attempt): void;
  ended(attempt: Attempt, outcome: 'throttled' | 'failed'): void;
  scanned(bytes: number): void;
  slowdown(): number;
  /** True when it is another. */
  metricsEvery(every: Millis): boolean;
  budget(): ConnectionBudget;
  /** Puts the counts of the hours into the archive. */
  keep(): void;
  /** The archive's counts have been cleared. */
  forgetHours(): void;
}

export interface AccountOptions {
  readonly connection: string;
  readonly clock: Clock;
  readonly telemetry: () => Telemetry;
  readonly counts: CountArchive;
}

/** The slowdown moves at most so often. */
const TUNED_EVERY = 5 * SECOND;
const NO_COUNTS: Counts = { requests: 0, units: 0, throttled: 0, failed: 0 };

export function account({ connection, clock, telemetry, counts }: AccountOptions): Account {
  const since = clock.now();
  const sentLately = tally(since);
  const hours = hourKeeper(connection, counts);
  const polls = spending();
  let speedOf = (): number => 1;
  let passedUntil = since;
  let slowdown = 1;
  let tuned: { readonly at: number; readonly cap: number | null } = { at: since, cap: null };
  let every: Millis | null = null;

  const pass = (): void => {
    const now = clock.now();
    // A clock that was set back has let no time pass.
    polls.pass(now, Math.max(0, now - passedUntil) * speedOf());
    passedUntil = now;
  };
  const count = (service: string, operation: string, more: Partial<Counts>): void =>
    sentLately.add(clock.now(), service, operation, more);
  const spent = () => {
    const { prices } = telemetry();
    const queries = hours.scanned(clock.now()) * unitPrice('logs', 'StartQuery', prices);
    return { native: polls.native(prices, slowdown), queries };
  };
  /** A cap that is another holds at once, though its way there is smooth. */
  const tune = (): void => {
    const { monthlyCap: cap } = telemetry();
    const now = clock.now();
    if (cap === tuned.cap && Math.abs(now - tuned.at) < TUNED_EVERY) return;
    tuned = { at: now, cap };
    slowdown = nextSlowdown(slowdown, cap, spent());
  };

  return {
    timeRuns(speed) {
      pass();
      speedOf = speed;
    },
    sent({ service, operation, units }) {
      pass();
      // A query of Insights is paid by what it scans, which is told later.
      const paid = service === 'logs' && operation === 'StartQuery' ? 0 : units;
      const name = nameOf(service);
      count(name, operation, { requests: 1, units: paid });
      hours.add(clock.now(), name, operation, { requests: 1, units: paid });
      if (service === 'monitoring') polls.add(clock.now(), operation, paid, slowdown);
    },
    ended({ service, operation }, outcome) {
      count(nameOf(service), operation, { [outcome]: 1 });
    },
    scanned(bytes) {
      count('logs', 'StartQuery', { units: bytes });
      hours.add(clock.now(), 'logs', 'StartQuery', { requests: 0, units: bytes });
    },
    slowdown() {
      pass();
      tune();
      return slowdown;
    },
    metricsEvery(now) {
      const before = every;
      every = now;
      return before !== now;
    },
    budget() {
      pass();
      tune();
      const { monthlyCap: cap, prices } = telemetry();
      const { over, operations } = sentLately.lastHour(clock.now());
      const costs = operations.map((each): OperationCost => {
        const dollars = each.units * unitPrice(each.service, each.operation, prices);
        return { ...NO_COUNTS, ...each, ...rateOf(serviceOf(each.service), each.operation), dollars };
      });
      const anHour = (total: number) => (total * HOUR) / over;
      return {
        connection,
        over,
        operations: costs.toSorted((a, b) => b.dollars - a.dollars || b.requests - a.requests),
        requestsPerHour: anHour(costs.reduce((total, { requests }) => total + requests, 0)),
        dollarsPerHour: anHour(costs.reduce((total, { dollars }) => total + dollars, 0)),
        forecast: forecastOf(spent(), slowdown),
        cap,
        slowdown,
        metricsEvery: every,
        days: hours.days(clock.now(), prices),
      };
    },
    keep: () => hours.keep(),
    forgetHours: () => hours.forget(),
  };
}

/** Users know it as CloudWatch; its requests are signed for `monitoring`. */
const nameOf = (service: AwsServiceName): string => (service === 'monitoring' ? 'cloudwatch' : service);

const services: Readonly<Record<string, AwsServiceName>> = {
  cloudwatch: 'monitoring',
  logs: 'logs',
  cloudtrail: 'cloudtrail',
  sts: 'sts',
};
const serviceOf = (name: string): AwsServiceName => services[name] ?? 'kinesisanalytics';
