import { Suspense, lazy } from 'react';
import { Route, Switch } from 'wouter';
import Spinner from '@cloudscape-design/components/spinner';
import Box from '@cloudscape-design/components/box';
import { FleetPage } from '../features/fleet/FleetPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { APPLICATION_PATTERN, FLEET, SETTINGS, decodePart } from '../ui/paths.ts';
import { MissingPage } from './MissingPage.tsx';

/** Charts and graph are the heavy part of the pages: read when the first application is opened. */
const ApplicationPage = lazy(async () => {
  const { ApplicationPage } = await import('../features/application/ApplicationPage.tsx');
  return { default: ApplicationPage };
});

/** The page that the address names. */
export function Pages() {
  return (
    <Suspense fallback={<Opening />}>
      <Switch>
        <Route path={FLEET} component={FleetPage} />
        <Route path={SETTINGS} component={SettingsPage} />
        <Route path={APPLICATION_PATTERN}>
          {({ connection, id }) => {
            const application = { connection: decodePart(connection), id: decodePart(id) };
            return <ApplicationPage key={`${application.connection}|${application.id}`} application={application} />;
          }}
        </Route>
        <Route component={MissingPage} />
      </Switch>
    </Suspense>
  );
}

const Opening = () => (
  <Box padding="xxl" textAlign="center">
    <Spinner /> Opening the page
  </Box>
);
