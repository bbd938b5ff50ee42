import { useState } from 'react';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { UNKNOWN } from '#shared/units/format.ts';
import type { TimeRange } from './LineChartPanel.tsx';
import { formatFigure } from '#shared/model/formatFigure.ts';
import type { Zone } from './moments.ts';
import { formatMoment } from './moments.ts';
import type { Panel } from './panels.ts';
import { alignSeries } from './rows.ts';

const PAGE = 20;

/** What the charts draw, as figures: a row for each moment, newest first, a column for each line. */
export function SeriesTable({
  panels,
  range,
  zone,
}: {
  readonly panels: readonly Panel[];
  readonly range: TimeRange;
  readonly zone: Zone;
}) {
  const [page, setPage] = useState(1);
  const lines = panels.flatMap((panel) => panel.lines.map((line) => ({ ...line, panel })));
  const rows = alignSeries(lines.map(({ series }) => series))
    .filter(({ at }) => at >= range.from && at <= range.to)
    .reverse();
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const shown = Math.min(page, pages);
  return (
    <Table
      items={rows.slice((shown - 1) * PAGE, shown * PAGE)}
      trackBy={({ at }) => String(at)}
      variant="embedded"
      contentDensity="compact"
      ariaLabels={{ tableLabel: 'Metrics' }}
      columnDefinitions={[
        { id: 'time', header: 'Time', cell: ({ at }) => formatMoment(at, zone), isRowHeader: true },
        ...lines.map(({ name, panel, series }, i) => ({
          id: `${series.metric} ${series.of} ${series.statistic}`,
          header: `${panel.title}: ${name}`,
          cell: ({ values }: (typeof rows)[number]) => {
            const value = values[i];
            return value === null || value === undefined ? UNKNOWN : formatFigure(value, panel.unit);
          },
        })),
      ]}
      empty="No data in this time."
      pagination={
        <Pagination currentPageIndex={shown} pagesCount={pages} onChange={({ detail }) => setPage(detail.currentPageIndex)} />
      }
    />
  );
}
