import { incident } from '../incident.ts';

export const monitoringLogLevelDebug = incident({
  problem: 'monitoring-log-level-debug',
  application: 'fraud-scores',
  severity: 'clear',
  minutes: 40,
});
