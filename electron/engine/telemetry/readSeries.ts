import type { RawPoint } from '../../clients/aws/cloudWatch.ts';
import type { History, KeptSeries, Owner } from '../../history/history.ts';
import { figureOf } from '#shared/analysis/series/buckets.ts';
import type { DerivedEntry } from '#shared/catalogue/derived.ts';
import { derivedEntry, inputsOf } from '#shared/catalogue/derived.ts';
import type { MetricsQuestion, SeriesName, SeriesWindow, Statistic } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { SeriesRead } from './fillFrom.ts';
import { fillFrom } from './fillFrom.ts';
import { planPeriod } from './planPeriod.ts';
import { seriesWindow } from './seriesWindow.ts';
import type { Slots } from './slots.ts';
import { commonPeriod, heldOf, keptSlots, widened } from './slots.ts';

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
  /** How long the service is waited for, in real time; 20 s unless told. */
  readonly patience?: Millis;
}

/**
 * Answers `metrics.read`: from what is kept; what is not, or only coarser than asked for, from the service, and that is kept. Merged,
 * transformed, counted, cut to the columns. When the service fails or takes too long, what is kept is the answer, with the reason, if there
 * is any point at all.
 */
export async function readSeries(
  { history, service, now, patience }: SeriesSources,
  question: MetricsQuestion,
  signal: AbortSignal,
): Promise<Result<SeriesWindow[]>> {
  const { selectors, columns, from, to } = question;
  const range = { from, to: millis(Math.max(from, to)) };
  const reads = new Map<string, SeriesRead>();
  const owner: Owner = { connection: question.ref.connection, application: question.ref.id };
  const kept = keptByKey(history, owner);
  const readOf = (name: SeriesName, statistic: Statistic, period: Millis): SeriesRead => {
    const key = `${seriesKey(name)}|${statistic}|${period}`;
    const known = reads.get(key);
    if (known !== undefined) return known;
    const slots = keptSlots(history.samples, kept.get(`${seriesKey(name)}|${statistic}`) ?? [], period, range);
    const read = { owner, name, statistic, period, slots };
    reads.set(key, read);
    return read;
  };

  const planned = selectors.map((selector) => {
    const period = planPeriod(selector, range, now);
    const derived = derivedEntry(selector.name);
    const names = derived === null ? [selector.name] : inputsOf(derived, selector.name);
    return { selector, derived, period, inputs: names.map((name) => readOf(name, selector.statistic, period)) };
  });
  const filled =
    service === null || question.source === 'history'
      ? ok(null)
      : await fillFrom({ history, service, now, patience }, [...reads.values()], range, signal);
  if (!filled.ok && [...reads.values()].every(({ slots }) => slots.size === 0)) return failed(filled.error.error);

  return ok(
    planned.map(({ selector, derived, period, inputs }) => {
      const [only] = inputs;
      const slots = derived === null ? (only?.slots ?? new Map()) : derivedSlots(derived, inputs, selector.statistic);
      const common = selector.statistic === 'Gauge' ? period : commonPeriod(slots, period);
      const shown = common === period ? slots : widened(slots, common);
      const window = seriesWindow(selector, shown, { range, period: common, columns, now });
      const isUnread = !filled.ok && inputs.some((input) => filled.error.reads.has(input));
      return isUnread ? { ...window, unread: filled.error.error } : window;
    }),
  );
}

/** What is kept of an application, by series and statistic: the same may be kept in several periods. */
export function keptByKey({ samples }: History, owner: Owner): ReadonlyMap<string, readonly KeptSeries[]> {
  const found = new Map<string, KeptSeries[]>();
  for (const series of samples.list(owner)) {
    const key = `${seriesKey(series)}|${series.statistic}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, [series]);
    else before.push(series);
  }
  return found;
}

/** Computes a derived series of each period that all its inputs have a figure of; a sentinel of one is a sentinel of all. */
function derivedSlots(derived: DerivedEntry, inputs: readonly SeriesRead[], statistic: Statistic): Slots {
  const slots: Slots = new Map();
  for (const [at, first] of inputs[0]?.slots ?? []) {
    const all = inputs.map((input) => input.slots.get(at));
    if (!all.every((slot) => slot !== undefined)) continue;
    const values = all.map(({ held }) => figureOf(held, statistic));
    const value = values.every((each) => each !== null) ? derived.compute(values) : null;
    const mark = value !== null ? 'value' : all.some(({ held }) => held.sentinels > 0) ? 'sentinel' : 'nan';
    const source = all.some((each) => each.source === 'service') ? 'service' : first.source;
    slots.set(at, { held: heldOf(at, value, mark), width: first.width, exact: true, source });
  }
  return slots;
}
