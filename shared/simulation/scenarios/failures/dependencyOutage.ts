import { incident } from '../incident.ts';

export const dependencyOutage = incident({
  problem: 'dependency-outage',
  application: 'device-sessions',
  where: 'sessions-sink',
  severity: 'clear',
  minutes: 25,
});
