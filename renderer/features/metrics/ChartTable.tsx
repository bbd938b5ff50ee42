import { useMemo } from 'react';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { usePages } from '#renderer/ui/usePages.tsx';
import type { SeriesWindow } from '#shared/model/metric.ts';
import { millis } from '#shared/units/units.ts';
import type { ChartView } from './chartView.ts';
import type { MetricGroup } from './groups.ts';
import { figure } from './said.ts';

/** A chart's points as figures: a row for each moment, newest first, a column for each line. */
export function ChartTable({
  group,
  chart,
  windows,
  zone,
}: {
  readonly group: MetricGroup;
  readonly chart: ChartView | null;
  readonly windows: readonly SeriesWindow[];
  readonly zone: Zone;
}) {
  const rows = useMemo(() => rowsOf(chart), [chart]);
  const { shown, pager } = usePages(rows, group.title);
  if (chart === null || chart.isEmpty)
    return (
      <div className="metric-table__empty">{chart !== null && 'The service has no points of this metric in this range.'}</div>
    );
  const unit = windows[0]?.unit;
  return (
    <>
      {/* Many series make it wider than the card: it is scrolled with the keyboard too. */}
      <div className="metric-table" tabIndex={0} role="region" aria-label={`Points of ${group.title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              {chart.lines.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ at, values }) => (
              <tr key={at}>
                <th scope="row">{formatMoment(millis(at), zone)}</th>
                {values.map((value, i) => (
                  <td key={chart.lines[i]?.name ?? i}>{figure(value ?? null, unit)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pager}
    </>
  );
}

interface TableRow {
  readonly at: number;
  readonly values: readonly (number | null | undefined)[];
}

/** Breaks that were put between points to interrupt a line are no moments of their own. */
function rowsOf(chart: ChartView | null): readonly TableRow[] {
  if (chart === null) return [];
  const byLine = chart.lines.map(({ points }) => new Map<number, number | null>(points));
  const moments = [...new Set(byLine.flatMap((line) => [...line.keys()]))].sort((a, b) => b - a);
  return moments.map((at) => ({ at, values: byLine.map((line) => line.get(at)) }));
}
