import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { z, zMillis } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';

/** Which time the charts show: the last minutes, moving on with now; or from one moment to another. */
export const Span = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('last'), minutes: z.int().min(5).max(655_200) }),
  z.object({ kind: z.literal('absolute'), from: zMillis, to: zMillis }),
]);
export type Span = z.infer<typeof Span>;

export const DEFAULT_SPAN: Span = { kind: 'last', minutes: 180 };

/** A click away; a control holds no more side by side. */
export const presets = [15, 60, 180, 1440, 10_080, 20_160] as const;
/** In the list of the picker. */
export const morePresets = [30, 360, 720, 4320, 43_200] as const;

/** How often a moving range moves: with each minute, or when it would have moved by a pixel. */
export const pace = (minutes: number, columns: number): Millis => millis(Math.max(1, Math.floor(minutes / columns)) * MINUTE);

/** The newest whole minute of a moving range. CloudWatch has none of the minute that lasts. */
export const endOf = (now: Millis, every: Millis): Millis => millis(Math.floor(now / every) * every);

export const rangeOf = (span: Span, end: Millis): TimeRange =>
  span.kind === 'absolute' ? { from: span.from, to: span.to } : { from: millis(end - span.minutes * MINUTE), to: end };

/** What it is compared with: the same hours before. */
export const comparisons = ['none', 'day', 'week'] as const;
export type Comparison = (typeof comparisons)[number];

export const shiftOf = (comparison: Comparison): Millis | null =>
  comparison === 'none' ? null : comparison === 'day' ? DAY : millis(7 * DAY);
