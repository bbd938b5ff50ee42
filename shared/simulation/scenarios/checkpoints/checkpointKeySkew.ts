import { incident } from '../incident.ts';

export const checkpointKeySkew = incident({
  problem: 'checkpoint-key-skew',
  application: 'inventory-levels',
  where: 'levels',
  severity: 'clear',
  minutes: 40,
});
