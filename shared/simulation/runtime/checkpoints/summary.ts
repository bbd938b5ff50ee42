import { at } from '../../flow/numbers.ts';
import type { CheckpointSpread, SimulatedCheckpoint, SummarizedFigure } from '../../types.ts';

const FIGURES: readonly SummarizedFigure[] = ['checkpointedSize', 'stateSize', 'duration', 'processed', 'persisted'];
/** Quantiles are of so many, the newest: Flink keeps 10,000, which would be much for hundreds of jobs. */
const RECENT = 200;

/** Of all that have completed, by figure. */
export interface SummaryRuntime {
  count: number;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly sums: Float64Array;
  /** The newest, a row of figures each; the next one replaces the oldest. */
  readonly recent: Float64Array;
}

export const startSummary = (): SummaryRuntime => ({
  count: 0,
  lowest: new Float64Array(FIGURES.length).fill(Infinity),
  highest: new Float64Array(FIGURES.length),
  sums: new Float64Array(FIGURES.length),
  recent: new Float64Array(FIGURES.length * RECENT),
});

export function addToSummary(summary: SummaryRuntime, checkpoint: SimulatedCheckpoint): void {
  const { lowest, highest, sums, recent } = summary;
  const row = (summary.count % RECENT) * FIGURES.length;
  for (const [f, figure] of FIGURES.entries()) {
    const value = checkpoint[figure];
    lowest[f] = Math.min(at(lowest, f), value);
    highest[f] = Math.max(at(highest, f), value);
    sums[f] = at(sums, f) + value;
    recent[row + f] = value;
  }
  summary.count += 1;
}

/** What readers see of it. */
export const viewSummary = (summary: SummaryRuntime): Readonly<Record<SummarizedFigure, CheckpointSpread>> =>
  Object.fromEntries(FIGURES.map((figure, f) => [figure, spreadOf(summary, f)])) as Record<SummarizedFigure, CheckpointSpread>;

function spreadOf({ count, lowest, highest, sums, recent }: SummaryRuntime, f: number): CheckpointSpread {
  if (count === 0) return { min: 0, max: 0, average: 0, recent: [] };
  return {
    min: at(lowest, f),
    max: at(highest, f),
    average: at(sums, f) / count,
    recent: Array.from({ length: Math.min(count, RECENT) }, (_, i) => at(recent, i * FIGURES.length + f)),
  };
}
