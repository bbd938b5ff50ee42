import { MINUTE, millis } from '../../../units/units.ts';
import type { Scenario } from '../../types.ts';
import { fleet } from '../fleet.ts';

const minutes = (count: number) => millis(count * MINUTE);

export const healthyDeploys: Scenario = {
  id: 'healthy-deploys',
  title: 'New releases of several applications, all of them well',
  applications: fleet(),
  faults: [],
  events: [
    { kind: 'update', application: 'orders-enrichment', at: minutes(-220) },
    { kind: 'update', application: 'fraud-scores', at: minutes(-150) },
    { kind: 'snapshot', application: 'clickstream-sessions', at: minutes(-100) },
    { kind: 'update', application: 'clickstream-sessions', at: minutes(-95) },
    { kind: 'update', application: 'inventory-levels', at: minutes(-40) },
    { kind: 'update', application: 'search-terms', at: minutes(25) },
  ],
};
