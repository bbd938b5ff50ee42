import { incident } from '../incident.ts';

export const autoscalingNotTriggered = incident({
  problem: 'autoscaling-not-triggered',
  application: 'orders-enrichment',
  where: 'prices',
  severity: 'clear',
  minutes: 40,
});
