import type { RawPoint } from '../../../clients/aws/cloudWatch.ts';
import type { History, Owner } from '../../../history/history.ts';
import { figuresOf } from '#shared/analysis/alarms/evaluation/figuresOf.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { sampleOf } from '#shared/catalogue/metrics.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { minutePoints } from './minuteFigures.ts';

interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

/** The compared figures of an alarm, minute by minute. */
export type Figures = (queries: readonly AlarmQuery[], span: Span) => Points;

/** The newest points of an application's series: what comes with a minute is judged without reading again what is kept. */
export interface FigureMemory {
  /** What was just recorded, as the service holds it. */
  take(name: SeriesName, points: readonly RawPoint[]): void;
  /** What is not remembered is read from what is kept. */
  figures(queries: readonly AlarmQuery[], span: Span): Points;
}

interface Remembered {
  /** From here on all that is kept is remembered. */
  from: Millis;
  readonly points: Map<number, number>;
}

/** Points beyond those that were asked for stay until there are so many. */
const SLACK = 60;
const FOREVER = millis(8.64e15);

export function figureMemory({ samples }: Pick<History, 'samples'>, owner: Owner): FigureMemory {
  const known = new Map<string, Remembered>();

  const remembered = (name: SeriesName, from: Millis): Remembered => {
    const key = seriesKey(name);
    const before = known.get(key);
    if (before !== undefined && before.from <= from) {
      if (before.points.size > SLACK && before.from < from - SLACK * MINUTE) {
        before.from = from;
        for (const at of before.points.keys()) if (at < from) before.points.delete(at);
      }
      return before;
    }
    const { times, values } = minutePoints(samples, owner, name, { from, to: FOREVER });
    const read = { from, points: new Map(times.map((at, i) => [at, values[i] ?? 0])) };
    known.set(key, read);
    return read;
  };

  const pointsOf = (name: SeriesName, { from, to }: Span): Points => {
    const all = [...remembered(name, from).points].filter(([at]) => at >= from && at < to).sort(([a], [b]) => a - b);
    return { times: all.map(([at]) => at), values: all.map(([, value]) => value) };
  };

  return {
    take(name, points) {
      const before = known.get(seriesKey(name));
      for (const [at, raw] of before === undefined ? [] : points) {
        // A sentinel, and what is no number, is no datapoint.
        if (sampleOf(name, raw).mark === 'value') before?.points.set(at, raw);
        else before?.points.delete(at);
      }
    },
    figures(queries, span) {
      const points = new Map(
        queries.flatMap(({ id, series }) => (series === null ? [] : [[id, pointsOf(series.name, span)] as const])),
      );
      return figuresOf(queries, (id) => points.get(id) ?? NONE, { ...span, period: MINUTE });
    },
  };
}

const NONE: Points = { times: [], values: [] };
