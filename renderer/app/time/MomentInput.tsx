import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';

/** A date and a time to type, in UTC; Return or leaving the field goes there. */
export function MomentInput({ now }: { readonly now: Millis }) {
  const { at, set, live } = useCursor();
  const shown = textOf(at ?? now);
  const [typed, setTyped] = useState<string | null>(null);

  const go = (): void => {
    const wanted = typed === null ? Number.NaN : Date.parse(`${typed}Z`);
    setTyped(null);
    if (Number.isNaN(wanted)) return;
    if (wanted >= now) live();
    else set(millis(wanted));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    go();
  };
  return (
    <form className="time-bar__moment-input" onSubmit={submit}>
      <input
        type="datetime-local"
        aria-label="Date and time, UTC"
        step={1}
        value={typed ?? shown}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={go}
      />
    </form>
  );
}

const textOf = (at: Millis): string => new Date(at).toISOString().slice(0, 19);
