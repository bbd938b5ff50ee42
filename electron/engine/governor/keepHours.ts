import { isInsights } from '#shared/analysis/budget/price.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';
import type { CountArchive, HourCount } from '../../history/history.ts';

/** The counts of one connection by hour of real time: gathered here, kept in the archive. */
export interface HourKeeper {
  add(at: Millis, service: string, operation: string, more: { readonly requests: number; readonly units: number }): void;
  /** Bytes that queries of Insights have scanned in the last 30 days, over restarts of the app. */
  scanned(now: Millis): number;
  /** Puts what was gathered into the archive. */
  keep(): void;
}

const MONTH = millis(30 * DAY);

export function hourKeeper(connection: string, counts: CountArchive): HourKeeper {
  const pending = new Map<string, HourCount>();
  let kept: { readonly bytes: number; readonly hour: number } | null = null;

  const bytesIn = (hours: Iterable<HourCount>): number => {
    let bytes = 0;
    for (const { service, operation, units } of hours) if (isInsights(service, operation)) bytes += units;
    return bytes;
  };

  return {
    add(at, service, operation, { requests, units }) {
      const hour = millis(Math.floor(at / HOUR) * HOUR);
      const key = `${hour} ${service} ${operation}`;
      const before = pending.get(key) ?? { connection, service, operation, hour, requests: 0, units: 0 };
      pending.set(key, { ...before, requests: before.requests + requests, units: before.units + units });
    },
    scanned(now) {
      const hour = Math.floor(now / HOUR);
      // Reading a month takes its time: only when an hour of it is over, or another query was kept.
      if (kept?.hour !== hour) kept = { hour, bytes: bytesIn(counts.read(connection, millis(now - MONTH), now)) };
      return kept.bytes + bytesIn(pending.values());
    },
    keep() {
      if (bytesIn(pending.values()) > 0) kept = null;
      for (const count of pending.values()) counts.add(count);
      pending.clear();
    },
  };
}
