import { incident } from '../incident.ts';

export const checkpointLongSync = incident({
  problem: 'checkpoint-long-sync',
  application: 'fraud-scores',
  where: 'score',
  severity: 'clear',
  minutes: 30,
});
