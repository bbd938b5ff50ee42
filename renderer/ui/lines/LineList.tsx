import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import Button from '@cloudscape-design/components/button';
import { LineRow } from './LineRow.tsx';
import { useLinesLook } from './LinesContext.ts';
import type { Line } from './readLines.ts';

interface LineListProps {
  readonly lines: readonly Line[];
  /** What is marked in the lines. */
  readonly highlight?: string;
  /** The newest is last, and stays in view unless the reader has gone up. */
  readonly follow?: boolean;
  /** The line that is in view at first, and marked; else the newest. */
  readonly marked?: number;
}

const ROW = 26;

/** Lines as a table, of which only what is in view is drawn: thousands are as smooth as ten. */
export function LineList({ lines, highlight = '', follow = false, marked }: LineListProps) {
  const { zone } = useLinesLook();
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [atEnd, setAtEnd] = useState(true);
  const toggle = useCallback((key: number) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  // oxlint-disable-next-line react/incompatible-library -- what the virtualiser tells changes under the same functions; no compiler memoises it here
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (i) => lines[i]?.key ?? i,
    overscan: 12,
    ...(follow ? { anchorTo: 'end', followOnAppend: 'auto', scrollEndThreshold: 2 * ROW } : {}),
  });
  const rows = virtual.getVirtualItems();
  const toNewest = (): void => virtual.scrollToIndex(lines.length - 1, { align: 'end' });
  const begun = useRef(false);
  useLayoutEffect(() => {
    if (begun.current || lines.length === 0) return;
    begun.current = true;
    if (follow) virtual.scrollToIndex(lines.length - 1, { align: 'end' });
    else if (marked !== undefined) virtual.scrollToIndex(marked, { align: 'center' });
  }, [virtual, follow, marked, lines.length]);

  return (
    <div className="log-list">
      <div
        ref={scroller}
        className="log-list__scroller"
        tabIndex={0}
        role="table"
        aria-label="Log records"
        aria-rowcount={lines.length + 1}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          setAtEnd(scrollHeight - scrollTop - clientHeight < 2 * ROW)
        }
      >
        <div role="rowgroup" className="log-list__head">
          <div role="row" className="log-line" aria-rowindex={1}>
            <span role="columnheader">
              <span className="log-line__unseen">Open</span>
            </span>
            <span role="columnheader">Time{zone === 'utc' ? ' (UTC)' : ''}</span>
            <span role="columnheader">Level</span>
            <span role="columnheader">Logger</span>
            <span role="columnheader">Message</span>
          </div>
        </div>
        <div role="rowgroup" className="log-list__rows" style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, key, start }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                role="row"
                aria-rowindex={index + 2}
                className={index === marked ? 'log-line log-line--marked' : 'log-line'}
                style={{ transform: `translateY(${start}px)` }}
              >
                <LineRow line={line} highlight={highlight} open={open.has(line.key)} onToggle={toggle} />
              </div>
            );
          })}
        </div>
      </div>
      {follow && !atEnd && (
        <div className="log-list__newest">
          <Button iconName="arrow-down" onClick={toNewest}>
            Jump to the newest
          </Button>
        </div>
      )}
    </div>
  );
}
