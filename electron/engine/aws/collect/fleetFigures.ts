import type { RawPoint } from '../../../clients/aws/cloudWatch.ts';
import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { Range } from '../../grid.ts';
import type { ApplicationFigures, DiscoveredSeries, FleetQuery } from '../fleetMetrics.ts';
import { alarmQueries, fleetQueries, foldFigures } from '../fleetMetrics.ts';
import type { Parts } from './collector.ts';
import { refIn } from './collector.ts';

/** A row shows an hour, a point a minute. */
const SHOWN = HOUR;
/** After an outage of ours no minute is missed unless it was longer. */
const LONGEST = millis(3 * HOUR);
/** So much is read again with every poll: points come late, and are corrected. */
const AGAIN = millis(15 * MINUTE);

/** The figures of a fleet. Each poll reads what came since the last good one; in between they are remembered, and all are recorded. */
export interface FleetFigures {
  /** Applications without any figure are not in the answer. `alarmed`: series that alarms alone look at; they are recorded, and in no row. */
  read(
    applications: readonly ListedApplication[],
    sources: readonly DiscoveredSeries[],
    signal: AbortSignal,
    alarmed?: readonly DiscoveredSeries[],
  ): Promise<Result<ReadonlyMap<string, ApplicationFigures>>>;
}

export function fleetFigures({
  connection,
  services,
  time,
  context: { recorder, history },
}: Pick<Parts, 'connection' | 'services' | 'time' | 'context'>): FleetFigures {
  const known = new Map<string, Map<Millis, number>>();
  /** The end of the last range that was read. */
  let goodTo: Millis | null = null;

  /** When the app is started again, the minutes that it was not there are read too. */
  const keptTo = (wanted: readonly FleetQuery[], arns: ReadonlyMap<string, string>): Millis => {
    const [first] = wanted;
    if (first === undefined) return millis(0);
    const { application, query } = first;
    const kept = history.samples
      .list({ connection: connection.id, application: arns.get(application) ?? '' })
      .find((each) => seriesKey(each) === seriesKey(query) && each.period === query.period);
    return (kept === undefined ? null : history.samples.newest(kept)) ?? millis(0);
  };

  const rangeNow = (wanted: readonly FleetQuery[], arns: ReadonlyMap<string, string>): Range => {
    const to = millis(Math.floor(time.now() / MINUTE) * MINUTE);
    const shown = millis(to - SHOWN);
    const isNew = wanted.some(({ query }) => !known.has(seriesKey(query)));
    const since = goodTo ?? keptTo(wanted, arns);
    // A clock that was set back is a world that has to be read from its beginning.
    const from = since > to || since === 0 ? shown : Math.min(since - AGAIN, isNew ? shown : Infinity);
    return { from: millis(Math.max(from, to - LONGEST)), to };
  };

  const merge = (
    { application, query }: FleetQuery,
    points: readonly RawPoint[],
    range: Range,
    arns: ReadonlyMap<string, string>,
  ): RawPoint[] => {
    const key = seriesKey(query);
    const before = known.get(key) ?? new Map<Millis, number>();
    known.set(key, before);
    // What is no number says nothing, and takes the place of no figure.
    const fresh = points.filter(([at, value]) => !Object.is(before.get(at), value) && !(Number.isNaN(value) && before.has(at)));
    const arn = arns.get(application);
    if (fresh.length > 0 && arn !== undefined) recorder.points(refIn({ connection }, arn), query, query, fresh);
    for (const [at, value] of fresh) before.set(at, value);
    for (const at of before.keys()) if (at < range.to - SHOWN || at >= range.to) before.delete(at);
    return [...before].sort(([a], [b]) => a - b);
  };

  return {
    async read(applications, sources, signal, alarmed = []) {
      const arns = new Map(applications.map(({ name, arn }) => [name, arn]));
      const shown = fleetQueries([...arns.keys()], sources);
      const wanted = [...shown, ...alarmQueries([...arns.keys()], alarmed)];
      const keys = new Set(wanted.map(({ query }) => seriesKey(query)));
      for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
      if (wanted.length === 0) return ok(new Map());
      const range = rangeNow(wanted, arns);
      const answer = await services.metrics.read(
        wanted.map(({ query }) => query),
        range,
        signal,
      );
      if (!answer.ok) return answer;
      const all = wanted.map((each, i) => merge(each, answer.value[i] ?? [], range, arns));
      goodTo = range.to;
      recorder.figuresRead(
        applications.map(({ arn }) => refIn({ connection }, arn)),
        range.to,
      );
      return ok(foldFigures(shown, all, { from: millis(range.to - SHOWN), to: range.to }));
    },
  };
}
