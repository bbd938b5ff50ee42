import { Suspense, lazy } from 'react';
import { Route, Switch } from 'wouter';
import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { FleetPage } from '../features/fleet/FleetPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { APPLICATION_PATTERN, FLEET, SETTINGS, SIMULATOR_PATTERN, refOf } from '../ui/paths.ts';
import { MissingPage } from './MissingPage.tsx';

/** Charts and graph are the heavy part of the pages: read when the first application is opened. */
const ApplicationRoute = lazy(async () => {
  const { ApplicationRoute } = await import('./ApplicationRoute.tsx');
  return { default: ApplicationRoute };
});

/** For those who practise: read when it is opened. */
const SimulatorRoute = lazy(async () => {
  const { SimulatorPage } = await import('../features/simulator/SimulatorPage.tsx');
  return { default: SimulatorPage };
});

/** The page that the address names. */
export const Pages = () => (
  <Suspense fallback={<Opening />}>
    <Switch>
      <Route path={FLEET} component={FleetPage} />
      <Route path={SETTINGS} component={SettingsPage} />
      <Route path={SIMULATOR_PATTERN}>{({ connection }) => <SimulatorRoute connection={connection ?? null} />}</Route>
      <Route path={APPLICATION_PATTERN}>{({ connection, id }) => <ApplicationRoute application={refOf(connection, id)} />}</Route>
      <Route component={MissingPage} />
    </Switch>
  </Suspense>
);

const Opening = () => (
  <Box padding="xxl" textAlign="center">
    <Spinner /> Opening the page
  </Box>
);
