import { isInsights, unitPrice } from '#shared/analysis/budget/price.ts';
import type { Prices } from '#shared/contract/settings.ts';
import type { DayCost } from '#shared/model/budget.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';
import type { CountArchive, HourCount } from '../../history/history.ts';

type Paid = Pick<HourCount, 'requests' | 'units'>;

/** The counts of one connection by hour of real time, over restarts of the app: gathered here, kept in the archive. */
export interface HourKeeper {
  add(at: Millis, service: string, operation: string, more: Paid): void;
  /** Bytes that queries of Insights have scanned in the last 30 days. */
  scanned(now: Millis): number;
  /** The last days (of UTC) on which anything was asked, newest first. */
  days(now: Millis, prices: Prices): DayCost[];
  /** Puts what was gathered into the archive. */
  keep(): void;
  /** What was kept has been cleared. */
  forget(): void;
}

const MONTH = 30;
const DAYS_SHOWN = 14;

export function hourKeeper(connection: string, counts: CountArchive): HourKeeper {
  const pending = new Map<string, HourCount>();
  /** By number of the day, then by service and operation. */
  let known: Map<number, Map<string, HourCount>> | null = null;

  const note = (days: Map<number, Map<string, HourCount>>, count: HourCount): void => {
    const number = Math.floor(count.hour / DAY);
    const day = days.get(number) ?? new Map<string, HourCount>();
    days.set(number, day);
    addTo(day, `${count.service} ${count.operation}`, count);
  };
  /** The archive is asked once; what is counted from then on is known anyway. */
  const daysAt = (now: Millis): Map<number, Map<string, HourCount>> => {
    if (known === null) {
      known = new Map();
      for (const count of counts.read(connection, millis(now - MONTH * DAY), now)) note(known, count);
      for (const count of pending.values()) note(known, count);
    }
    for (const number of known.keys()) if (number <= Math.floor(now / DAY) - MONTH) known.delete(number);
    return known;
  };

  return {
    add(at, service, operation, { requests, units }) {
      const days = daysAt(at);
      const hour = millis(Math.floor(at / HOUR) * HOUR);
      const count = { connection, service, operation, hour, requests, units };
      addTo(pending, `${hour} ${service} ${operation}`, count);
      note(days, count);
    },
    scanned(now) {
      let bytes = 0;
      for (const day of daysAt(now).values())
        for (const { service, operation, units } of day.values()) if (isInsights(service, operation)) bytes += units;
      return bytes;
    },
    days: (now, prices) =>
      Array.from(daysAt(now), ([number, day]): DayCost => {
        let [requests, dollars] = [0, 0];
        for (const each of day.values()) {
          requests += each.requests;
          dollars += each.units * unitPrice(each.service, each.operation, prices);
        }
        return { day: millis(number * DAY), requests, dollars };
      })
        .toSorted((a, b) => b.day - a.day)
        .slice(0, DAYS_SHOWN),
    keep() {
      for (const count of pending.values()) counts.add(count);
      pending.clear();
    },
    forget() {
      pending.clear();
      known = null;
    },
  };
}

function addTo(counts: Map<string, HourCount>, key: string, count: HourCount): void {
  const before = counts.get(key);
  counts.set(
    key,
    before === undefined ? count : { ...before, requests: before.requests + count.requests, units: before.units + count.units },
  );
}
