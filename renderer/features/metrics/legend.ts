import { valueAt } from '#renderer/charts/dense/lines.ts';
import type { DenseLine } from '#renderer/charts/dense/lines.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import type { ChartView } from './chartView.ts';

/** One line of a legend: who, and its figure at the crosshair, or the newest of the range. */
export interface LegendEntry {
  readonly name: string;
  readonly value: number | null;
  /** The figure of the earlier time that it is compared with; undefined: not compared. */
  readonly before?: number | null;
  /** Number of its colour; null: it has none. */
  readonly colour: number | null;
}

/** The figures of a chart. Many lines are told by their middle, their ends, and whoever does not go with the others. */
export function legendOf(view: ChartView, windows: readonly SeriesWindow[], at: Millis | null): readonly LegendEntry[] {
  const { lines, before, model } = view;
  const valueOf = (line: DenseLine | undefined, i: number): number | null =>
    line === undefined ? null : at === null ? (windows[i]?.latest?.[1] ?? null) : valueAt(line.points, at, line.spacing);
  if (model.together === null)
    return lines.map((line, i): LegendEntry => {
      const earlier = before[i];
      const compared =
        earlier === undefined
          ? {}
          : { before: at === null ? newest(earlier.points) : valueAt(earlier.points, at, earlier.spacing) };
      return { name: line.name, value: valueOf(line, i), colour: i, ...compared };
    });
  const { median, bucket, outliers } = model.together;
  const values = lines.map((line, i) => ({ line, value: valueOf(line, i) }));
  const known = values.flatMap(({ line, value }) => (value === null ? [] : [{ name: line.name, value }]));
  const lowest = known.reduce<(typeof known)[number] | null>((a, b) => (a === null || b.value < a.value ? b : a), null);
  const highest = known.reduce<(typeof known)[number] | null>((a, b) => (a === null || b.value > a.value ? b : a), null);
  const middle = at === null ? newest(median) : valueAt(median, at, bucket);
  const numberOf = (end: (typeof known)[number] | null): number | null => {
    const place = outliers.findIndex(({ line }) => lines[line]?.name === end?.name);
    return place < 0 ? null : place + 1;
  };
  const endOf = (word: string, end: (typeof known)[number] | null): LegendEntry => {
    const colour = numberOf(end);
    const name = end === null ? word : `${word}: ${end.name}${colour === null ? '' : ' (outlier)'}`;
    return { name, value: end?.value ?? null, colour };
  };
  return [
    { name: `Median of ${lines.length}`, value: middle, colour: 0 },
    endOf('Lowest', lowest),
    endOf('Highest', highest),
    ...outliers.flatMap(({ line }, i): LegendEntry[] => {
      const name = lines[line]?.name ?? '';
      if (name === lowest?.name || name === highest?.name) return [];
      return [{ name: `Outlier: ${name}`, value: values[line]?.value ?? null, colour: i + 1 }];
    }),
  ];
}

function newest(points: DenseLine['points']): number | null {
  for (let i = points.length - 1; i >= 0; i -= 1) {
    const value = points[i]?.[1] ?? null;
    if (value !== null) return value;
  }
  return null;
}
