import { useLocation } from 'wouter';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { FLEET, SETTINGS, hrefOf } from '../ui/paths.ts';

/** Where one can go: the fleet, what is sick in it, the settings. */
export function Navigation() {
  const [location] = useLocation();
  return (
    <SideNavigation
      activeHref={hrefOf(location)}
      items={[
        { type: 'link', text: 'Fleet', href: hrefOf(FLEET) },
        { type: 'link', text: 'Settings', href: hrefOf(SETTINGS) },
      ]}
    />
  );
}
