import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/units/units.ts';

/** Figures of one moment, by name. Null: not measured. */
export type Sample = Readonly<Record<string, number | null>>;

/**
 * Samples of one job since the watch began: every one of the last hour, then one a minute for a day. A cluster's REST interface has
 * no history of its own.
 */
export interface SampleRing {
  add(at: Millis, sample: Sample): void;
  /** One figure over time, at least `period` between points; a gap where nothing was asked for a while. */
  points(name: string, from: Millis, period: Millis): Point[];
  /** Names that ever had a value, in the order in which they came. */
  names(): readonly string[];
}

/** Samples that come closer together than this replace the one before. */
const CLOSEST = SECOND;
/** Between two samples that are further apart than this, nothing is known. */
const GAP = 3 * MINUTE;

export function sampleRing(): SampleRing {
  let samples: { readonly at: Millis; readonly sample: Sample }[] = [];
  const known = new Set<string>();

  /** Once a minute at most is enough for what is older than an hour; what is older than a day goes. */
  const thin = (now: Millis): void => {
    let last = -Infinity;
    samples = samples.filter(({ at }) => {
      if (at < now - DAY || (at < now - HOUR && at - last < MINUTE)) return false;
      last = at;
      return true;
    });
  };
  let thinned = -Infinity;

  return {
    add(at, sample) {
      for (const [name, value] of Object.entries(sample)) if (value !== null) known.add(name);
      const last = samples.at(-1);
      if (last !== undefined && at - last.at < CLOSEST) samples.pop();
      samples.push({ at, sample });
      if (at - thinned < MINUTE) return;
      thinned = at;
      thin(at);
    },
    points(name, from, period) {
      const points: Point[] = [];
      let last: Millis | null = null;
      for (const { at, sample } of samples) {
        if (at < from || (last !== null && at - last < period)) continue;
        if (last !== null && at - last > Math.max(GAP, 2 * period)) points.push([(last + period) as Millis, null]);
        points.push([at, sample[name] ?? null]);
        last = at;
      }
      return points;
    },
    names: () => [...known],
  };
}
