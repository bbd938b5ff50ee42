import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** What was sent of one operation. */
export interface Counts {
  readonly requests: number;
  readonly units: number;
  readonly throttled: number;
  readonly failed: number;
}

export interface OperationCounts extends Counts {
  readonly service: string;
  readonly operation: string;
}

/** What was sent in the last hour, in slots of a minute of real time. */
export interface Tally {
  add(at: Millis, service: string, operation: string, more: Partial<Counts>): void;
  /** By service and operation; and of how much time they are: an hour less what is left of its first minute, less when younger, a minute at least. */
  lastHour(now: Millis): { readonly over: Millis; readonly operations: readonly OperationCounts[] };
}

const NOTHING: Counts = { requests: 0, units: 0, throttled: 0, failed: 0 };
const SLOTS = HOUR / MINUTE;

const sum = (a: Counts, b: Partial<Counts>): Counts => ({
  requests: a.requests + (b.requests ?? 0),
  units: a.units + (b.units ?? 0),
  throttled: a.throttled + (b.throttled ?? 0),
  failed: a.failed + (b.failed ?? 0),
});

export function tally(since: Millis): Tally {
  /** By minute, then by service and operation. */
  const slots = new Map<number, Map<string, OperationCounts>>();
  const firstOf = (now: Millis): number => Math.floor(now / MINUTE) - SLOTS + 1;
  const addTo = (slot: Map<string, OperationCounts>, service: string, operation: string, more: Partial<Counts>): void => {
    const key = `${service} ${operation}`;
    slot.set(key, { service, operation, ...sum(slot.get(key) ?? NOTHING, more) });
  };

  return {
    add(at, service, operation, more) {
      const minute = Math.floor(at / MINUTE);
      const slot = slots.get(minute) ?? new Map<string, OperationCounts>();
      if (slot.size === 0) {
        slots.set(minute, slot);
        for (const old of slots.keys()) if (old < firstOf(at)) slots.delete(old);
      }
      addTo(slot, service, operation, more);
    },
    lastHour(now) {
      const total = new Map<string, OperationCounts>();
      for (const [minute, slot] of slots) {
        if (minute < firstOf(now)) continue;
        for (const { service, operation, ...counts } of slot.values()) addTo(total, service, operation, counts);
      }
      const over = millis(Math.max(MINUTE, now - Math.max(since, firstOf(now) * MINUTE)));
      return { over, operations: [...total.values()] };
    },
  };
}
