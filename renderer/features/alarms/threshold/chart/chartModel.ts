import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Shade } from '#renderer/charts/dense/drawShades.ts';
import type { DenseLine } from '#renderer/charts/dense/lines.ts';
import { alignLines } from '#renderer/charts/dense/lines.ts';
import type { PlotModel, Stroke } from '#renderer/charts/dense/plotModel.ts';
import { medianOf } from '#shared/analysis/median.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Backtest, Stretch } from '#shared/model/alarms/backtest.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { hoursOf } from '../draft.ts';
import { toChart } from '../figureWords.ts';
import type { Candidate } from './candidates.ts';

/** What a chart of a threshold is about: figures of a stretch of time, and what is known of it. Figures are in the service's unit. */
export interface Studied {
  readonly range: TimeRange;
  readonly points: readonly Point[];
  /** Left out when it was learned from. */
  readonly excluded: readonly Stretch[];
  /** Known incidents. */
  readonly incidents: readonly Stretch[];
  /** When the thresholds of these candidates would have fired. */
  readonly fired: readonly { readonly candidate: Candidate; readonly result: Backtest['results'][number] }[];
}

/** The figure, then the candidates' thresholds; the current one is broken. */
export function chartModel(
  alarm: AlarmEntry,
  { points, range }: Pick<Studied, 'points' | 'range'>,
  shown: TimeRange,
  candidates: readonly Candidate[],
): PlotModel {
  const spacing = usualSpacing(points, alarm.period);
  const figure: DenseLine = {
    name: 'figure',
    points: points.map(([at, value]) => [at, value === null ? null : toChart(value, alarm.unit)]),
    period: alarm.period,
    spacing,
  };
  const thresholds = candidates.map(({ name, threshold }): DenseLine => ({
    name,
    points: thresholdPoints(threshold, { from: min(shown.from, range.from), to: max(shown.to, range.to) }).map(([at, value]) => [
      at,
      value === null ? null : toChart(value, alarm.unit),
    ]),
    period: HOUR,
    spacing: millis(Number.MAX_SAFE_INTEGER),
  }));
  const strokes: readonly Stroke[] = [
    { kind: 'line', number: 0, before: false },
    ...candidates.map(({ isCurrent }, i): Stroke => ({ kind: 'line', number: i + 1, before: isCurrent })),
  ];
  return { columns: alignLines([figure, ...thresholds]), strokes, band: null, together: null };
}

const min = (a: Millis, b: Millis): Millis => (a < b ? a : b);
const max = (a: Millis, b: Millis): Millis => (a > b ? a : b);

/** A level line, or steps at the hours of UTC. */
export function thresholdPoints(threshold: Threshold, { from, to }: TimeRange): readonly Point[] {
  const hours = hoursOf(threshold);
  if (hours === null)
    return [
      [from, threshold.value],
      [to, threshold.value],
    ];
  const points: Point[] = [];
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < to; hour += HOUR) {
    const value = hours[new Date(hour).getUTCHours()] ?? threshold.value;
    points.push([millis(Math.max(hour, from)), value], [millis(Math.min(hour + HOUR - 1, to)), value]);
  }
  return points;
}

/** Points may have been cut to what a chart can show: what is much longer than usual between two is a gap. */
function usualSpacing(points: readonly Point[], period: Millis): Millis {
  const between = points.slice(1).map(([at], i) => at - (points[i]?.[0] ?? at));
  return millis(Math.max(1.5 * period, 4 * (medianOf(between) ?? 0)));
}

export function shadesOf({ range, excluded, incidents, fired }: Studied): readonly Shade[] {
  return [
    ...excluded.map(({ from, to }): Shade => ({ from, to, colour: 'chart-reference', place: 'hatch' })),
    ...incidents.map(({ from, to }): Shade => ({ from, to, colour: 'marker-failure', place: 'tint' })),
    ...fired.flatMap(({ candidate, result }, row) =>
      result.firings.map(({ from, to }): Shade => ({
        from,
        to: to ?? range.to,
        colour: candidate.colour,
        // The first candidate is the uppermost.
        place: fired.length - 1 - row,
      })),
    ),
  ];
}

/** What a moment lies in, in words. */
export function momentNotes({ range, excluded, incidents, fired }: Studied, at: Millis): readonly string[] {
  const isIn = ({ from, to }: { readonly from: Millis; readonly to: Millis | null }): boolean =>
    at >= from && at < (to ?? range.to);
  return [
    ...incidents.filter(isIn).map(({ text }) => `Incident: ${text}`),
    ...excluded.filter(isIn).map(({ text }) => `Left out: ${text}`),
    ...fired.flatMap(({ candidate, result }) => (result.firings.some(isIn) ? [`${candidate.name} fires`] : [])),
  ];
}
