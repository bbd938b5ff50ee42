import { useEffect } from 'react';
import type { RefObject } from 'react';

interface Focusable {
  focus(): void;
}

let current: RefObject<Focusable | null> | null = null;

/** Makes a page's filter the one that the shortcut `/` goes to, while it is on screen. */
export function useFilterFocus(filter: RefObject<Focusable | null>): void {
  useEffect(() => {
    current = filter;
    return () => {
      if (current === filter) current = null;
    };
  }, [filter]);
}

/** Puts the focus into the filter of the page that is on screen; false when it has none. */
export function focusFilter(): boolean {
  current?.current?.focus();
  return current !== null;
}
