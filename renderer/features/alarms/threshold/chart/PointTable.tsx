import { useMemo } from 'react';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { usePages } from '#renderer/ui/usePages.tsx';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { thresholdAt } from '#shared/model/alarms/threshold.ts';
import { alarmFigure } from '../figureWords.ts';
import type { Candidate } from './candidates.ts';
import type { Studied } from './chartModel.ts';
import { momentNotes } from './chartModel.ts';

interface PointTableProps {
  readonly alarm: AlarmEntry;
  readonly studied: Studied;
  readonly candidates: readonly Candidate[];
  readonly zone: Zone;
}

/** The chart as figures, newest first. */
export function PointTable({ alarm, studied, candidates, zone }: PointTableProps) {
  const rows = useMemo(() => [...studied.points].reverse(), [studied]);
  const { shown, pager } = usePages(rows, alarm.title);
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
            {shown.map(([at, value]) => (
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
      {pager}
    </>
  );
}
