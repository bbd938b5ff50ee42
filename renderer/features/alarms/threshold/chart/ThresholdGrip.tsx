import { useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { valueScale } from '#renderer/charts/dense/createPlot.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { alarmFigure, exactFigure, fromChart, toChart } from '../figureWords.ts';
import { movedFigure, pointedFigure } from '../parseFigure.ts';

interface GripProps {
  readonly alarm: AlarmEntry;
  readonly value: number;
  readonly scale: ReturnType<typeof valueScale>;
  readonly onMove: (value: number) => void;
}

const keys: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 10,
  PageDown: -10,
};

/** The end of the draft's line that can be dragged, or moved with arrow keys. The axis stands still until it is let go. */
export function ThresholdGrip({ alarm, value, scale, onMove }: GripProps) {
  const { unit } = alarm;
  /** Where it is dragged to. */
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  const top = Math.min(scale.bottom, Math.max(scale.top, scale.place(toChart(shown, unit))));

  const pointed = (event: PointerEvent): number => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    const place = event.clientY - (box?.top ?? 0);
    return pointedFigure(fromChart(scale.value(place), unit), fromChart(scale.span, unit), unit);
  };
  const press = (event: KeyboardEvent): void => {
    const by = keys[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onMove(movedFigure(value, by * (event.shiftKey ? 10 : 1), unit));
  };
  return (
    <>
      {dragged !== null && <div className="threshold-grip__line" style={{ top }} />}
      <div
        className="threshold-grip"
        style={{ top }}
        role="slider"
        tabIndex={0}
        aria-label="Draft threshold"
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={Math.max(value, fromChart(scale.value(scale.top), unit))}
        aria-valuenow={shown}
        aria-valuetext={exactFigure(shown, unit)}
        title="Drag, or use the arrow keys"
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(value);
        }}
        onPointerMove={(event) => dragged !== null && setDragged(pointed(event))}
        onPointerUp={(event) => {
          if (dragged !== null) onMove(pointed(event));
          setDragged(null);
        }}
        onPointerCancel={() => setDragged(null)}
      >
        {alarmFigure(shown, unit)}
      </div>
    </>
  );
}
