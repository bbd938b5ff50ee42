import { incident } from '../incident.ts';

export const unboundedStateGrowth = incident({
  problem: 'unbounded-state-growth',
  application: 'cart-abandonment',
  where: 'idle',
  severity: 'clear',
  minutes: 120,
});
