import { useMemo } from 'react';
import { useLocation } from 'wouter';
import Icon from '@cloudscape-design/components/icon';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import type { SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useFleets } from '../store/useFleets.ts';
import { useConnectionViews } from '../store/useConnectionView.ts';
import { ALARMS, BUDGET, DATA_HEALTH, FLEET, SETTINGS, SIMULATOR, hrefOf, pageOf } from '../ui/paths.ts';
import { sickItems } from './sickItems.tsx';

/** Where one can go: the fleet, what is sick in it, the settings. Nothing is followed for a list that nobody sees. */
export const Navigation = ({ open }: { readonly open: boolean }) => (open ? <WithSick /> : <PageList sick={[]} />);

function WithSick() {
  const fleets = useFleets();
  return <PageList sick={useMemo(() => sickItems(fleets), [fleets])} />;
}

function PageList({ sick }: { readonly sick: readonly SideNavigationProps.Item[] }) {
  const [location] = useLocation();
  const simulated = useConnectionViews().some(({ watched, connection }) => watched && connection.kind === 'simulator');
  return (
    <SideNavigation
      activeHref={hrefOf(pageOf(location))}
      items={[
        { type: 'link', text: 'Fleet', href: hrefOf(FLEET), icon: <Icon name="grid-view" /> },
        { type: 'link', text: 'Alarms', href: hrefOf(ALARMS), icon: <Icon name="notification" /> },
        { type: 'link', text: 'Budget', href: hrefOf(BUDGET), icon: <Icon name="calendar" /> },
        { type: 'link', text: 'Data health', href: hrefOf(DATA_HEALTH), icon: <Icon name="status-positive" /> },
        ...(simulated ? [SIMULATOR_LINK] : []),
        { type: 'link', text: 'Settings', href: hrefOf(SETTINGS), icon: <Icon name="settings" /> },
        ...sick,
      ]}
    />
  );
}

const SIMULATOR_LINK: SideNavigationProps.Link = {
  type: 'link',
  text: 'Simulator',
  href: hrefOf(SIMULATOR),
  icon: <Icon name="gen-ai" />,
};
