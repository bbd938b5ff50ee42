import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { FleetPage } from '../features/fleet/FleetPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { ALARMS, APPLICATION_PATTERN, BUDGET, DATA_HEALTH, FLEET, SETTINGS, SIMULATOR_PATTERN, refOf } from '../ui/paths.ts';
import { MissingPage } from './MissingPage.tsx';
import { Opening } from './Opening.tsx';
import { readLater } from './readLater.tsx';

/** Charts and graph are the heavy part of the pages: read when the first application is opened. */
const ApplicationRoute = readLater(async () => (await import('./ApplicationRoute.tsx')).ApplicationRoute);
/** For those who practise: read when it is opened. */
const SimulatorRoute = readLater(async () => (await import('../features/simulator/SimulatorPage.tsx')).SimulatorPage);
const AlarmsRoute = readLater(async () => (await import('../features/alarms/AlarmsPage.tsx')).AlarmsPage);
const BudgetRoute = readLater(async () => (await import('../features/budget/BudgetPage.tsx')).BudgetPage);
const DataHealthRoute = readLater(async () => (await import('../features/health/DataHealthPage.tsx')).DataHealthPage);

/** The page that the address names. */
export const Pages = () => (
  <Suspense fallback={<Opening what="the page" />}>
    <Switch>
      <Route path={FLEET} component={FleetPage} />
      <Route path={ALARMS} component={AlarmsRoute} />
      <Route path={BUDGET} component={BudgetRoute} />
      <Route path={DATA_HEALTH} component={DataHealthRoute} />
      <Route path={SETTINGS} component={SettingsPage} />
      <Route path={SIMULATOR_PATTERN}>{({ connection }) => <SimulatorRoute connection={connection ?? null} />}</Route>
      <Route path={APPLICATION_PATTERN}>{({ connection, id }) => <ApplicationRoute application={refOf(connection, id)} />}</Route>
      <Route component={MissingPage} />
    </Switch>
  </Suspense>
);
