import { rangeOf } from '../evaluation/decide.ts';
import type { Normal } from './normalFigures.ts';
import { hourOf } from './normalFigures.ts';
import type { MofN } from './scaled.ts';
import type { Turned } from './turned.ts';

/** How bad normal figures are for so long that an alarm with a lower threshold would fire. */
export interface Held {
  readonly most: number;
  /** Of the hours of a day. */
  readonly byHour: readonly number[];
}

/** The worst that M of N normal figures reach together, over the whole and by the hour of the day. */
export function heldOf(
  { figures, step }: Pick<Normal, 'figures' | 'step'>,
  { evaluationPeriods, datapointsToAlarm }: MofN,
): Held {
  const byHour = Array.from({ length: 24 }, () => -Infinity);
  const range = rangeOf(evaluationPeriods) * step;
  let most = -Infinity;
  for (let end = 0; end < figures.length; end += 1) {
    const newest = figures[end]?.at ?? 0;
    const used: Turned[] = [];
    for (let i = end; i >= 0 && used.length < evaluationPeriods; i -= 1) {
      const figure = figures[i];
      if (figure === undefined || newest - figure.at >= range) break;
      used.push(figure);
    }
    if (used.length < datapointsToAlarm) continue;
    // The newest of those that count ends a window that has them all: others have no more to say.
    const hours = used.map(({ at }) => hourOf(at) % 24);
    const known = Math.min(...hours.map((hour) => byHour[hour] ?? 0));
    if ((used[0]?.worse ?? 0) <= known) continue;
    const reached = nthWorst(used, datapointsToAlarm);
    if (reached > most) most = reached;
    for (const hour of hours) {
      if (reached > (byHour[hour] ?? 0)) byHour[hour] = reached;
    }
  }
  return { most, byHour };
}

const nthWorst = (figures: readonly Turned[], nth: number): number => {
  const sorted = Float64Array.from(figures, ({ worse }) => worse).sort();
  return sorted[sorted.length - nth] ?? -Infinity;
};
