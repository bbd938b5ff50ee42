import type { History, Owner } from '../../history/history.ts';
import type { RawPoint } from '../../clients/aws/cloudWatch.ts';
import { DERIVED, FLINK } from '#shared/catalogue/metricEntry.ts';
import { sampleOf, unitOf } from '#shared/catalogue/metrics.ts';
import type { SeriesName, Statistic } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { answeredOf } from './answered.ts';
import type { SeriesService } from './readSeries.ts';
import type { Range, Slots } from './slots.ts';
import { mergeService, startOf } from './slots.ts';

/** A period's figure may still change so long after it is over: it is shown, not kept as if it were final. */
const SETTLED = millis(2 * MINUTE);

/** Somebody waits for it: so long at most, with every retry. Throttled, the client of a service may pause for much longer. */
const PATIENCE = millis(20 * SECOND);

/** One series as it is read: what is known of it so far. */
export interface SeriesRead {
  readonly owner: Owner;
  readonly name: SeriesName;
  readonly statistic: Statistic;
  readonly period: Millis;
  readonly slots: Slots;
}

/** What the service did not give, and why. */
export interface Unread {
  readonly error: SourceError;
  readonly reads: ReadonlySet<SeriesRead>;
}

export interface FillSources {
  readonly history: History;
  readonly service: SeriesService;
  readonly now: Millis;
  /** How long the service is waited for, in real time; 20 s unless told. */
  readonly patience?: Millis | undefined;
}

/** Asks the service for what is missing, in one question, and keeps what is final of the answer. */
export async function fillFrom(
  { history, service, now, patience = PATIENCE }: FillSources,
  reads: readonly SeriesRead[],
  range: Range,
  signal: AbortSignal,
): Promise<Result<null, Unread>> {
  const answered = answeredOf(history);
  const wanted = reads.flatMap((read) => {
    const key = keyOf(read);
    const missing = isOfService(read) ? missingOf(read, range, now, (at, filled) => answered.has(key, at, now, filled)) : null;
    return missing === null ? [] : [{ read, missing }];
  });
  if (wanted.length === 0) return ok(null);
  const asked = {
    from: millis(Math.min(...wanted.map(({ missing }) => missing.from))),
    to: millis(Math.max(...wanted.map(({ missing }) => missing.to))),
  };
  const late = AbortSignal.timeout(patience);
  const answer = await service.read(
    wanted.map(({ read: { name, statistic, period } }) => ({ name, statistic, period })),
    asked,
    AbortSignal.any([signal, late]),
  );
  if (!answer.ok) {
    const error = late.aborted && answer.error.kind === 'timeout' ? tooLate(answer.error, patience) : answer.error;
    return failed({ error, reads: new Set(wanted.map(({ read }) => read)) });
  }
  wanted.forEach(({ read }, i) => {
    const points = answer.value[i] ?? [];
    mergeService(read.slots, read, points);
    keep(history, read, points, now);
    const to = millis(Math.min(asked.to, startOf(millis(now - SETTLED), read.period)));
    answered.add(keyOf(read), { from: startOf(asked.from, read.period), to, at: now, filled: read.slots.size > 0 });
  });
  return ok(null);
}

const tooLate = ({ kind, source }: SourceError, patience: Millis): SourceError => ({
  kind,
  source,
  message: `${source} did not answer within ${formatMillis(patience)}.`,
  remedy: 'It may be throttling our requests: the next tries come slower.',
});

const isOfService = ({ name, statistic }: SeriesRead): boolean =>
  statistic !== 'Gauge' && name.namespace !== FLINK && name.namespace !== DERIVED;

const keyOf = ({ owner, name, statistic, period }: SeriesRead): string =>
  JSON.stringify([owner.connection, owner.application, seriesKey(name), statistic, period]);

/** From the first to the last period that is over and has no exact figure; null: there is none. */
function missingOf(
  { slots, period }: SeriesRead,
  { from, to }: Range,
  now: Millis,
  isAnswered: (at: Millis, filled: boolean) => boolean,
): Range | null {
  const missing: Millis[] = [];
  const filled = slots.size > 0;
  for (let at = startOf(from, period); at < to && at + period <= now; at = millis(at + period)) {
    if (slots.get(at)?.exact === true || isAnswered(at, filled)) continue;
    missing.push(at);
  }
  const [first, last] = [missing[0], missing.at(-1)];
  return first === undefined || last === undefined ? null : { from: first, to: millis(last + period) };
}

function keep(
  { samples }: History,
  { owner, name, statistic, period }: SeriesRead,
  points: readonly RawPoint[],
  now: Millis,
): void {
  const final = points.filter(([at]) => at + period <= now - SETTLED);
  if (final.length === 0) return;
  const { namespace, metric, dimensions } = name;
  samples.put(
    { ...owner, namespace, metric, dimensions, statistic, unit: unitOf(name, statistic), period },
    final.map(([at, raw]) => ({ at, ...sampleOf(name, raw, statistic) })),
  );
}
