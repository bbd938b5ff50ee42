import { incident } from '../incident.ts';

export const monitoringLogLevelDebug = incident({
  problem: 'monitoring-log-level-debug',
  application: 'search-terms',
  severity: 'clear',
  minutes: 40,
});
