import { useEffect } from 'react';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';
import { isForPage } from '../isForPage.ts';
import { useStep } from './useTimeScope.ts';

const STEPS: Readonly<Record<string, Millis>> = {
  ',': millis(-1 * MINUTE),
  '.': MINUTE,
  '<': millis(-10 * MINUTE),
  '>': millis(10 * MINUTE),
};

/** The shortcuts of the time cursor, as the help panel lists them. */
export const timeShortcuts = [
  { keys: ['t'], does: 'Open the time bar' },
  { keys: [','], does: 'One minute back in time' },
  { keys: ['.'], does: 'One minute forth' },
  { keys: ['<'], does: 'Ten minutes back' },
  { keys: ['>'], does: 'Ten minutes forth' },
  { keys: ['l'], does: 'Show now again; so does Escape' },
] as const;

/** Escape is somebody else's: a menu or a list closes with it, a chart goes back, and so does what is marked by `data-own-escape`. */
const escapeIsTaken = (target: EventTarget | null): boolean =>
  document.querySelector('[aria-haspopup][aria-expanded="true"], [role="combobox"][aria-expanded="true"]') !== null ||
  (target instanceof Element && target.closest('[data-own-escape], [aria-roledescription="chart"]') !== null);

/** Moves the time cursor by keys. */
export function useTimeKeys(openBar: () => void): void {
  const step = useStep();
  const { at, live } = useCursor();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return;
      const by = STEPS[event.key];
      if (by !== undefined) return step(by);
      if (event.key === 'l' || (event.key === 'Escape' && at !== null && !escapeIsTaken(event.target))) return live();
      if (event.key !== 't') return;
      // The key itself must not reach what is focused now.
      event.preventDefault();
      openBar();
    };
    // Before anybody else: what Escape closes is still open then.
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, [step, at, live, openBar]);
}
