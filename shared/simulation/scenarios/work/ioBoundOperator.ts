import { incident } from '../incident.ts';

export const ioBoundOperator = incident({
  problem: 'io-bound-operator',
  application: 'address-lookup',
  where: 'lookup',
  severity: 'clear',
  minutes: 35,
});
