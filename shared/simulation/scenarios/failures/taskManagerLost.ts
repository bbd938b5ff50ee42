import { incident } from '../incident.ts';

export const taskManagerLost = incident({
  problem: 'task-manager-lost',
  application: 'orders-enrichment',
  severity: 'clear',
  minutes: 40,
});
