import { incident } from '../incident.ts';

export const operatorUnhandledException = incident({
  problem: 'operator-unhandled-exception',
  application: 'cart-abandonment',
  where: 'idle',
  severity: 'clear',
  minutes: 35,
});
