import { useLocation } from 'wouter';
import { applicationPath } from '#renderer/ui/paths.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

export const tabs = ['overview', 'graph', 'checkpoints', 'configuration', 'logs'] as const;
export type Tab = (typeof tabs)[number];

const isTab = (text: string): text is Tab => (tabs as readonly string[]).includes(text);

/** Which tab the address names, behind the application's own path; without one it is the overview. */
export function useTab(ref: ApplicationRef): readonly [Tab, (tab: Tab) => void] {
  const [location, navigate] = useLocation();
  const base = applicationPath(ref);
  const named = location.startsWith(`${base}/`) ? location.slice(base.length + 1) : '';
  const tab = isTab(named) ? named : 'overview';
  // Back leaves the application, not through every tab that was looked at.
  return [tab, (next) => navigate(next === 'overview' ? base : `${base}/${next}`, { replace: true })];
}
