import { incident } from '../incident.ts';

export const startupTimeout = incident({
  problem: 'startup-timeout-5-minutes',
  application: 'product-views-sql',
  severity: 'clear',
  minutes: 8,
});
