import { incident } from '../incident.ts';

export const checkpointsDisabled = incident({
  problem: 'checkpoints-disabled',
  application: 'inventory-levels',
  severity: 'clear',
  minutes: 60,
});
