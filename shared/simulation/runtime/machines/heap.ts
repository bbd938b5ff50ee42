import { clamp } from '../../flow/numbers.ts';
import { drift, uniform } from '../../random.ts';
import { STEP } from '../../types.ts';

/** A JVM's heap and its collectors. */
export interface Heap {
  /** Percent of the heap that is in use. */
  heap: number;
  /** Collections since it started, and how many milliseconds they took. */
  youngCollections: number;
  youngCollecting: number;
  oldCollections: number;
  oldCollecting: number;
  /** Share of the last step that went into collections, 0…1. */
  paused: number;
}

/** What lives long in the heap of a job that does nothing, and of one that works all the time: percent. */
const LIVES = 21;
const WORKING = 9;
/** From here on the old generation is collected the more often the less room is left, up to all of the time at FULL. */
const CROWDED = 68;
const FULL = 98.5;
/** Milliseconds of a collection: of the young generation, of the old one when it runs beside the tasks, and of one that stops them. */
const YOUNG = 14;
const STOPS = 700;
/** Most of the time that a crowded heap's collections take. */
const THRASHING = 0.85;

/** Percent of the heap that live objects take. */
const living = (key: number, count: number, work: number, more: number): number =>
  Math.min(100, LIVES + WORKING * work + 2.5 * drift(key ^ 0x5f, count / 160) + more);

/**
 * The heap after the step `count`: `work` is how much of its core the machine computed on, `more` the percent that live longer than
 * usual, `collecting` the share of the time that collections take for another reason. True when nothing is left.
 */
export function fillHeap(
  own: Heap & { readonly key: number },
  count: number,
  { work, more, collecting }: { readonly work: number; readonly more: number; readonly collecting: number },
): boolean {
  const lives = living(own.key, count, work, more);
  const crowd = clamp((lives - CROWDED) / (FULL - CROWDED), 0, 1);
  own.paused = clamp(Math.max(collecting, THRASHING * crowd ** 3), 0, 0.97);
  own.heap = clamp(lives + youngPart(own.key, count, work) * Math.min(14 + 8 * work, 99 - lives), 5, 99.6);
  collectYoung(own, count, work);
  collectOld(own, count);
  return lives >= FULL;
}

/** The young generation fills and is collected, the faster the more work: 0…1. */
function youngPart(key: number, count: number, work: number): number {
  const period = 3 + (1 - work) * 9;
  return (count / period + uniform(key, 1)) % 1;
}

function collectYoung(own: Heap & { readonly key: number }, count: number, work: number): void {
  const collections = Math.round((1 + 7 * work) * (0.6 + 0.8 * uniform(own.key ^ 0xc010, count)));
  own.youngCollections += collections;
  own.youngCollecting += Math.round(collections * YOUNG * (0.7 + 0.6 * uniform(own.key ^ 0xc013, count)));
}

/** One now and then: about every forty minutes; one after the other when little room is left. */
function collectOld(own: Heap & { readonly key: number }, count: number): void {
  if (uniform(own.key ^ 0xc011, count) < 1 / 160) {
    own.oldCollections += 1;
    own.oldCollecting += Math.round(40 + 90 * uniform(own.key ^ 0xc012, count));
  }
  if (own.paused === 0) return;
  const took = own.paused * STEP;
  // Short ones come in fractions of a step: chance rounds them.
  own.oldCollections += Math.floor(took / STOPS + uniform(own.key ^ 0xc014, count));
  own.oldCollecting += Math.round(took);
}
