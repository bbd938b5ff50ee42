import { MINUTE, millis } from '../../units/units.ts';
import type { Scenario } from '../types.ts';
import { fleet } from './fleet.ts';

export const dataSkew: Scenario = {
  id: 'data-skew',
  title: 'One key has more records than one subtask can take',
  applications: fleet(),
  faults: [
    {
      id: 'visitor-hot',
      kind: 'data-skew',
      application: 'clickstream-sessions',
      severity: 'clear',
      onset: millis(-20 * MINUTE),
      duration: null,
    },
  ],
};
