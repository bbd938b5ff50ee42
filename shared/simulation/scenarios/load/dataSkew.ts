import { incident } from '../incident.ts';

export const dataSkew = incident({
  problem: 'data-skew',
  application: 'clickstream-sessions',
  where: 'sessions',
  severity: 'clear',
  minutes: 20,
});
