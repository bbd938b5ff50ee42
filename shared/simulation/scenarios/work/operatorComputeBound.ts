import { incident } from '../incident.ts';

export const operatorComputeBound = incident({
  problem: 'operator-compute-bound',
  application: 'clickstream-sessions',
  where: 'sessions',
  severity: 'clear',
  minutes: 30,
});
