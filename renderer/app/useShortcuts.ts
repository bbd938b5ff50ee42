import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { numberedTabs, tabPath } from '../features/application/useTab.ts';
import { isForPage } from './isForPage.ts';
import { timeShortcuts } from './time/useTimeKeys.ts';
import { ALARMS, BUDGET, DATA_HEALTH, FLEET, SETTINGS, SIMULATOR, isApplication, pageOf } from '../ui/paths.ts';
import { focusFilter } from '../ui/filterFocus.ts';

/** Every shortcut, as the help panel lists it. */
export const shortcuts = [
  { keys: ['g', 'f'], does: 'Open the fleet' },
  { keys: ['g', 'a'], does: 'Open the alarms' },
  { keys: ['g', 'b'], does: 'Open the budget' },
  { keys: ['g', 'd'], does: 'Open the data health' },
  { keys: ['g', 's'], does: 'Open the settings' },
  { keys: ['g', 'm'], does: 'Open the simulator' },
  { keys: [`1–${numberedTabs.length - 1}, 0`], does: 'Open a tab of the application' },
  { keys: ['a'], does: 'Open the alarms of the application' },
  { keys: ['n'], does: 'Open the notices' },
  { keys: ['/'], does: 'Go to the filter of the page' },
  ...timeShortcuts,
  { keys: ['?'], does: 'Show or hide this list' },
] as const;

/** Listens for the shortcuts; keys that are typed into a field, or while a dialog is open, are not ours. */
export function useShortcuts(toggleHelp: () => void, toggleNotices: () => void): void {
  const [location, navigate] = useLocation();
  const application = isApplication(location) ? pageOf(location) : null;
  useEffect(() => {
    let prefix = '';
    const press = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return;
      const keys = prefix + event.key;
      prefix = event.key === 'g' && prefix === '' ? 'g' : '';
      switch (keys) {
        case 'gf':
          return navigate(FLEET);
        case 'gs':
          return navigate(SETTINGS);
        case 'gm':
          return navigate(SIMULATOR);
        case 'ga':
          return navigate(ALARMS);
        case 'gb':
          return navigate(BUDGET);
        case 'gd':
          return navigate(DATA_HEALTH);
        case '?':
          return toggleHelp();
        case 'n':
          return toggleNotices();
        case '/':
          // The key itself must not end up in the field.
          if (focusFilter()) event.preventDefault();
          return;
        default: {
          const tab = keys === 'a' ? 'alarms' : numberedTabs[keys === '0' ? numberedTabs.length - 1 : Number(keys) - 1];
          if (application !== null && tab !== undefined) navigate(tabPath(application, tab), { replace: true });
        }
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate, application, toggleHelp, toggleNotices]);
}
