import { useLocation } from 'wouter';
import { applicationPath } from '#renderer/ui/paths.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

/** The views of an application, in their order; each has a key of its own, from 1 on; 0 is the tenth. */
export const tabs = [
  'overview',
  'graph',
  'checkpoints',
  'exceptions',
  'profiling',
  'task-managers',
  'metrics',
  'logs',
  'activity',
  'configuration',
] as const;
export type Tab = (typeof tabs)[number];

const isTab = (text: string): text is Tab => (tabs as readonly string[]).includes(text);

/** The address of a tab, behind the application's own path. */
export const tabPath = (application: string, tab: Tab): string => (tab === 'overview' ? application : `${application}/${tab}`);

/** Which tab the address names, behind the application's own path; without one it is the overview. */
export function useTab(ref: ApplicationRef): readonly [Tab, (tab: Tab) => void] {
  const [location, navigate] = useLocation();
  const base = applicationPath(ref);
  const named = location.startsWith(`${base}/`) ? location.slice(base.length + 1) : '';
  const tab = isTab(named) ? named : 'overview';
  // Back leaves the application, not through every tab that was looked at.
  return [tab, (next) => navigate(tabPath(base, next), { replace: true })];
}
