import { useMemo, useState } from 'react';
import Pagination from '@cloudscape-design/components/pagination';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import { millis } from '#shared/units/units.ts';
import type { ChartView } from './chartView.ts';
import type { MetricGroup } from './groups.ts';
import { figure } from './said.ts';

const PAGE = 10;

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
  const [page, setPage] = useState(1);
  const rows = useMemo(() => rowsOf(chart), [chart]);
  if (chart === null || chart.isEmpty)
    return (
      <div className="metric-table__empty">{chart !== null && 'The service has no points of this metric in this range.'}</div>
    );
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const shown = Math.min(page, pages);
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
            {rows.slice((shown - 1) * PAGE, shown * PAGE).map(({ at, values }) => (
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
      {pages > 1 && (
        <Pagination
          currentPageIndex={shown}
          pagesCount={pages}
          ariaLabels={{
            paginationLabel: `Pages of ${group.title}`,
            nextPageLabel: 'Next page',
            previousPageLabel: 'Previous page',
            pageLabel: (number) => `Page ${number}`,
          }}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
        />
      )}
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
