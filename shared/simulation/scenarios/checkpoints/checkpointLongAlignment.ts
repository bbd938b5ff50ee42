import { incident } from '../incident.ts';

export const checkpointLongAlignment = incident({
  problem: 'checkpoint-long-alignment',
  application: 'orders-enrichment',
  where: 'join',
  severity: 'clear',
  minutes: 30,
});
