import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { Millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';
import { readTyped, typedText } from './typedMoment.ts';

/** A date and a time to type, in UTC; Return goes there. */
export function MomentInput({ now }: { readonly now: Millis }) {
  const { at, set, live } = useCursor();
  const field = useRef<HTMLInputElement>(null);
  const shown = at ?? now;
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = typed === null ? shown : readTyped(typed, shown);

  const go = (event: FormEvent): void => {
    event.preventDefault();
    if (typed === null || wanted === null) return;
    // The keys that move the time are not to be typed into the field.
    field.current?.blur();
    if (wanted >= now) live();
    else set(wanted);
  };
  return (
    <form className="time-bar__moment-input" onSubmit={go}>
      <input
        ref={field}
        type="text"
        aria-label="Date and time in UTC, such as 2026-03-03 14:05:00 or 14:05"
        aria-invalid={wanted === null}
        title="Date and time in UTC: Return goes there"
        autoComplete="off"
        spellCheck={false}
        value={typed ?? typedText(shown)}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.blur();
        }}
      />
      <span aria-hidden="true">UTC</span>
    </form>
  );
}
