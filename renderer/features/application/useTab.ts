import { useLocation } from 'wouter';
import { applicationPath } from '#renderer/ui/paths.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

/** The views of an application, in their order. */
const tabs = [
  'overview',
  'graph',
  'checkpoints',
  'exceptions',
  'profiling',
  'task-managers',
  'metrics',
  'logs',
  'alarms',
  'activity',
  'configuration',
] as const;
export type Tab = (typeof tabs)[number];

/** Those that a digit opens, from 1 on; 0 is the tenth. The alarms have the key `a`. */
export const numberedTabs: readonly Tab[] = tabs.filter((tab) => tab !== 'alarms');

const isTab = (text: string): text is Tab => (tabs as readonly string[]).includes(text);

/** The address of a tab, behind the application's own path. */
export const tabPath = (application: string, tab: Tab): string => (tab === 'overview' ? application : `${application}/${tab}`);

/** Which tab the address names, behind the application's own path; without one it is the overview. */
export function useTab(ref: ApplicationRef): readonly [Tab, (tab: Tab) => void] {
  const [location, navigate] = useLocation();
  const base = applicationPath(ref);
  // A tab may have a part of its own behind it: which of its things is open.
  const [named = ''] = location.startsWith(`${base}/`) ? location.slice(base.length + 1).split('/') : [];
  const tab = isTab(named) ? named : 'overview';
  // Back leaves the application, not through every tab that was looked at.
  return [tab, (next) => navigate(tabPath(base, next), { replace: true })];
}
