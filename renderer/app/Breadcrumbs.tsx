import { useLocation } from 'wouter';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { useCurrentTitle } from '../ui/pageTitle.ts';
import { FLEET, hrefOf } from '../ui/paths.ts';

/** The way back to the fleet; the last part is the page's own title. */
export function Breadcrumbs() {
  const [location] = useLocation();
  const title = useCurrentTitle();
  const fleet = { text: 'Fleet', href: hrefOf(FLEET) };
  return (
    <BreadcrumbGroup
      ariaLabel="Breadcrumbs"
      items={location === FLEET ? [fleet] : [fleet, { text: title, href: hrefOf(location) }]}
    />
  );
}
