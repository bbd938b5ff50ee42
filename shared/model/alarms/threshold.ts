import { z, zMillis } from '../schema.ts';

/** 24 figures: of the hours of a day in UTC. */
export const HourlyFigures = z.array(z.number()).length(24);

/** How a threshold was learned from a normal period. */
export const Learned = z.object({
  from: zMillis,
  to: zMillis,
  /** Which percentile of the normal figures, 50…100; of an alarm that fires below its threshold counted from the top. */
  percentile: z.number().min(50).max(100),
  /** The percentile is multiplied by this (divided, where the alarm fires below). */
  margin: z.number().min(1).max(10),
  /** Figures that were looked at, and those that were left out because the application was not normal then. */
  count: z.int(),
  excluded: z.int(),
  at: zMillis,
});
export type Learned = z.infer<typeof Learned>;

/** Where an alarm fires, in the service's unit, and how that figure was come by. */
export const Threshold = z.discriminatedUnion('basis', [
  /** The guide's own figure. */
  z.object({ basis: z.literal('guide'), value: z.number() }),
  z.object({
    basis: z.literal('learned'),
    /** What CloudWatch is given: with `hours`, the one that no hour goes beyond. */
    value: z.number(),
    /** Where the time of day matters; Streamgauge's own evaluation uses them. */
    hours: HourlyFigures.nullable(),
    learned: Learned,
  }),
  z.object({ basis: z.literal('chosen'), value: z.number(), hours: HourlyFigures.nullable() }),
]);
export type Threshold = z.infer<typeof Threshold>;

/** What is compared at a moment. */
export const thresholdAt = (threshold: Threshold, at: number): number =>
  threshold.basis === 'guide' || threshold.hours === null
    ? threshold.value
    : (threshold.hours[new Date(at).getUTCHours()] ?? threshold.value);
