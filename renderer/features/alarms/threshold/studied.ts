import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { LearnQuestion, LearnedThreshold } from '#shared/model/alarms/backtest.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { TrialStudy } from './backtest/tried.ts';
import type { Studied } from './chart/chartModel.ts';

/** Which stretch of time the chart shows: the last hours, what was learned from, or what was tried. */
export type Shown = 'recent' | 'learned' | 'tried';

const NOTHING = { excluded: [], incidents: [], fired: [] } as const;
/** Where there are no points to tell. */
const RECENT = millis(3 * HOUR);

export const recentOf = ({ points }: Pick<AlarmDetail, 'points'>, now: Millis | null): Studied => ({
  ...NOTHING,
  points,
  range: spanOf(points) ?? { from: millis((now ?? RECENT) - RECENT), to: millis(now ?? RECENT) },
});

/** Less than so much at the beginning is no reason to ask: the service has gaps, too. */
const GAP = millis(10 * MINUTE);
/** So long a stretch can be asked about. */
const LEAST = HOUR;

/** The beginning of the last hours of which nothing is kept, as it can be asked of the service; null: all is kept, or there is nothing to read. */
export function unkeptOf({ points }: Pick<AlarmDetail, 'points'>): TimeRange | null {
  const span = spanOf(points);
  if (span === null) return null;
  const kept = points.find(([, value]) => value !== null)?.[0] ?? span.to;
  return kept - span.from <= GAP ? null : { from: span.from, to: millis(Math.max(kept, span.from + LEAST)) };
}

/** With what was read of the service where nothing is kept. */
export function withRead(studied: Studied, read: readonly Point[]): Studied {
  if (read.length === 0) return studied;
  const known = new Map(read);
  return { ...studied, points: studied.points.map(([at, value]): Point => [at, value ?? known.get(at) ?? null]) };
}

function spanOf(points: readonly Point[]): Studied['range'] | null {
  const [first, last] = [points[0]?.[0], points.at(-1)?.[0]];
  return first === undefined || last === undefined || first === last ? null : { from: first, to: last };
}

export const learnedFrom = ({ from, to }: LearnQuestion, { points, excluded }: LearnedThreshold): Studied => ({
  ...NOTHING,
  points,
  excluded,
  range: { from, to },
});

export const triedOn = ({ question: { question, candidates }, value }: NonNullable<TrialStudy['answer']>): Studied => ({
  ...NOTHING,
  points: value.points,
  incidents: value.incidents,
  range: { from: question.from, to: question.to },
  fired: candidates.flatMap((candidate, i) => {
    const result = value.results[i];
    return result === undefined ? [] : [{ candidate, result }];
  }),
});
