import { setImmediate } from 'node:timers/promises';
import type { KeptSeries, Owner } from '../../history/history.ts';
import { figureOf } from '#shared/analysis/series/buckets.ts';
import { figuresOf } from '#shared/analysis/alarms/evaluation/figuresOf.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { EMPTY } from '#shared/analysis/metricMath/values.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { metricEntry, serviceValue } from '#shared/catalogue/metrics.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { ApplicationRef, Point } from '#shared/model/application.ts';
import type { SeriesName, Statistic } from '#shared/model/metric.ts';
import { seriesKey, statistics } from '#shared/model/metric.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { SeriesRead } from '../telemetry/fillFrom.ts';
import { fillFrom } from '../telemetry/fillFrom.ts';
import { finestAt } from '../telemetry/planPeriod.ts';
import { keptByKey } from '../telemetry/readSeries.ts';
import type { Slots } from '../telemetry/slots.ts';
import { commonPeriod, keptSlots, widened } from '../telemetry/slots.ts';
import type { AlarmParts } from './alarmParts.ts';

export interface FiguresQuestion {
  readonly ref: ApplicationRef;
  readonly queries: readonly AlarmQuery[];
  readonly from: Millis;
  readonly to: Millis;
  readonly period: Millis;
  /** `fill`: what is not kept is asked of the service. */
  readonly source: 'history' | 'fill';
}

/** The compared figures of an alarm, one for each period, in the service's unit; null: no datapoint. */
export interface AlarmFigures {
  readonly points: readonly Point[];
  /** The same without the gaps, as a replay takes them. */
  readonly figures: ReturnType<typeof figuresOf>;
  /** Between the points: longer than was asked for where nothing finer is kept, by us or by the service. */
  readonly period: Millis;
  readonly unread?: SourceError;
}

const GIVEN_UP: SourceError = {
  kind: 'timeout',
  source: 'Streamgauge',
  message: 'The figures of the alarm could not be read in time.',
  remedy: 'Try again, or choose a shorter time.',
};

/** Somebody waits for it, and two weeks of ten series take several requests. */
const PATIENCE = millis(45 * SECOND);

/**
 * Reads the series of an alarm and evaluates its metric math; sentinels and NaN are no datapoints. When the service fails, what is kept is the
 * answer, with the reason, if there is any point at all.
 */
export async function readFigures(
  { history, watched, now: nowOf }: Pick<AlarmParts, 'history' | 'watched' | 'now'>,
  { ref, queries, from, to, period: wanted, source }: FiguresQuestion,
  signal: AbortSignal,
): Promise<Result<AlarmFigures>> {
  const watcher = watched.get(ref.connection)?.watcher;
  const now = nowOf(ref.connection);
  const service = source === 'fill' ? (watcher?.series?.(ref) ?? null) : null;
  const owner: Owner = { connection: ref.connection, application: ref.id };
  const kept = keptByKey(history, owner);
  const period = millis(service === null ? wanted : Math.max(wanted, finestAt(now - from)));
  // A rate needs the figure before the first, too.
  const range = { from: millis(from - period), to: millis(Math.max(from, to)) };

  const reads: { readonly id: string; readonly read: SeriesRead }[] = [];
  for (const { id, series } of queries) {
    const statistic = statistics.find((each) => each === series?.statistic);
    if (series === null || statistic === undefined) continue;
    const { name } = series;
    const slots = keptSlots(history.samples, keptOf(kept, name, statistic), period, range);
    reads.push({ id, read: { owner, name, statistic, period, slots } });
    // Two weeks of one series take some tens of milliseconds: polls and other viewers have their turn after it.
    await setImmediate();
  }
  const all = reads.map(({ read }) => read);
  if (signal.aborted) return failed(GIVEN_UP);
  const filled = service === null ? ok(null) : await fillFrom({ history, service, now, patience: PATIENCE }, all, range, signal);
  if (!filled.ok && all.every(({ slots }) => slots.size === 0)) return failed(filled.error.error);

  for (const { slots } of all) withoutCoarse(slots, period, service !== null && filled.ok);
  const common = all.reduce((widest, { slots }) => commonPeriod(slots, widest), period);
  const points = new Map(reads.map(({ id, read }) => [id, pointsOf(read, common)]));
  const compared = figuresOf(queries, (id) => points.get(id) ?? EMPTY, { ...range, period: common });
  const span = { from, to: millis(Math.min(to, now)), period: common };
  const answer = { points: onGrid(compared, span), figures: compared, period: common };
  return ok(filled.ok ? answer : { ...answer, unread: filled.error.error });
}

/**
 * Leaves out coarser figures of a stretch of which finer ones are known, and all where the service has told what it has: one that is left over
 * would make everything as coarse.
 */
function withoutCoarse(slots: Slots, period: Millis, isAnswered: boolean): void {
  for (const [at, { width }] of slots) {
    if (width <= period) continue;
    let hasFiner = isAnswered;
    for (let fine = at + period; fine < at + width && !hasFiner; fine += period) hasFiner = slots.has(millis(fine));
    if (hasFiner) slots.delete(at);
  }
}

/** The JobManager tells these once a minute, so that a minute's statistics are all the same; they are kept as Maximum. */
const ONE_A_MINUTE: readonly string[] = ['downtime', 'numberOfFailedCheckpoints'];

/** What is kept of a series in a statistic, before what is kept of it in one that is equal. */
function keptOf(kept: ReadonlyMap<string, readonly KeptSeries[]>, name: SeriesName, statistic: Statistic): readonly KeptSeries[] {
  const of = (each: Statistic): readonly KeptSeries[] => kept.get(`${seriesKey(name)}|${each}`) ?? [];
  const entry = metricEntry(name.namespace, name.metric);
  const isOne =
    name.namespace === NAMESPACE && entry !== null && ONE_A_MINUTE.includes(entry.name) && statistic !== entry.statistic;
  return isOne ? [...of(statistic), ...of(entry.statistic)] : of(statistic);
}

/** What there is of a series, oldest first, in the service's unit. */
function pointsOf({ name, statistic, period, slots }: SeriesRead, common: Millis): Points {
  const ordered = [...(common === period ? slots : widened(slots, common))].sort(([a], [b]) => a - b);
  const [times, values]: [number[], number[]] = [[], []];
  for (const [at, { held }] of ordered) {
    const figure = figureOf(held, statistic);
    if (figure === null) continue;
    times.push(at);
    values.push(serviceValue(name, figure));
  }
  return { times, values };
}

/** One for each period that has begun. */
function onGrid(
  { times, values }: Points,
  { from, to, period }: { readonly from: Millis; readonly to: Millis; readonly period: Millis },
): Point[] {
  const known = new Map(times.map((at, i) => [at, values[i] ?? null]));
  const points: Point[] = [];
  for (let at = millis(Math.ceil(from / period) * period); at < to; at = millis(at + period))
    points.push([at, known.get(at) ?? null]);
  return points;
}
