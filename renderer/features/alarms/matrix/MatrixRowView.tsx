import { memo } from 'react';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmCell } from '#shared/model/alarms/status.ts';
import { alarmPath, hrefOf } from '#renderer/ui/paths.ts';
import { counted } from '#renderer/ui/wording.ts';
import { AlarmMark } from '../AlarmMark.tsx';
import { cellName } from '../words/cellWords.ts';
import { isFiring, isGap, sightOf } from '../words/sight.ts';
import type { MatrixRow } from './matrixRows.ts';
import { COLUMNS } from './columns.ts';
import { countCells } from './sumUp.ts';

interface MatrixRowViewProps {
  readonly each: MatrixRow;
  readonly index: number;
  /** Where it stands in the list, in pixels. */
  readonly start: number;
  /** The column that the tab key leads to; null: it leads to another row. */
  readonly active: number | null;
  /** The column that the tooltip is about, and the tooltip's id. */
  readonly tip: number | null;
  readonly tipId: string;
  readonly withConnection: boolean;
  readonly withRegion: boolean;
  readonly chosen: RecommendedAlarmId | null;
}

/** An application and its thirteen alarms. Pointer and keys are the grid's. */
export const MatrixRowView = memo(function MatrixRowView(props: MatrixRowViewProps) {
  const { each, index, start, active, tip, tipId, chosen } = props;
  const { row, stale } = each;
  const counts = countCells(row.cells);
  const applies = counts.covered + counts.wrong + counts.missing + counts.unknown;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`alarm-matrix__row${stale ? ' stale' : ''}${index % 2 === 1 ? ' alarm-matrix__row--odd' : ''}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="rowheader" aria-colindex={1} className="alarm-matrix__name">
        <a
          href={hrefOf(alarmPath(row.ref, null))}
          title={row.name}
          tabIndex={active === 0 ? 0 : -1}
          data-row={index}
          data-column={0}
        >
          {row.name}
        </a>
        <Beside {...props} />
      </div>
      {row.cells.map((cell, at) => (
        <div
          key={cell.alarm}
          role="gridcell"
          aria-colindex={at + 2}
          aria-label={cellName(cell)}
          aria-describedby={tip === at + 1 ? tipId : undefined}
          tabIndex={active === at + 1 ? 0 : -1}
          data-row={index}
          data-column={at + 1}
          className={`alarm-cell alarm-cell--${sightOf(cell)}${chosen === cell.alarm ? ' alarm-cell--chosen' : ''}`}
        >
          <Mark cell={cell} />
        </div>
      ))}
      <div role="gridcell" aria-colindex={COLUMNS} className="alarm-matrix__share">
        {applies === 0 ? '–' : `${counts.covered} / ${applies}`}
      </div>
    </div>
  );
});

function Mark({ cell }: { readonly cell: AlarmCell }) {
  return (
    <>
      <AlarmMark sight={sightOf(cell)} size={18} />
      {/* What fires in one place may have no right alarm in the other. */}
      {isFiring(cell) && isGap(cell) && (
        <span className="alarm-cell__gap">
          <AlarmMark sight={cell.coverage === 'wrong' ? 'wrong' : 'missing'} size={11} />
        </span>
      )}
      {cell.snoozed !== null && (
        <span className="alarm-cell__snoozed" aria-hidden="true">
          z
        </span>
      )}
    </>
  );
}

function Beside({ each: { row, connection }, withConnection, withRegion }: MatrixRowViewProps) {
  const parts = [
    withConnection ? connection : null,
    withRegion ? row.region : null,
    row.others === 0 ? null : counted(row.others, 'other alarm'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <span className="alarm-matrix__beside">{parts.join(' · ')}</span>;
}
