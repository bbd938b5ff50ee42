import { incident } from '../incident.ts';

export const throughputUnderProvisioned = incident({
  problem: 'throughput-under-provisioned',
  application: 'clickstream-sessions',
  severity: 'clear',
  minutes: 40,
});
