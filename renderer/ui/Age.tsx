import { UNKNOWN, formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useCursor } from '../store/useCursor.ts';
import { useNow } from '../store/useNow.ts';
import { momentWords } from './moment.ts';

interface AgeProps {
  readonly at: Millis | null;
  /** Id of the connection whose clock says how old it is. */
  readonly connection: string;
  /** `12 s ago` instead of `12 s`. */
  readonly ago?: boolean;
}

/** How old a moment is, growing on screen; the moment itself when pointed at. */
export function Age({ at, connection, ago = false }: AgeProps) {
  const now = useNow(connection);
  const past = useCursor().at !== null;
  if (at === null || now === null) return UNKNOWN;
  const known = formatAge(millis(now - at));
  // The moment that is shown is not now.
  const age = known === 'now' && past ? 'then' : known;
  return (
    <time dateTime={new Date(at).toISOString()} title={momentWords(at)}>
      {ago && known !== 'now' ? `${age} ago` : age}
    </time>
  );
}
