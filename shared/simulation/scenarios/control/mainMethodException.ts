import { incident } from '../incident.ts';

export const mainMethodException = incident({
  problem: 'main-method-exception',
  application: 'cart-abandonment',
  severity: 'clear',
  minutes: 14,
});
