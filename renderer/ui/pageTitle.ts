import { useEffect, useSyncExternalStore } from 'react';

const PRODUCT = 'Streamgauge';
const listeners = new Set<() => void>();
let current = '';

function setTitle(title: string): void {
  if (title === current) return;
  current = title;
  document.title = title === '' ? PRODUCT : `${title} – ${PRODUCT}`;
  for (const changed of listeners) changed();
}

/** A page has been on screen in this visit. */
export const hasPage = (): boolean => current !== '';

/** Gives the window the title of the page that is on screen. */
export function usePageTitle(title: string): void {
  useEffect(() => setTitle(title), [title]);
}

/** The title of the page that is on screen, for the breadcrumbs. */
export const useCurrentTitle = (): string =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    () => current,
  );
