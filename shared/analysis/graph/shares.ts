import type { TimeShares, Vertex } from '../../model/job.ts';

/** How a vertex spends its time, and whose figures these are. */
export interface SharesOf extends TimeShares {
  /** `worst`: of its worst subtask; `mean`: its subtasks are not read, and the mean is all that is known. */
  readonly of: 'worst' | 'mean';
}

/**
 * By what a vertex is judged: its worst subtask where subtasks were read, else the mean. A mean can hide a hot subtask but never make
 * one up: who is busy or held back by the mean is so by the worst subtask as well.
 */
export const sharesOf = ({ detail, worst, mean }: Vertex): SharesOf =>
  detail === 'totals' ? { ...mean, of: 'mean' } : { ...worst, of: 'worst' };
