import { incident } from '../incident.ts';

export const asyncSinkDeadlock = incident({
  problem: 'async-sink-deadlock',
  application: 'address-lookup',
  where: 'lookup',
  severity: 'clear',
  minutes: 25,
});
