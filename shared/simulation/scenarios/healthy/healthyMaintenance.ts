import { MINUTE, millis } from '../../../units/units.ts';
import type { Scenario } from '../../types.ts';
import { fleet } from '../fleet.ts';

const minutes = (count: number) => millis(count * MINUTE);

export const healthyMaintenance: Scenario = {
  id: 'healthy-maintenance',
  title: 'The service patches applications: each restarts once',
  applications: fleet(),
  faults: [],
  events: [
    { kind: 'maintenance', application: 'payments-replication', at: minutes(-200) },
    { kind: 'maintenance', application: 'cart-abandonment', at: minutes(-160) },
    { kind: 'maintenance', application: 'iot-rollup-s3', at: minutes(-90) },
    { kind: 'maintenance', application: 'loyalty-points', at: minutes(-30) },
    { kind: 'maintenance', application: 'device-sessions', at: minutes(20) },
  ],
};
