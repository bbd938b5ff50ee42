import { incident } from '../incident.ts';

export const checkpointLongAsync = incident({
  problem: 'checkpoint-long-async',
  application: 'recommendation-features',
  where: 'visitors',
  severity: 'clear',
  minutes: 40,
});
