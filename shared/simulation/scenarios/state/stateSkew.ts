import { incident } from '../incident.ts';

export const stateSkew = incident({
  problem: 'state-skew',
  application: 'device-sessions',
  where: 'sessions',
  severity: 'clear',
  minutes: 120,
});
