import { useCallback, useEffect, useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import type { MatrixRow } from './matrixRows.ts';
import { LAST } from './columns.ts';

/** A place of the grid: column 0 is the application. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Rows that Page up and down go by. */
const PAGE = 10;

/** Where a key leads; null: nowhere. */
export function placeAfter(
  { row, column }: Place,
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  rows: number,
): Place | null {
  const within = (next: Place): Place => ({
    row: Math.max(0, Math.min(rows - 1, next.row)),
    column: Math.max(0, Math.min(LAST, next.column)),
  });
  switch (key) {
    case 'ArrowLeft':
      return within({ row, column: column - 1 });
    case 'ArrowRight':
      return within({ row, column: column + 1 });
    case 'ArrowUp':
      return within({ row: row - 1, column });
    case 'ArrowDown':
      return within({ row: row + 1, column });
    case 'PageUp':
      return within({ row: row - PAGE, column });
    case 'PageDown':
      return within({ row: row + PAGE, column });
    case 'Home':
      return within({ row: ctrlKey ? 0 : row, column: 0 });
    case 'End':
      return within({ row: ctrlKey ? rows - 1 : row, column: LAST });
    default:
      return null;
  }
}

interface MatrixKeys {
  readonly active: Place;
  readonly setActive: (place: Place) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface Options {
  readonly rows: readonly MatrixRow[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly scrollTo: (row: number) => void;
}

/** One stop for the tab key; arrows move it. It stays with its application when rows change their order. */
export function useMatrixKeys({ rows, scroller, scrollTo }: Options): MatrixKeys {
  const [{ key, column }, remember] = useRemembered<{ readonly key: string; readonly column: number }>('alarms-place', {
    key: '',
    column: 1,
  });
  const active = {
    row: Math.max(
      0,
      rows.findIndex((each) => each.key === key),
    ),
    column,
  };
  const wanted = useRef<Place | null>(null);
  // A row that is far away is drawn only after the list has been scrolled to it.
  useEffect(() => {
    if (wanted.current === null) return;
    const found = scroller.current?.querySelector<HTMLElement>(
      `[data-row="${wanted.current.row}"][data-column="${wanted.current.column}"]`,
    );
    if (found === null || found === undefined) return;
    wanted.current = null;
    found.focus({ preventScroll: true });
  });
  const setActive = useCallback(
    (place: Place): void => remember({ key: rows[place.row]?.key ?? '', column: place.column }),
    [rows, remember],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = placeAfter(active, event, rows.length);
    if (next === null || rows.length === 0) return;
    event.preventDefault();
    wanted.current = next;
    scrollTo(next.row);
    setActive(next);
  };
  return { active, setActive, onKeyDown };
}
