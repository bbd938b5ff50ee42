import type { Prices } from '#shared/contract/settings.ts';
import { unitPrice } from '#shared/analysis/budget/price.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** What polls would cost at their native rate, learnt from what they cost while slowed. */
export interface Spending {
  /** So many paid units were asked for at a slowdown: at native rate it would have been so many times as many in the same time. */
  add(at: Millis, operation: string, units: number, slowdown: number): void;
  /** So much of the connection's time went by. */
  pass(at: Millis, duration: number): void;
  /** Dollars an hour of the connection's time: of the last hour of it, or of longer where polls have become rarer than that. */
  native(prices: Prices, slowdown: number): number;
}

interface Slot {
  metrics: number;
  requests: number;
  time: number;
}

/** An average is made of so many polls at least, of a minute natively. */
const POLLS = 10;
const SLOTS = DAY / MINUTE;

export function spending(): Spending {
  /** By minute of real time, oldest first. */
  const slots = new Map<number, Slot>();
  const slotAt = (at: Millis): Slot => {
    const minute = Math.floor(at / MINUTE);
    const known = slots.get(minute);
    if (known !== undefined) return known;
    const slot = { metrics: 0, requests: 0, time: 0 };
    slots.set(minute, slot);
    for (const old of slots.keys()) if (old <= minute - SLOTS) slots.delete(old);
    return slot;
  };

  return {
    add(at, operation, units, slowdown) {
      const slot = slotAt(at);
      if (operation === 'GetMetricData') slot.metrics += units * slowdown;
      else slot.requests += units * slowdown;
    },
    pass(at, duration) {
      slotAt(at).time += duration;
    },
    native(prices, slowdown) {
      const enough = Math.min(DAY, Math.max(HOUR, POLLS * slowdown * MINUTE));
      let [dollars, time] = [0, 0];
      for (const slot of [...slots.values()].toReversed()) {
        if (time >= enough) break;
        time += slot.time;
        dollars += slot.metrics * unitPrice('cloudwatch', 'GetMetricData', prices);
        dollars += slot.requests * unitPrice('cloudwatch', 'ListMetrics', prices);
      }
      // What came with the start is not taken for what comes every second.
      return dollars / (millis(Math.max(time, MINUTE)) / HOUR);
    },
  };
}
