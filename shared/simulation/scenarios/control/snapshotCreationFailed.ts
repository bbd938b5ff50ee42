import { incident } from '../incident.ts';

export const snapshotCreationFailed = incident({
  problem: 'snapshot-creation-failed',
  application: 'loyalty-points',
  where: 'points',
  severity: 'clear',
  minutes: 40,
});
