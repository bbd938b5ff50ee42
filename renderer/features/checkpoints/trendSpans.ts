import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** How far back the trend goes. */
export const spans = [
  { id: '1h', text: '1 h', length: HOUR },
  { id: '6h', text: '6 h', length: millis(6 * HOUR) },
  { id: '24h', text: '24 h', length: DAY },
  { id: '7d', text: '7 d', length: millis(7 * DAY) },
  { id: '30d', text: '30 d', length: millis(30 * DAY) },
] as const;

export const spanIds = z.enum(['1h', '6h', '24h', '7d', '30d']);
export type SpanId = z.infer<typeof spanIds>;

export const spanOf = (id: SpanId): (typeof spans)[number] => spans.find((each) => each.id === id) ?? spans[1];

/** It moves on in whole steps, so that it is read once a step. */
export function rangeBefore(now: Millis, id: SpanId): TimeRange {
  const { length } = spanOf(id);
  const step = Math.max(MINUTE / 2, length / 500);
  const to = millis(Math.ceil(now / step) * step);
  return { from: millis(to - length), to };
}

/** A range that is mostly before anything is known draws all at its edge: from this share on it begins where the history does. */
const EMPTY = 0.25;
const SHORTEST = 10 * MINUTE;

/** The part of a range that something is known of; the same range where that is most of it. */
export function fitted(range: TimeRange, oldest: Millis | null): TimeRange {
  const length = range.to - range.from;
  if (oldest === null || oldest - range.from < EMPTY * length) return range;
  const known = Math.max(SHORTEST, (range.to - oldest) * 1.04);
  return { from: millis(Math.max(range.from, Math.floor((range.to - known) / MINUTE) * MINUTE)), to: range.to };
}
