import type { ApplicationRef } from '#shared/model/application.ts';
import type { MetricInventory, MetricListing, SeriesWindow, Statistic } from '#shared/model/metric.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { FoundApplication } from './findApplication.ts';
import type { Session } from './session.ts';
import type { TimeRange } from './timeRange.ts';

/** A source that fails says so long before; a machine that is busy may need it. */
const PATIENCE = millis(120 * SECOND);
/** So many selectors go into one question. */
const MOST = 100;

/** Every series that the application has. A failure is one sentence. */
export async function askSeries(
  session: Session,
  { ref }: Pick<FoundApplication, 'ref'>,
  signal: AbortSignal,
): Promise<Result<MetricInventory, string>> {
  const [snapshot] = await session.follow({
    topics: [{ kind: 'metrics', ref }],
    // A list of what is kept is not the service's, which comes next.
    tell: ([each]) => each?.state === 'failed' || each?.state === 'stale' || (each?.state === 'live' && each.value.kept !== true),
    patience: PATIENCE,
    signal,
  });
  const value = snapshot === undefined ? undefined : valueOf(snapshot);
  if (value !== undefined) return ok(value);
  return failed(snapshot?.state === 'failed' ? `${snapshot.error.message} ${snapshot.error.remedy}` : 'No answer came in time.');
}

export interface ReadSeries {
  readonly listing: MetricListing;
  readonly window: SeriesWindow;
}

interface MetricsAsked {
  readonly ref: ApplicationRef;
  readonly range: TimeRange;
  readonly series: readonly MetricListing[];
  /** Null: as the catalogue reads it. */
  readonly statistic: Statistic | null;
  /** Null: the finest that the range allows. */
  readonly period: Millis | null;
  readonly columns: number;
}

/** The figures of series over a range, in their order. A failure is one sentence. */
export async function askMetrics(
  session: Pick<Session, 'call'>,
  { ref, range, series, statistic, period, columns }: MetricsAsked,
): Promise<Result<readonly ReadSeries[], string>> {
  const read: ReadSeries[] = [];
  for (let at = 0; at < series.length; at += MOST) {
    const part = series.slice(at, at + MOST);
    const answer = await session.call('metrics.read', {
      ref,
      selectors: part.map((listing) => ({
        name: listing.name,
        statistic: statistic ?? listing.statistic,
        // Another statistic is shown as it is: a quarter of an average would be no figure.
        transform: statistic === null || statistic === listing.statistic ? listing.transform : 'none',
        period,
      })),
      ...range,
      columns,
      source: 'fill',
    });
    if (!answer.ok) return failed(`${answer.error.message} ${answer.error.remedy}`);
    for (const [i, listing] of part.entries()) {
      const window = answer.value[i];
      if (window !== undefined) read.push({ listing, window });
    }
  }
  return ok(read);
}
