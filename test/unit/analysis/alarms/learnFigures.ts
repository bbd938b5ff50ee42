import type { Point } from '#shared/model/application.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** A Monday. */
export const START = Date.UTC(2026, 9, 12);

export interface Usual {
  readonly days: number;
  readonly seed: number;
  /** What is usual at an hour of the day, 0…24. */
  readonly level?: (hour: number) => number;
  /** Of it; uniform. */
  readonly noise?: number;
  readonly period?: number;
}

/** Figures of normal days: a level by the time of day, with noise of a seeded generator. */
export function usualFigures({ days, seed, level = () => 100, noise = 0.2, period = MINUTE }: Usual): Point[] {
  const random = generator(seed);
  return Array.from({ length: (days * DAY) / period }, (_, i): Point => {
    const at = START + i * period;
    return [millis(at), level((at % DAY) / HOUR) * (1 + noise * (2 * random() - 1))];
  });
}

/** The same figures with some of them changed. */
export const changedBetween = (points: readonly Point[], from: number, to: number, change: (value: number) => number): Point[] =>
  points.map(([at, value]): Point => [at, at >= from && at < to && value !== null ? change(value) : value]);

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
