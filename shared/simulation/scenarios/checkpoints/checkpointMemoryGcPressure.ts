import { incident } from '../incident.ts';

export const checkpointMemoryGcPressure = incident({
  problem: 'checkpoint-memory-gc-pressure',
  application: 'cart-abandonment',
  severity: 'clear',
  minutes: 40,
});
