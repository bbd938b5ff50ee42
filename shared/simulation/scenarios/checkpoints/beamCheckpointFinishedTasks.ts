import { incident } from '../incident.ts';

export const beamCheckpointFinishedTasks = incident({
  problem: 'beam-checkpoint-finished-tasks',
  application: 'ads-impressions-beam',
  where: 'impressions',
  severity: 'clear',
  minutes: 30,
});
