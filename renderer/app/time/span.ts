import { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** How much time the slider covers. */
export const spans = [
  { id: 'hour', text: '1 h', length: HOUR },
  { id: 'six', text: '6 h', length: millis(6 * HOUR) },
  { id: 'day', text: '24 h', length: DAY },
  { id: 'all', text: 'All kept', length: null },
] as const;

export const spanIds = z.literal(spans.map(({ id }) => id));
type SpanId = z.infer<typeof spanIds>;

export interface Stretch {
  readonly from: Millis;
  readonly to: Millis;
  /** Between two positions of the slider. */
  readonly step: Millis;
}

/** Without anything kept there is still the hour before now. */
const LEAST = HOUR;
/** So many positions of the slider are enough: it is not wider. */
const POSITIONS = 2000;

/** What the slider covers: whole minutes up to now, of what is kept; and the cursor, wherever it stands. */
export function stretchOf(id: SpanId, now: Millis, oldest: Millis | null, cursor: Millis | null): Stretch {
  const length = spans.find((span) => span.id === id)?.length ?? null;
  // A simulator has a time of its own: what another connection keeps may be older, or lie in its future.
  const kept = oldest === null || oldest > now - LEAST ? now - LEAST : oldest;
  const wanted = length === null ? kept : Math.max(now - length, kept);
  const from = Math.min(wanted, cursor ?? wanted, now);
  const step = Math.max(1, Math.ceil((now - from) / POSITIONS / MINUTE)) * MINUTE;
  return { from: millis(Math.floor(from / step) * step), to: millis(Math.ceil(now / step) * step), step: millis(step) };
}
