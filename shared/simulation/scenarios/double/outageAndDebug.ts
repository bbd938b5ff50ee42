import { incidents } from '../incident.ts';

export const outageAndDebug = incidents(
  'outage-and-debug',
  'A log level left at DEBUG after an earlier search, and a database that is down',
  [
    { problem: 'monitoring-log-level-debug', application: 'device-sessions', severity: 'mild', minutes: 75 },
    { problem: 'dependency-outage', application: 'device-sessions', where: 'sessions-sink', severity: 'clear', minutes: 25 },
  ],
);
