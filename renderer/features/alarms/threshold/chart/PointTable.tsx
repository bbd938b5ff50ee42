import { useMemo, useState } from 'react';
import Pagination from '@cloudscape-design/components/pagination';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { thresholdAt } from '#shared/model/alarms/threshold.ts';
import { alarmFigure } from '../figureWords.ts';
import type { Candidate } from './candidates.ts';
import type { Studied } from './chartModel.ts';
import { momentNotes } from './chartModel.ts';

const PAGE = 10;

interface PointTableProps {
  readonly alarm: AlarmEntry;
  readonly studied: Studied;
  readonly candidates: readonly Candidate[];
  readonly zone: Zone;
}

/** The chart as figures, newest first. */
export function PointTable({ alarm, studied, candidates, zone }: PointTableProps) {
  const [page, setPage] = useState(1);
  const rows = useMemo(() => [...studied.points].reverse(), [studied]);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const shown = Math.min(page, pages);
  return (
    <>
      <div className="threshold-points" tabIndex={0} role="region" aria-label={`Figures of ${alarm.title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Figure</th>
              {candidates.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">What is known of it</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice((shown - 1) * PAGE, shown * PAGE).map(([at, value]) => (
              <tr key={at}>
                <th scope="row">{formatMoment(at, zone)}</th>
                <td>{value === null ? 'no data' : alarmFigure(value, alarm.unit)}</td>
                {candidates.map(({ id, threshold }) => (
                  <td key={id}>{alarmFigure(thresholdAt(threshold, at), alarm.unit)}</td>
                ))}
                <td>{momentNotes(studied, at).join('; ')}</td>
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
            paginationLabel: `Pages of ${alarm.title}`,
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
