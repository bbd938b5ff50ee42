import { useEffect } from 'react';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';

const NAME = 'at';

/** The moment that the part of an address after `?` names, as `at=2026-03-03T14:05:00Z`; null: none, or none that can be read. */
export function momentIn(search: string): Millis | null {
  const text = new URLSearchParams(search).get(NAME);
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : millis(at);
}

/** The part of an address after `?`, with this moment instead of any other; the rest of it stays. */
export function withMoment(search: string, at: Millis | null): string {
  const others = new URLSearchParams(search);
  others.delete(NAME);
  const parts = [others.toString(), at === null ? '' : `${NAME}=${isoOf(at)}`].filter((part) => part !== '');
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** `2026-03-03T14:05:00Z`; with milliseconds only where there are any. */
const isoOf = (at: Millis): string => new Date(at).toISOString().replace('.000Z', 'Z');

/**
 * Keeps the cursor in the address, so that a moment can be shared and survives a reload. Going back is going to another page, not to
 * another time.
 */
export function useCursorInAddress(): void {
  const { at } = useCursor();
  useEffect(() => {
    const write = (): boolean => {
      const search = withMoment(location.search, at);
      if (search === location.search) return false;
      history.replaceState(history.state, '', location.pathname + search + location.hash);
      return true;
    };
    // The browser tells of another page below the `#` only where the rest of the address is the same.
    const goBack = (): void => {
      if (write()) dispatchEvent(new HashChangeEvent('hashchange'));
    };
    write();
    addEventListener('popstate', goBack);
    return () => removeEventListener('popstate', goBack);
  }, [at]);
}
