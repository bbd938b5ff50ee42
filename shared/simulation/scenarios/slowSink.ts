import { MINUTE, millis } from '../../units/units.ts';
import type { Scenario } from '../types.ts';
import { fleet } from './fleet.ts';

export const slowSink: Scenario = {
  id: 'slow-sink',
  title: 'A sink takes less than its application reads',
  applications: fleet(),
  faults: [
    {
      id: 'warehouse-slow',
      kind: 'sink-bottleneck',
      application: 'orders-enrichment',
      severity: 'clear',
      onset: millis(-20 * MINUTE),
      duration: null,
    },
  ],
};
