import { incident } from '../incident.ts';

export const checkpointLongStartDelay = incident({
  problem: 'checkpoint-long-start-delay',
  application: 'orders-enrichment',
  where: 'prices',
  severity: 'clear',
  minutes: 35,
});
