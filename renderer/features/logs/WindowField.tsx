import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { offsetOf } from '#renderer/charts/moments.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Window } from './window.ts';
import { boundsOf, momentInput, parseMoment, presets } from './window.ts';

interface WindowFieldProps {
  readonly window: Window;
  readonly zone: Zone;
  /** The moment that the views are of; null: not known yet. */
  readonly now: Millis | null;
  readonly onChange: (window: Window) => void;
}

const FROM_TO = 'range';

/** Which stretch of time: a preset, or two moments that are typed. */
export function WindowField({ window, zone, now, onChange }: WindowFieldProps) {
  const options = [
    ...presets.map(({ length, text }) => ({ value: String(length), label: text })),
    { value: FROM_TO, label: 'From … to …' },
  ];
  const chosen = window.kind === 'range' ? FROM_TO : String(window.length);
  const choose = (value: string | undefined): void => {
    if (value !== FROM_TO)
      onChange({ kind: 'last', length: presets.find(({ length }) => String(length) === value)?.length ?? presets[1].length });
    else if (now !== null) onChange({ kind: 'range', ...boundsOf(window, now) });
  };
  return (
    <>
      <FormField label="Time">
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === chosen) ?? null}
          onChange={({ detail }) => choose(detail.selectedOption.value)}
        />
      </FormField>
      {window.kind === 'range' && (
        <>
          <MomentField label="From" at={window.from} zone={zone} onChange={(from) => onChange({ ...window, from })} />
          <MomentField label="To" at={window.to} zone={zone} onChange={(to) => onChange({ ...window, to })} />
        </>
      )}
    </>
  );
}

interface MomentFieldProps {
  readonly label: string;
  readonly at: Millis;
  readonly zone: Zone;
  readonly onChange: (at: Millis) => void;
}

function MomentField({ label, at, zone, onChange }: MomentFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const offset = (moment: Millis): Millis => offsetOf(moment, zone);
  const read = draft === null ? at : parseMoment(draft, offset);
  return (
    <FormField
      label={`${label}${zone === 'utc' ? ' (UTC)' : ''}`}
      {...(read === null ? { errorText: 'As in 2026-11-24 12:00:00' } : {})}
    >
      <Input
        value={draft ?? momentInput(at, offset)}
        invalid={read === null}
        onChange={({ detail }) => {
          setDraft(detail.value);
          const moment = parseMoment(detail.value, offset);
          if (moment !== null) onChange(moment);
        }}
        onBlur={() => read !== null && setDraft(null)}
      />
    </FormField>
  );
}
