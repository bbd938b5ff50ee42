import { HOUR } from '../../units/units.ts';
import { rangeOf } from './decide.ts';
import type { Normal, Turned } from './learnNormal.ts';
import type { MofN } from './learnScaled.ts';

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
    const reached = nthWorst(used, datapointsToAlarm);
    if (reached > most) most = reached;
    for (const { at } of used) {
      const hour = Math.floor(at / HOUR) % 24;
      if (reached > (byHour[hour] ?? 0)) byHour[hour] = reached;
    }
  }
  return { most, byHour };
}

const nthWorst = (figures: readonly Turned[], nth: number): number => {
  const sorted = Float64Array.from(figures, ({ worse }) => worse).sort();
  return sorted[sorted.length - nth] ?? -Infinity;
};
