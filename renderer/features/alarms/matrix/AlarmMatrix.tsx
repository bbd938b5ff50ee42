import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { useLocation } from 'wouter';
import type { Range } from '@tanstack/react-virtual';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { zones } from '#renderer/charts/moments.ts';
import { alarmPath } from '#renderer/ui/paths.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { TipPlace } from './CellTip.tsx';
import { CellTip } from './CellTip.tsx';
import { COLUMNS, HEAD, ROW, breakable } from './columns.ts';
import type { MatrixRow } from './matrixRows.ts';
import { MatrixRowView } from './MatrixRowView.tsx';
import type { Place } from './useMatrixKeys.ts';
import { useMatrixKeys } from './useMatrixKeys.ts';

interface AlarmMatrixProps {
  readonly rows: readonly MatrixRow[];
  /** Whose column stands out. */
  readonly chosen: RecommendedAlarmId | null;
  readonly withConnection: boolean;
  readonly withRegion: boolean;
}

/** Applications by alarms. Only rows in view are drawn: hundreds are as smooth as ten. */
export function AlarmMatrix({ rows, chosen, withConnection, withRegion }: AlarmMatrixProps) {
  const [, navigate] = useLocation();
  const [zone] = useKept('zone', zones, 'local');
  const scroller = useRef<HTMLDivElement>(null);
  const tipId = useId();
  const [tip, setTip] = useState<(Place & TipPlace) | null>(null);
  const keys = useMatrixKeys({
    rows,
    scroller,
    scrollTo: (row) => virtual.scrollToIndex(row),
  });
  const { active } = keys;
  // oxlint-disable-next-line react/incompatible-library -- what the virtualiser tells changes under the same functions; no compiler memoises it here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (i) => rows[i]?.key ?? i,
    overscan: 8,
    scrollPaddingEnd: HEAD,
    // The row that has the focus stays, however far it is scrolled away.
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(active.row, rows.length - 1)])].sort((a, b) => a - b),
  });

  const show = (event: SyntheticEvent): void => {
    const place = placeOf(event);
    setTip(place === null || place.column === 0 ? null : { ...place, ...boxOf(event) });
  };
  const open = ({ row, column }: Place): void => {
    const found = rows[row];
    if (found === undefined) return;
    navigate(alarmPath(found.row.ref, recommendedAlarms[column - 1]?.id ?? null));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setTip(null);
    // The link of an application opens by itself.
    else if (event.key === 'Enter' && active.column > 0) open(active);
    else keys.onKeyDown(event);
  };
  const shown = tip === null ? undefined : rows[tip.row];
  const cell = tip === null ? undefined : shown?.row.cells[tip.column - 1];

  return (
    <>
      <div
        ref={scroller}
        className="alarm-matrix"
        role="grid"
        aria-label="Recommended alarms of every application"
        aria-rowcount={rows.length + 1}
        aria-colcount={COLUMNS}
        // While there is a tooltip, Escape closes that and nothing else.
        data-own-escape={tip === null ? undefined : ''}
        onKeyDown={press}
        onClick={(event) => {
          const place = placeOf(event);
          if (place !== null && place.column > 0) open(place);
        }}
        onFocus={(event) => {
          const place = placeOf(event);
          if (place !== null) keys.setActive(place);
          show(event);
        }}
        onBlur={() => setTip(null)}
        onMouseOver={show}
        onMouseLeave={() => setTip(null)}
        onScroll={() => setTip(null)}
      >
        <div role="rowgroup" className="alarm-matrix__head">
          <div role="row" aria-rowindex={1} className="alarm-matrix__row">
            <div role="columnheader" aria-colindex={1} className="alarm-matrix__name">
              Application
            </div>
            {recommendedAlarms.map(({ id, title, short }, at) => (
              <div
                key={id}
                role="columnheader"
                aria-colindex={at + 2}
                aria-label={title}
                title={title}
                className={`alarm-matrix__title${chosen === id ? ' alarm-cell--chosen' : ''}`}
              >
                {breakable(short)}
              </div>
            ))}
            <div role="columnheader" aria-colindex={COLUMNS} className="alarm-matrix__share">
              Covered
            </div>
          </div>
        </div>
        <div role="rowgroup" className="alarm-matrix__rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const each = rows[index];
            return each === undefined ? null : (
              <MatrixRowView
                key={key}
                each={each}
                index={index}
                start={start}
                active={index === active.row ? active.column : null}
                tip={tip?.row === index ? tip.column : null}
                tipId={tipId}
                withConnection={withConnection}
                withRegion={withRegion}
                chosen={chosen}
              />
            );
          })}
        </div>
      </div>
      {tip !== null && shown !== undefined && cell !== undefined && (
        <CellTip id={tipId} cell={cell} application={shown.row.name} place={tip} zone={zone} />
      )}
    </>
  );
}

const cellOf = ({ target }: SyntheticEvent): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;

function placeOf(event: SyntheticEvent): Place | null {
  const { row, column } = cellOf(event)?.dataset ?? {};
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}

function boxOf(event: SyntheticEvent): TipPlace {
  const box = cellOf(event)?.getBoundingClientRect() ?? new DOMRect();
  return { left: box.left + box.width / 2, top: box.top, bottom: box.bottom };
}
