import { incident } from '../incident.ts';

export const perRecordLogging = incident({
  problem: 'per-record-logging',
  application: 'clickstream-sessions',
  where: 'sessions',
  severity: 'clear',
  minutes: 30,
});
