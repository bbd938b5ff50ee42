import { ApplicationRef, Point } from '../application.ts';
import { z, zMillis } from '../schema.ts';
import { SourceError } from '../sourceError.ts';
import { RecommendedAlarmId } from './recommended.ts';
import { Threshold } from './threshold.ts';

/** Which stretch of an application's past is learned from, and how. */
export const LearnQuestion = z.object({
  ref: ApplicationRef,
  alarm: RecommendedAlarmId,
  from: zMillis,
  to: zMillis,
  /** 50…100; null: the alarm's own. */
  percentile: z.number().min(50).max(100).nullable(),
  margin: z.number().min(1).max(10).nullable(),
  /** Null: by hour where the time of day matters. */
  byHour: z.boolean().nullable(),
});
export type LearnQuestion = z.infer<typeof LearnQuestion>;

/** A time that is not normal: an incident, a deploy and what follows it. */
export const Stretch = z.object({
  from: zMillis,
  to: zMillis,
  text: z.string(),
  /** It had begun when it came to be known: when watching, or the time that is looked at, began. */
  beganUnseen: z.boolean().optional(),
});
export type Stretch = z.infer<typeof Stretch>;

/** What was learned, and what it was learned from. */
export const LearnedThreshold = z.object({
  /** Null: there is not enough that is normal; `why` says so. */
  threshold: Threshold.nullable(),
  why: z.string(),
  /** The compared figures, cut to what a chart can show; null is a gap. */
  points: z.array(Point),
  excluded: z.array(Stretch),
  /** How much of the range has figures, 0…1. */
  complete: z.number(),
  /** Between the figures, where that is longer than the alarm's own period: nothing finer is kept of the range. */
  period: zMillis.optional(),
  /** Why the service did not tell what is not kept; absent: it did, or was not needed. */
  unread: SourceError.optional(),
});
export type LearnedThreshold = z.infer<typeof LearnedThreshold>;

export const BacktestQuestion = z.object({
  ref: ApplicationRef,
  alarm: RecommendedAlarmId,
  from: zMillis,
  to: zMillis,
  candidates: z
    .array(
      z.object({
        threshold: Threshold,
        /** Null: the alarm's own M of N. */
        evaluationPeriods: z.int().min(1).max(1440).nullable(),
        datapointsToAlarm: z.int().min(1).max(1440).nullable(),
      }),
    )
    .min(1)
    .max(4),
});
export type BacktestQuestion = z.infer<typeof BacktestQuestion>;

/** One time that an alarm would have been in ALARM. */
export const Firing = z.object({
  from: zMillis,
  /** Null: it lasts. */
  to: zMillis.nullable(),
  /** The index of the known incident that it belongs to; null: a false alarm, as far as is known. */
  incident: z.int().nullable(),
});

/** What a threshold would have done. */
export const BacktestResult = z.object({
  firings: z.array(Firing),
  /** Of the time that has figures, 0…1. */
  share: z.number(),
  /** How long that is. */
  evaluated: zMillis.optional(),
  /** Times that it fired again within an hour of being OK. */
  flaps: z.int(),
  /** For each known incident: how long before its beginning it fired (negative: after), or null: not at all, or nobody saw it begin. */
  leads: z.array(zMillis.nullable()),
});
export type BacktestResult = z.infer<typeof BacktestResult>;

export const Backtest = z.object({
  /** Known incidents of the range: outages, failures, restarts, criticals that are kept. */
  incidents: z.array(Stretch),
  results: z.array(BacktestResult),
  points: z.array(Point),
  complete: z.number(),
  /** As of what is learned; M of N are then as many periods as make up the same time. */
  period: zMillis.optional(),
  unread: SourceError.optional(),
});
export type Backtest = z.infer<typeof Backtest>;
