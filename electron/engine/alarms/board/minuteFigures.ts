import type { History, Owner } from '../../../history/history.ts';
import { figuresOf } from '#shared/analysis/alarms/evaluation/figuresOf.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { readingOf, serviceValue, unitOf } from '#shared/catalogue/metrics.ts';
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
      series === null ? [] : [[id, minutePoints(samples, owner, series.name, { from, to })] as const],
    ),
  );
  return figuresOf(queries, (id) => points.get(id) ?? NONE, { from, to, period: MINUTE });
}

const NONE: Points = { times: [], values: [] };

/** The points of one series that are kept minute by minute, in the service's unit. */
export function minutePoints(samples: History['samples'], owner: Owner, name: SeriesName, { from, to }: Span): Points {
  const { statistic } = readingOf(name);
  const kept = samples.read({ ...owner, ...name, statistic, unit: unitOf(name, statistic), period: MINUTE }, from, to, 'raw');
  const times: number[] = [];
  const values: number[] = [];
  for (const { at, last, count } of kept) {
    // A sentinel, and what is no number, is no datapoint; what is rolled up is no minute.
    if (last === null || count !== 1) continue;
    times.push(at);
    // 0.57 × 100 is 56.99999999999999, which is below a threshold of 57.
    const figure = serviceValue(name, last);
    values.push(figure === last ? figure : Number(figure.toPrecision(12)));
  }
  return { times, values };
}
