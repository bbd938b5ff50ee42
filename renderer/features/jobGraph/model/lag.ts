import type { Vertex } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/**
 * How far a vertex' event time is behind the moment that its figures are of; null without a watermark. Not behind now: figures that
 * are old must not seem to get worse.
 */
export const lagOf = ({ watermark }: Vertex, at: Millis | null): Millis | null =>
  watermark === null || at === null ? null : millis(Math.max(0, at - watermark));
