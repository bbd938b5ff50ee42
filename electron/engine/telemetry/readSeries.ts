import type { RawPoint } from '../../clients/aws/cloudWatch.ts';
import type { History } from '../../history/history.ts';
import type { MetricsQuestion, SeriesName, SeriesWindow, Statistic } from '#shared/model/metric.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';

/** Series as a service holds them; null where there is none (a plain cluster has no history but ours). */
export interface SeriesService {
  /** The points of each in `[from, to)`, oldest first, in the order of the names. */
  read(
    wanted: readonly { readonly name: SeriesName; readonly statistic: Statistic; readonly period: Millis }[],
    range: { readonly from: Millis; readonly to: Millis },
    signal: AbortSignal,
  ): Promise<Result<readonly (readonly RawPoint[])[]>>;
}

export interface SeriesSources {
  readonly history: History;
  readonly service: SeriesService | null;
  /** The connection's time. */
  readonly now: Millis;
}

/**
 * Answers `metrics.read`: from what is kept; what is not, or only coarser than asked for, from the service, and that is kept. Merged,
 * transformed, counted, cut to the columns. When the service fails, what is kept is the answer, if it has any point at all.
 */
export function readSeries(
  sources: SeriesSources,
  question: MetricsQuestion,
  signal: AbortSignal,
): Promise<Result<SeriesWindow[]>> {
  throw new Error(`not built: ${question.selectors.length}${String(sources.now)}${String(signal.aborted)}`);
}
