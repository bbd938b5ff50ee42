import { MINUTE, millis } from '../../../units/units.ts';
import type { Scenario } from '../../types.ts';
import { fleet } from '../fleet.ts';

const minutes = (count: number) => millis(count * MINUTE);

export const healthyRestart: Scenario = {
  id: 'healthy-restart',
  title: 'Connections break once here and there: single restarts that mean nothing',
  applications: fleet(),
  faults: [],
  events: [
    { kind: 'restart', application: 'orders-enrichment', at: minutes(-230) },
    { kind: 'restart', application: 'ticker-counts', at: minutes(-140) },
    { kind: 'restart', application: 'recommendation-features', at: minutes(-35) },
    { kind: 'restart', application: 'address-lookup', at: minutes(30) },
  ],
};
