import { Suspense, lazy } from 'react';
import { Route, Switch } from 'wouter';
import { FleetPage } from '../features/fleet/FleetPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { ALARMS, APPLICATION_PATTERN, BUDGET, DATA_HEALTH, FLEET, SETTINGS, SIMULATOR_PATTERN, refOf } from '../ui/paths.ts';
import { MissingPage } from './MissingPage.tsx';
import { Opening } from './Opening.tsx';

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

const AlarmsRoute = lazy(async () => {
  const { AlarmsPage } = await import('../features/alarms/AlarmsPage.tsx');
  return { default: AlarmsPage };
});

const BudgetRoute = lazy(async () => {
  const { BudgetPage } = await import('../features/budget/BudgetPage.tsx');
  return { default: BudgetPage };
});

const DataHealthRoute = lazy(async () => {
  const { DataHealthPage } = await import('../features/health/DataHealthPage.tsx');
  return { default: DataHealthPage };
});

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
