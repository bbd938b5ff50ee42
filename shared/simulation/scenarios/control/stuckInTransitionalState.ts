import { incident } from '../incident.ts';

export const stuckInTransitionalState = incident({
  problem: 'stuck-in-transitional-state',
  application: 'recommendation-features',
  where: 'visitors',
  severity: 'clear',
  minutes: 35,
});
