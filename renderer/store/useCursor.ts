import { useMemo } from 'react';
import { topicKey } from '#shared/contract/topics.ts';
import type { Millis } from '#shared/units/units.ts';
import { hasPast } from './pastTopics.ts';
import { useSelect, useSession } from './SessionContext.ts';
import type { State } from './state.ts';

interface Cursor {
  /** The moment that every view shows; null: now. */
  readonly at: Millis | null;
  /** Shows a moment. */
  readonly set: (at: Millis) => void;
  /** Shows now again. */
  readonly live: () => void;
}

/** The one time cursor of the page. An absolute time: each connection has it on its own clock. */
export function useCursor(): Cursor {
  const session = useSession();
  const at = useSelect(cursorIn);
  const moves = useMemo(
    () => ({ set: (moment: Millis) => session.moveCursor(moment), live: () => session.moveCursor(null) }),
    [session],
  );
  return useMemo(() => ({ at, ...moves }), [at, moves]);
}

const cursorIn = ({ cursor }: State): Millis | null => cursor;

/** Something on screen is still of another moment than the cursor's: that is being read. */
export function usePastChanging(): boolean {
  const session = useSession();
  return useSelect(
    useMemo(
      () =>
        ({ cursor, past }) =>
          cursor !== null && session.followed().some((topic) => hasPast(topic) && past[topicKey(topic)]?.at !== cursor),
      [session],
    ),
  );
}
