import { useMemo } from 'react';
import { useLocation } from 'wouter';
import Icon from '@cloudscape-design/components/icon';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { useFleets } from '../store/useFleets.ts';
import { FLEET, SETTINGS, hrefOf, pageOf } from '../ui/paths.ts';
import { sickItems } from './sickItems.tsx';

/** Where one can go: the fleet, what is sick in it, the settings. */
export function Navigation() {
  const [location] = useLocation();
  const fleets = useFleets();
  const sick = useMemo(() => sickItems(fleets), [fleets]);
  return (
    <SideNavigation
      activeHref={hrefOf(pageOf(location))}
      items={[
        { type: 'link', text: 'Fleet', href: hrefOf(FLEET), icon: <Icon name="grid-view" /> },
        { type: 'link', text: 'Settings', href: hrefOf(SETTINGS), icon: <Icon name="settings" /> },
        ...sick,
      ]}
    />
  );
}
