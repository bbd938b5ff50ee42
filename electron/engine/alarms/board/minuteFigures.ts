import type { History, Owner } from '../../../history/history.ts';
import { figuresOf } from '#shared/analysis/alarms/figuresOf.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { metricEntry, readingOf, unitOf } from '#shared/catalogue/metrics.ts';
import type { Conversion } from '#shared/catalogue/metricEntry.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';

interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

/**
 * The compared figures of an alarm minute by minute, in the service's unit, of what the fleet's poll has recorded: each series by the
 * statistic that the catalogue reads it by, which for what alarms watch is the alarm's own, or tells the same of one sample a minute.
 */
export function minuteFigures(
  { samples }: Pick<History, 'samples'>,
  owner: Owner,
  queries: readonly AlarmQuery[],
  { from, to }: Span,
): Points {
  const points = new Map(
    queries.flatMap(({ id, series }) =>
      series === null ? [] : [[id, read(samples, owner, series.name, { from, to })] as const],
    ),
  );
  return figuresOf(queries, (id) => points.get(id) ?? NONE, { from, to, period: MINUTE });
}

const NONE: Points = { times: [], values: [] };

function read(samples: History['samples'], owner: Owner, name: SeriesName, { from, to }: Span): Points {
  const { statistic } = readingOf(name);
  const kept = samples.read({ ...owner, ...name, statistic, unit: unitOf(name, statistic), period: MINUTE }, from, to, 'raw');
  const factor = FACTORS[metricEntry(name.namespace, name.metric)?.conversion ?? 'none'];
  const times: number[] = [];
  const values: number[] = [];
  for (const { at, last, count } of kept) {
    // A sentinel, and what is no number, is no datapoint; what is rolled up is no minute.
    if (last === null || count !== 1) continue;
    times.push(at);
    values.push(factor === 1 ? last : Number((last * factor).toPrecision(12)));
  }
  return { times, values };
}

/** Back from our unit to the service's. */
const FACTORS: Readonly<Record<Conversion, number>> = { none: 1, percent: 100, perSecond: 1000, seconds: 1 / 1000 };
