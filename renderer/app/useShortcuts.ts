import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { FLEET, SETTINGS, SIMULATOR } from '../ui/paths.ts';
import { focusFilter } from '../ui/filterFocus.ts';

/** Every shortcut, as the help panel lists it. */
export const shortcuts = [
  { keys: ['g', 'f'], does: 'Open the fleet' },
  { keys: ['g', 's'], does: 'Open the settings' },
  { keys: ['g', 'm'], does: 'Open the simulator' },
  { keys: ['/'], does: 'Go to the filter of the page' },
  { keys: ['?'], does: 'Show or hide this list' },
] as const;

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const dialogIsOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]:not([hidden])') !== null;

/** Listens for the shortcuts; keys that are typed into a field, or while a dialog is open, are not ours. */
export function useShortcuts(toggleHelp: () => void): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    let prefix = '';
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || typesText(event.target) || dialogIsOpen()) return;
      const keys = prefix + event.key;
      prefix = event.key === 'g' && prefix === '' ? 'g' : '';
      switch (keys) {
        case 'gf':
          return navigate(FLEET);
        case 'gs':
          return navigate(SETTINGS);
        case 'gm':
          return navigate(SIMULATOR);
        case '?':
          return toggleHelp();
        case '/':
          // The key itself must not end up in the field.
          if (focusFilter()) event.preventDefault();
          return;
        default:
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate, toggleHelp]);
}
