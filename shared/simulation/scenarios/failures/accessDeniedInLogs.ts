import { incident } from '../incident.ts';

export const accessDeniedInLogs = incident({
  problem: 'access-denied-in-logs',
  application: 'audit-firehose',
  where: 'archive',
  severity: 'clear',
  minutes: 20,
});
