import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';

export const LEAST_WIDTH = 380;
export const MOST_WIDTH = 1200;
const STEP = 40;

interface ResizeHandleProps {
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

/** The panel's left edge: drawn with the pointer, or moved with the arrow keys. */
export function ResizeHandle({ width, onWidth }: ResizeHandleProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const to = (wanted: number): void => onWidth(Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, wanted))));
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current !== null) to(start.current.width + start.current.x - event.clientX);
  };
  const press = (event: KeyboardEvent): void => {
    const change = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    to(width + change);
  };
  return (
    <div
      className="vertex-panel__handle"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the details"
      aria-valuenow={width}
      aria-valuemin={LEAST_WIDTH}
      aria-valuemax={MOST_WIDTH}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: event.currentTarget.parentElement?.getBoundingClientRect().width ?? width };
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={press}
    />
  );
}
