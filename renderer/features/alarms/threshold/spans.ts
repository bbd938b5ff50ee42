import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** A stretch of the past: the last so long, or from one moment to another. */
export type Span =
  { readonly kind: 'last'; readonly length: Millis } | { readonly kind: 'range'; readonly from: Millis; readonly to: Millis };

export const presets: readonly Millis[] = [DAY, millis(3 * DAY), millis(7 * DAY), millis(14 * DAY)];
export const lastWeek: Span = { kind: 'last', length: millis(7 * DAY) };
export const SHORTEST = HOUR;
/** Older figures come an hour apart, in which no alarm of minutes can be judged. */
export const LONGEST = millis(63 * DAY);

/** On whole minutes, as figures are. */
export function rangeOf(span: Span, now: Millis): TimeRange {
  if (span.kind === 'range') return { from: span.from, to: span.to };
  const to = millis(Math.floor(now / MINUTE) * MINUTE);
  return { from: millis(to - span.length), to };
}
