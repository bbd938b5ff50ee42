import { incident } from '../incident.ts';

export const outOfMemoryError = incident({
  problem: 'out-of-memory-error',
  application: 'inventory-levels',
  where: 'levels',
  severity: 'clear',
  minutes: 40,
});
