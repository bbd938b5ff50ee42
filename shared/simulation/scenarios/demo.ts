import { MINUTE, millis } from '../../units/units.ts';
import type { Scenario } from '../types.ts';
import { demoAlarms } from './demoAlarms.ts';
import { fleet } from './fleet.ts';

const minutes = (count: number) => millis(count * MINUTE);

/** What the app opens with: a living fleet in which two applications are sick and the others are busy with their own affairs. */
export const demo: Scenario = {
  id: 'demo',
  title: 'A fleet with a slow sink and a hot key',
  applications: fleet({
    'stream-copy': 'READY',
    'search-terms': 'STARTING',
    'cart-abandonment': 'UPDATING',
    'ads-impressions-beam': 'AUTOSCALING',
  }),
  faults: [
    {
      id: 'warehouse-slow',
      kind: 'sink-bottleneck',
      application: 'orders-enrichment',
      severity: 'clear',
      onset: minutes(-40),
      duration: null,
    },
    {
      id: 'visitor-hot',
      kind: 'data-skew',
      application: 'clickstream-sessions',
      severity: 'clear',
      onset: minutes(-65),
      duration: null,
    },
  ],
  events: [
    { kind: 'restart', application: 'device-sessions', at: minutes(-170) },
    { kind: 'update', application: 'inventory-levels', at: minutes(-235) },
    { kind: 'maintenance', application: 'audit-firehose', at: minutes(-310) },
    { kind: 'update', application: 'address-lookup', at: minutes(11) },
    { kind: 'restart', application: 'ticker-counts', at: minutes(34) },
  ],
  alarms: demoAlarms,
};
