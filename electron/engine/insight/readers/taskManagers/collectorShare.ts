import type { Millis, Ratio } from '#shared/units/units.ts';
import { MINUTE, SECOND, ratio } from '#shared/units/units.ts';

interface Reading {
  readonly at: Millis;
  /** Milliseconds that all collectors of a process took since it began. */
  readonly collected: number;
}

/** Flink hands out the same figures for 10 s: a shorter stretch says nothing. */
const LEAST = 9 * SECOND;

/** Which share of time a process' collectors take, over the readings of about the last minute. Null before two of them differ in time. */
export function collectorShare(): {
  add(process: string, at: Millis, collected: number | null): Ratio | null;
  keep(processes: ReadonlySet<string>): void;
} {
  const readings = new Map<string, Reading[]>();
  return {
    add(process, at, collected) {
      if (collected === null) return null;
      const before = readings.get(process) ?? [];
      const last = before.at(-1);
      // A process that began anew under the same name counts from 0; a clock that was set back makes older readings newer.
      const usable = last !== undefined && (last.collected > collected || last.at > at) ? [] : before;
      const recent = usable.filter((each, i) => at - each.at <= MINUTE || i === usable.length - 1);
      readings.set(process, [...recent, { at, collected }]);
      const [oldest] = recent;
      if (oldest === undefined || at - oldest.at < LEAST) return null;
      return ratio(Math.min(1, (collected - oldest.collected) / (at - oldest.at)));
    },
    keep(processes) {
      for (const process of readings.keys()) if (!processes.has(process)) readings.delete(process);
    },
  };
}
