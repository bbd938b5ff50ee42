import { useState } from 'react';
import Input from '@cloudscape-design/components/input';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Draft } from '../draft.ts';
import { withHour } from '../draft.ts';
import { figureInput, parseFigure } from '../parseFigure.ts';

interface HourFieldsProps {
  readonly alarm: AlarmEntry;
  readonly draft: Draft;
  readonly hours: readonly number[];
  readonly onDraft: (draft: Draft) => void;
}

/** A figure for each hour of the day. */
export const HourFields = ({ alarm, draft, hours, onDraft }: HourFieldsProps) => (
  <div className="threshold-hours">
    {hours.map((value, hour) => (
      <HourField
        key={String(hour)}
        alarm={alarm}
        hour={hour}
        value={value}
        onChange={(next) => onDraft(withHour(alarm, draft, hour, next))}
      />
    ))}
  </div>
);

interface HourFieldProps {
  readonly alarm: AlarmEntry;
  readonly hour: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function HourField({ alarm, hour, value, onChange }: HourFieldProps) {
  /** What is typed, until it is left. */
  const [text, setText] = useState<string | null>(null);
  const read = text === null ? null : parseFigure(text, alarm.unit);
  const name = `${String(hour).padStart(2, '0')}:00`;
  return (
    <label className="threshold-hours__hour">
      <span>{name}</span>
      <Input
        value={text ?? figureInput(value, alarm.unit)}
        ariaLabel={read?.ok === false ? `${name}, not a figure` : name}
        invalid={read?.ok === false}
        onChange={({ detail }) => {
          setText(detail.value);
          const next = parseFigure(detail.value, alarm.unit);
          if (next.ok) onChange(next.value);
        }}
        onBlur={() => setText(null)}
      />
    </label>
  );
}
