import { memo, useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { valueAxis } from '#renderer/charts/axisTicks.ts';
import type { CriticalPath, Unanswered } from '#shared/analysis/checkpoints/criticalPath.ts';
import { exactly } from '#shared/analysis/checkpoints/words.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import { millis } from '#shared/units/units.ts';
import { GanttLine } from './GanttLine.tsx';
import { endOfAxis, ganttRows, openAtFirst } from './ganttRows.ts';

interface GanttProps {
  readonly detail: CheckpointDetail;
  readonly found: CriticalPath | Unanswered | null;
  /** Since the trigger, of one in progress. */
  readonly elapsed: number;
}

const ROW = 28;
/** A word behind it would not have room. */
const LAST_TICK = 0.93;

/**
 * Operators, their subtasks and the phases of these over the time since the trigger. Only the lines in view are drawn. Arrow keys go from
 * line to line, open and close.
 */
export const Gantt = memo(function Gantt({ detail, found, elapsed }: GanttProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(found));
  const [active, setActive] = useState<string | null>(null);
  const rows = ganttRows(detail.vertices, open, found);
  const isOpen = detail.checkpoint.status === 'IN_PROGRESS';
  const end = endOfAxis(detail.vertices, detail.checkpoint.duration, elapsed);
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === active),
  );
  // oxlint-disable-next-line react/incompatible-library -- what the virtualiser tells changes under the same functions; no compiler memoises it here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (i) => rows[i]?.key ?? i,
    overscan: 10,
  });
  useEffect(() => {
    if (active !== null) virtual.scrollToIndex(at);
  }, [virtual, active, at]);

  const toggle = (vertex: string, wanted: boolean): void => {
    const next = new Set(open);
    if (wanted) next.add(vertex);
    else next.delete(vertex);
    setOpen(next);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    if (row === undefined) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active === null ? at : at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: at + 12,
      PageUp: at - 12,
    };
    const next = steps[event.key];
    if (next !== undefined) setActive(rows[Math.min(rows.length - 1, Math.max(0, next))]?.key ?? null);
    else if (event.key === 'ArrowRight' && row.kind === 'vertex') toggle(row.vertex.id, true);
    else if (event.key === 'ArrowLeft' && row.kind === 'vertex') toggle(row.vertex.id, false);
    else if (event.key === 'ArrowLeft') setActive(row.vertex.id);
    else if ((event.key === 'Enter' || event.key === ' ') && row.kind === 'vertex')
      toggle(row.vertex.id, !open.has(row.vertex.id));
    else return;
    event.preventDefault();
  };

  const ticks = valueAxis([end], 'Millis', { count: 5 }).ticks.filter((tick) => tick <= LAST_TICK * end);
  return (
    <div className="gantt">
      <div
        ref={scroller}
        className="gantt__scroller"
        role="treegrid"
        aria-label={`Phases of checkpoint ${detail.checkpoint.id} by operator and subtask`}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={active === null ? undefined : `${id}-${at}`}
        tabIndex={0}
        onKeyDown={press}
        onFocus={() => setActive((before) => before ?? rows[0]?.key ?? null)}
      >
        <div role="rowgroup" className="gantt__head">
          <div role="row" className="gantt__row gantt__row--head" aria-rowindex={1}>
            <span role="columnheader">Operator, subtask</span>
            <span role="columnheader" className="gantt__axis">
              <span className="gantt__unseen">Phases</span>
              {ticks.map((tick) => (
                <span key={tick} className="gantt__tick" style={{ left: `${(tick / end) * 100}%` }}>
                  {exactly(millis(tick))}
                </span>
              ))}
            </span>
            <span role="columnheader" className="gantt__figure">
              Took
            </span>
            <span role="columnheader" className="gantt__figure">
              Written
            </span>
            <span role="columnheader" className="gantt__figure">
              State
            </span>
          </div>
        </div>
        <div role="rowgroup" className="gantt__rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <GanttLine
                key={key}
                id={`${id}-${index}`}
                row={row}
                index={index + 2}
                start={start}
                end={end}
                until={isOpen ? elapsed : (detail.checkpoint.duration ?? elapsed)}
                found={found}
                active={row.key === active}
                onToggle={toggle}
                onActive={setActive}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
});
