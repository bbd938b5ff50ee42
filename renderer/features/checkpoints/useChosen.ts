import { useCallback, useEffect, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { CheckpointName } from './rows.ts';
import { nameIn, nameText } from './rows.ts';

const NAME = 'checkpoint';

/** Which checkpoint is shown, as the address names it (`?checkpoint=812`, or of another job `812@job`). Null: the one that the verdict is about. */
export function useChosen(): readonly [CheckpointName | null, (chosen: CheckpointName | null) => void] {
  const search = useSearch();
  const [place, navigate] = useLocation();
  // On another application's page the same number would be another checkpoint.
  useEffect(
    () => () => {
      const left = withoutChosen(location.search);
      if (left !== location.search) history.replaceState(history.state, '', location.pathname + left + location.hash);
    },
    [],
  );
  const choose = useCallback(
    (chosen: CheckpointName | null): void => {
      const given = new URLSearchParams(search);
      given.delete(NAME);
      if (chosen !== null) given.set(NAME, nameText(chosen));
      navigate(`${place}?${given.toString()}`, { replace: true });
    },
    [search, place, navigate],
  );
  const text = new URLSearchParams(search).get(NAME);
  return [useMemo(() => nameIn(text), [text]), choose];
}

function withoutChosen(text: string): string {
  const given = new URLSearchParams(text);
  if (!given.has(NAME)) return text;
  given.delete(NAME);
  const left = given.toString();
  return left === '' ? '' : `?${left}`;
}
