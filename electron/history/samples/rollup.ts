import type { Bucket, KeptSample } from '../history.ts';
import { millis } from '#shared/units/units.ts';

/** A stretch of time of one series: `[at, at + width)`, with a point expected each period. */
export interface Stretch {
  readonly at: number;
  readonly width: number;
  readonly period: number;
}

/**
 * What a stretch held. `seen` says which periods it had a point of, one bit each, so that a point that comes again is not counted twice; null:
 * all of them.
 */
export interface Rollup {
  readonly at: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly last: number | null;
  /** Of the last value; null without one. */
  readonly lastAt: number | null;
  readonly sum: number;
  readonly count: number;
  readonly sentinels: number;
  readonly notNumbers: number;
  readonly seen: Uint8Array | null;
}

export const startOf = (at: number, width: number): number => Math.floor(at / width) * width;

const empty = (at: number): Rollup => ({
  at,
  minimum: null,
  maximum: null,
  last: null,
  lastAt: null,
  sum: 0,
  count: 0,
  sentinels: 0,
  notNumbers: 0,
  seen: new Uint8Array(0),
});

/**
 * Adds points to what was known of a stretch. A point of a period that it has already is that point again and changes nothing, unless the
 * points make up everything that was known: then they replace it, corrected values and all.
 */
export function addPoints(known: Rollup | null, points: readonly KeptSample[], stretch: Stretch): Rollup {
  const kept = known === null || covers(points, known, stretch) ? empty(stretch.at) : known;
  const fresh = points.filter(({ at }) => !has(kept.seen, slotOf(at, stretch)));
  const values = fresh.flatMap(({ at, value, mark }) => (mark === 'value' && value !== null ? [{ at, value }] : []));
  const added: Rollup = {
    ...empty(stretch.at),
    ...extremes(values),
    sum: values.reduce((total, { value }) => total + value, 0),
    count: values.length,
    sentinels: fresh.filter(({ mark }) => mark === 'sentinel').length,
    notNumbers: fresh.filter(({ mark }) => mark === 'nan').length,
    seen: bitsOf(
      fresh.map(({ at }) => slotOf(at, stretch)),
      stretch,
    ),
  };
  return merge(kept, added, stretch);
}

/** Of stretches that have no point in common. */
export function merge(a: Rollup, b: Rollup, stretch: Stretch): Rollup {
  const [early, late] = (a.lastAt ?? -Infinity) <= (b.lastAt ?? -Infinity) ? [a, b] : [b, a];
  const newest = late.lastAt === null ? early : late;
  return {
    at: stretch.at,
    minimum: least(a.minimum, b.minimum),
    maximum: most(a.maximum, b.maximum),
    last: newest.last,
    lastAt: newest.lastAt,
    sum: a.sum + b.sum,
    count: a.count + b.count,
    sentinels: a.sentinels + b.sentinels,
    notNumbers: a.notNumbers + b.notNumbers,
    seen: both(a.seen, b.seen, stretch),
  };
}

/** The same as part of a longer stretch: its periods are counted from that one's start. */
export function widen(rollup: Rollup, from: Stretch, to: Stretch): Rollup {
  const first = slotOf(from.at, to);
  const seen = Array.from({ length: slots(from) }, (_, i) => i).filter((slot) => has(rollup.seen, slot));
  return {
    ...rollup,
    at: to.at,
    seen: bitsOf(
      seen.map((slot) => first + slot),
      to,
    ),
  };
}

/** Do the points have every period that is known already? */
export function covers(points: readonly KeptSample[], { seen }: Rollup, stretch: Stretch): boolean {
  const mine = new Set(points.map(({ at }) => slotOf(at, stretch)));
  for (let slot = 0; slot < slots(stretch); slot++) if (has(seen, slot) && !mine.has(slot)) return false;
  return true;
}

export const toBucket = (rollup: Omit<Rollup, 'seen'>): Bucket => ({
  at: millis(rollup.at),
  minimum: rollup.minimum,
  maximum: rollup.maximum,
  last: rollup.last,
  sum: rollup.sum,
  count: rollup.count,
  sentinels: rollup.sentinels,
  notNumbers: rollup.notNumbers,
});

const periodOf = ({ period }: Stretch): number => Math.max(1000, period);
const slotOf = (at: number, stretch: Stretch): number =>
  Math.floor(at / periodOf(stretch)) - Math.floor(stretch.at / periodOf(stretch));
const slots = (stretch: Stretch): number => slotOf(stretch.at + stretch.width - 1, stretch) + 1;

const has = (seen: Uint8Array | null, slot: number): boolean =>
  seen === null || ((seen[slot >> 3] ?? 0) & (1 << (slot & 7))) !== 0;

function bitsOf(taken: readonly number[], stretch: Stretch): Uint8Array | null {
  const count = slots(stretch);
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (const slot of taken) bits[slot >> 3] = (bits[slot >> 3] ?? 0) | (1 << (slot & 7));
  return new Set(taken).size === count ? null : bits;
}

function both(a: Uint8Array | null, b: Uint8Array | null, stretch: Stretch): Uint8Array | null {
  if (a === null || b === null) return null;
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const taken = Array.from({ length: slots(stretch) }, (_, i) => i).filter((slot) => has(a, slot) || has(b, slot));
  return bitsOf(taken, stretch);
}

/** Least, greatest and newest in one pass. */
function extremes(values: readonly { readonly at: number; readonly value: number }[]) {
  let [minimum, maximum, last, lastAt]: (number | null)[] = [null, null, null, null];
  for (const { at, value } of values) {
    minimum = least(minimum ?? null, value);
    maximum = most(maximum ?? null, value);
    if (lastAt === null || lastAt === undefined || at >= lastAt) [last, lastAt] = [value, at];
  }
  return { minimum: minimum ?? null, maximum: maximum ?? null, last: last ?? null, lastAt: lastAt ?? null };
}

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));
const most = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
