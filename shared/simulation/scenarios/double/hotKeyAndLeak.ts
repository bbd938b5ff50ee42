import { incidents } from '../incident.ts';

export const hotKeyAndLeak = incidents('hot-key-and-leak', 'A hot key, and threads that leak beside it', [
  { problem: 'data-skew', application: 'clickstream-sessions', where: 'sessions', severity: 'clear', minutes: 25 },
  { problem: 'memory-or-thread-leak', application: 'clickstream-sessions', severity: 'clear', minutes: 75 },
]);
