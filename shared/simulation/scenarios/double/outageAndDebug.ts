import { incidents } from '../incident.ts';

export const outageAndDebug = incidents(
  'outage-and-debug',
  'A log level left at DEBUG after an earlier search, and a broker that is down',
  [
    { problem: 'monitoring-log-level-debug', application: 'fraud-scores', severity: 'mild', minutes: 75 },
    { problem: 'dependency-outage', application: 'fraud-scores', where: 'alerts', severity: 'clear', minutes: 25 },
  ],
);
