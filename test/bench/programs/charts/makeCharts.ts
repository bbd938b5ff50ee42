import type { Point } from '#shared/model/application.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** One chart's line: a minute each, a wave with noise that is the same in every run. */
export interface MadeChart {
  readonly name: string;
  readonly points: readonly Point[];
}

export const makeCharts = (charts: number, points: number): readonly MadeChart[] =>
  Array.from({ length: charts }, (_, chart) => ({
    name: `Chart ${chart + 1}`,
    points: Array.from({ length: points }, (_, i): Point => {
      const noise = ((i * 7919 + chart * 104_729) % 1000) / 1000;
      return [millis(i * MINUTE), 100 + 40 * Math.sin((i + 50 * chart) / 300) + 20 * noise];
    }),
  }));
