import { incident } from '../incident.ts';

export const memoryOrThreadLeak = incident({
  problem: 'memory-or-thread-leak',
  application: 'ticker-counts',
  severity: 'clear',
  minutes: 80,
});
