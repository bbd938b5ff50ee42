import type { KeptSeries } from '../../../history/history.ts';
import { chartNames, chartSeries, periodFor } from '../../aws/charts.ts';
import { SOURCES, TASKS, tellingSeries } from '../../aws/discovery.ts';
import type { ApplicationFigures, DiscoveredSeries } from '../../aws/fleetMetrics.ts';
import { notRunning } from '../../aws/fleetPublisher.ts';
import { rowMetrics } from '../../aws/fleetMetrics.ts';
import { detailOf, summarise } from '../../aws/summarise.ts';
import { largest, onGrid, rangeOf } from '../../grid.ts';
import { figureOf } from '#shared/analysis/series/buckets.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { metricEntry } from '#shared/catalogue/metrics.ts';
import type { ApplicationDetail, ApplicationSummary, Point } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { Series } from '#shared/model/series.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { isOver } from '../isOver.ts';
import type { KeptState } from '../keptShapes.ts';
import { KeptDescription, KeptJob, shaped } from '../keptShapes.ts';
import type { Range } from '../slots.ts';
import { keptSlots } from '../slots.ts';
import type { Then } from './pastParts.ts';
import { live, missing, ownerIn, stateThen } from './pastParts.ts';

/** A job that was read longer ago says nothing about the moment. */
const FRESH = millis(3 * MINUTE);
/** The row of the fleet has an hour of figures. */
const ROW_MINUTES = 60;

/** An application that was listed, with what was listed of it. */
export type ListedThen = KeptState & { readonly listed: NonNullable<KeptState['listed']> };

export const wasListed = (state: KeptState | null): state is ListedThen => state !== null && !state.gone && state.listed !== null;

/** `arn:aws:kinesisanalytics:REGION:…` */
const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

export function summaryThen(then: Then, arn: string, { listed }: ListedThen): ApplicationSummary {
  const { id, name } = then.connection;
  return summarise(
    {
      connection: { id, name, region: regionOf(arn) },
      listed,
      described: descriptionThen(then, arn),
      figures: listed.status === 'READY' ? new Map() : figuresThen(then, arn, listed.name),
      job: jobThen(then, arn),
    },
    then.moment,
  );
}

export function detailThen(then: Then, arn: string, state: ListedThen): Snapshot<ApplicationDetail> {
  const described = descriptionThen(then, arn);
  if (described === null) return missing('What this application was configured like at that time is not kept.');
  return live(detailOf(summaryThen(then, arn, state), described), then.moment);
}

export function descriptionThen(then: Then, arn: string): KeptDescription | null {
  const record = then.history.records.lastBefore(ownerIn(then, arn), 'description', then.moment);
  return record === null ? null : shaped(KeptDescription, record.value);
}

/** The job as it was read last before the moment. */
export function jobThen(then: Then, application: string): Snapshot<Job> {
  const status = stateThen(then, application)?.listed?.status;
  if (status !== undefined && status !== 'RUNNING') return { state: 'failed', error: notRunning(status) };
  const record = then.history.records.lastBefore(ownerIn(then, application), 'job', then.moment);
  const kept = record === null ? null : shaped(KeptJob, record.value);
  if (record === null || kept === null) return missing('The job of that time is not kept.');
  // One that has ended is read once.
  if (isOver(kept.job.state) || then.moment - record.at <= FRESH) return live(kept.job, record.at);
  const { error } = missing('The job was not read (again) by that time.');
  return { state: 'stale', value: kept.job, at: record.at, error };
}

/** The key series of the application's page. */
export function chartsThen(then: Then, arn: string, { listed }: ListedThen, minutes: number): Snapshot<Series[]> {
  const period = periodFor(minutes);
  const range = rangeOf(then.moment, minutes, period);
  const kept = keptOf(then, arn);
  const discovered = [...SOURCES, ...TASKS].flatMap((metric) => tellingOf(kept, metric, listed.name));
  const pointsOf = (name: DiscoveredSeries) => keptPoints(then, kept, name, range, period);
  return live(chartSeries(chartNames(listed.name, discovered), pointsOf, range, period), then.moment);
}

/** Every series of the managed service that is kept as the catalogue reads it. */
const keptOf = (then: Then, arn: string): readonly KeptSeries[] =>
  then.history.samples
    .list(ownerIn(then, arn))
    .filter(
      ({ namespace, metric, statistic }) => namespace === NAMESPACE && metricEntry(namespace, metric)?.statistic === statistic,
    );

const tellingOf = (kept: readonly KeptSeries[], metric: string, application: string): readonly DiscoveredSeries[] => {
  const names = new Map<string, DiscoveredSeries>();
  for (const { namespace, metric: own, dimensions } of kept)
    if (own === metric && dimensions['Application'] === application)
      names.set(seriesKey({ namespace, metric, dimensions }), { namespace, metric, dimensions });
  return tellingSeries([...names.values()]);
};

/** The points of a series in so long a period; the figure of a roll-up, where only that is left, is that of each of its periods. */
function keptPoints(then: Then, kept: readonly KeptSeries[], name: DiscoveredSeries, range: Range, period: Millis): Point[] {
  const key = seriesKey({ ...name, dimensions: { ...name.dimensions } });
  const own = kept.filter((each) => each.period <= period && seriesKey(each) === key);
  const statistic = metricEntry(name.namespace, name.metric)?.statistic ?? 'Average';
  const slots = keptSlots(then.history.samples, own, period, range);
  return [...slots]
    .sort(([a], [b]) => a - b)
    .flatMap(([at, { held, width }]) =>
      Array.from({ length: width / period }, (_, i) => millis(at + i * period))
        .filter((each) => each === at || !slots.has(each))
        .map((each): Point => [each, figureOf(held, statistic)]),
    );
}

const isOfRow = (metric: string): boolean => (rowMetrics as readonly string[]).includes(metric);

/** The figures of a row, as the collector folds them. */
function figuresThen(then: Then, arn: string, application: string): ApplicationFigures {
  const range = rangeOf(then.moment, ROW_MINUTES, MINUTE);
  const kept = keptOf(then, arn);
  const own = kept.filter(({ dimensions, metric }) => Object.keys(dimensions).length === 1 && isOfRow(metric));
  const names = new Map(own.map((each) => [each.metric, each]));
  const found = new Map<string, readonly Point[]>();
  for (const name of [...names.values(), ...SOURCES.flatMap((metric) => tellingOf(kept, metric, application))]) {
    const points = onGrid(keptPoints(then, kept, name, range, MINUTE), range, MINUTE);
    if (points.every(([, value]) => value === null)) continue;
    const before = found.get(name.metric);
    // Several streams or topics: the one that is furthest behind.
    found.set(name.metric, before === undefined ? points : largest([before, points]));
  }
  return found;
}
