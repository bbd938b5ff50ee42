import { useLocation } from 'wouter';
import AppLayout from '@cloudscape-design/components/app-layout';
import { FLEET } from '../ui/paths.ts';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { Navigation } from './Navigation.tsx';
import { Notifications } from './Notifications.tsx';
import { PageBoundary } from './PageBoundary.tsx';
import { Pages } from './Pages.tsx';

/** What stays while pages come and go. */
export function Frame() {
  const [location, navigate] = useLocation();
  return (
    <>
      <AppLayout
        headerSelector="#header"
        footerSelector="#status-bar"
        navigation={<Navigation />}
        breadcrumbs={<Breadcrumbs />}
        notifications={<Notifications />}
        toolsHide
        content={
          <PageBoundary key={location} onLeave={() => navigate(FLEET)}>
            <Pages />
          </PageBoundary>
        }
      />
    </>
  );
}
