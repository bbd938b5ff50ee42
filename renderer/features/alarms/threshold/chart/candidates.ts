import type { Threshold } from '#shared/model/alarms/threshold.ts';

/** One threshold among those that are drawn and tried: what holds now, the draft, and what was kept of earlier drafts. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly threshold: Threshold;
  /** A custom property of the page, without its dashes; the same in the chart, its legend and every table. */
  readonly colour: string;
  /** What holds now is drawn broken. */
  readonly isCurrent: boolean;
  /** M of N. */
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
}

export const FIGURE_COLOUR = 'chart-line-1';
export const CURRENT_COLOUR = 'chart-reference';
export const DRAFT_COLOUR = 'chart-line-2';
/** With what holds now and the draft, as many as a question to the engine may have. */
export const KEPT_COLOURS = ['chart-line-4', 'chart-line-3'] as const;
