import type { Statistic } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';

/** More points of one series than that tell a screen nothing more. */
const MOST_POINTS = 5_000;

const GAUGE_STEPS = [10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY];
const SERVICE_STEPS = GAUGE_STEPS.filter((step) => step >= MINUTE);

/** The finest points that CloudWatch still keeps of a moment so long ago. */
export const finestAt = (age: number): number => (age <= 15 * DAY ? MINUTE : age <= 63 * DAY ? 5 * MINUTE : HOUR);

/** Between the points of a range: as asked for, else the finest that CloudWatch keeps of it and that a screen can use. */
export function planPeriod(
  wanted: { readonly period: Millis | null; readonly statistic: Statistic },
  { from, to }: { readonly from: Millis; readonly to: Millis },
  now: Millis,
): Millis {
  const isGauge = wanted.statistic === 'Gauge';
  if (wanted.period !== null && wanted.period > 0) return millis(isGauge ? wanted.period : wholeMinutes(wanted.period));
  const steps = isGauge ? GAUGE_STEPS : SERVICE_STEPS;
  const finest = isGauge ? 0 : finestAt(now - from);
  return millis(steps.find((step) => step >= finest && (to - from) / step <= MOST_POINTS) ?? DAY);
}

const wholeMinutes = (period: number): number => Math.max(1, Math.round(period / MINUTE)) * MINUTE;
