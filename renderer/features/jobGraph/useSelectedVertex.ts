import { useEffect, useState } from 'react';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import { readSelected, writeSelected } from './address.ts';

/** The vertex whose details are open: told in the address while the graph is on screen, and remembered when it comes back. */
export function useSelectedVertex(ref: ApplicationRef): readonly [string | null, (vertex: string | null) => void] {
  const [addressed] = useState(() => readSelected(location.search, ref.id));
  const [remembered, remember] = useRemembered<string | null | undefined>(`graph.selected.${refKey(ref)}`, undefined);
  const selected = remembered === undefined ? addressed : remembered;
  useEffect(() => replaceSearch((search) => writeSelected(search, ref.id, selected)), [ref.id, selected]);
  useEffect(() => () => replaceSearch((search) => writeSelected(search, ref.id, null)), [ref.id]);
  return [selected, remember];
}

/** The part of the address before the `#`, which the router leaves alone. */
function replaceSearch(change: (search: string) => string): void {
  const { pathname, search, hash } = location;
  const next = change(search);
  if (next !== search) history.replaceState(history.state, '', `${pathname}${next}${hash}`);
}
