import type { Comparison, MissingData } from '../../model/alarm.ts';
import type { RecommendedAlarmId } from '../../model/alarms/recommended.ts';
import type { Millis } from '../../units/units.ts';

/** How the compared figure comes from what is published. */
export type Watching =
  /** The metric as it is, at the level of the application. */
  | { readonly kind: 'plain'; readonly metric: string }
  /** `RATE(m1)`: per second. */
  | { readonly kind: 'rate'; readonly metric: string }
  /** `(m1 * 100) / 60000`: percent of a minute, of a metric in milliseconds. */
  | { readonly kind: 'shareOfMinute'; readonly metric: string }
  /** The furthest behind of the application's streams or topics. */
  | { readonly kind: 'lag'; readonly metric: string }
  /** `m1 - m2`, of the same operator. */
  | { readonly kind: 'difference'; readonly metric: string; readonly minus: string };

/** How a threshold is learned where the guide leaves it to the owner. Judgements of ours, measured in docs/alarms.md. */
export interface Learning {
  /** Of the normal figures; 50…100, from the top where the alarm fires below. */
  readonly percentile: number;
  /** The percentile is multiplied (where it fires below: divided) by it. */
  readonly margin: number;
  /** No threshold is nearer to zero than this, in the service's unit: less is no trouble, whatever is usual. */
  readonly least: number;
  /** Whether the time of day may matter. */
  readonly byHour: boolean;
}

/** One alarm that the guide recommends (pp. 443-453), completed where the guide is silent. */
export interface AlarmEntry {
  readonly id: RecommendedAlarmId;
  readonly title: string;
  /** Short, for the head of a column. */
  readonly short: string;
  readonly watching: Watching;
  readonly statistic: 'Average' | 'Minimum' | 'Maximum';
  readonly comparison: Comparison;
  /** CloudWatch's name of the compared figure's unit. */
  readonly unit: 'Milliseconds' | 'Count' | 'Count/Second' | 'Bytes' | 'Percent';
  /** The guide's own figure, in that unit; null: learned from what is normal. */
  readonly threshold: number | null;
  readonly learning: Learning | null;
  /** The guide gives none but for GC: metrics come once a minute. */
  readonly period: Millis;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: MissingData;
  /** A sentence or two: what it means when it fires, and what to do about it. */
  readonly why: string;
  readonly remedy: string;
  /** Where the guide goes on: a topic of its troubleshooting, and the page. */
  readonly topic: { readonly title: string; readonly page: number } | null;
  /** Finer series than those of the application are needed. */
  readonly level: 'APPLICATION' | 'OPERATOR';
  /** The guide says “recommended for all applications” (pp. 444-447). */
  readonly forAll: boolean;
  readonly severity: 'critical' | 'warning';
  /** Alarms of the same cause make one notification. */
  readonly cause: 'down' | 'checkpoints' | 'throughput' | 'state' | 'memory' | 'cpu' | 'threads' | 'watermark';
  readonly page: number;
}
