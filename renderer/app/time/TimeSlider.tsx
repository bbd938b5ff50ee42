import type { Ref } from 'react';
import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';
import { momentText } from './momentText.ts';
import type { Stretch } from './span.ts';

interface TimeSliderProps {
  readonly stretch: Stretch;
  readonly now: Millis;
  readonly markers: readonly Marker[];
  readonly slider: Ref<HTMLInputElement>;
}

/** What is kept as a line, with a mark where something happened; its right end is now. */
export function TimeSlider({ stretch: { from, to, step }, now, markers, slider }: TimeSliderProps) {
  const { at, set, live } = useCursor();
  const move = (value: number): void => (value >= now ? live() : set(millis(value)));
  return (
    <div className="time-slider">
      <div className="time-slider__marks" aria-hidden="true">
        {markers.map((marker) => (
          <span
            key={`${marker.kind}|${marker.at}|${marker.ref.id}`}
            className={`time-slider__mark time-slider__mark--${marker.kind}`}
            style={{ left: `${((marker.at - from) / (to - from)) * 100}%` }}
          />
        ))}
      </div>
      <input
        ref={slider}
        type="range"
        aria-label="Moment that is shown"
        aria-valuetext={at === null ? 'Now' : momentText(at, now)}
        min={from}
        max={to}
        step={step}
        value={at ?? to}
        onChange={({ target }) => move(Number(target.value))}
      />
    </div>
  );
}
