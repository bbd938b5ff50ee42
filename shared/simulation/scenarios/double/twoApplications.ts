import { incidents } from '../incident.ts';

export const twoApplications = incidents('two-applications', 'A full heap in one application, denied access in another', [
  { problem: 'checkpoint-memory-gc-pressure', application: 'inventory-levels', severity: 'clear', minutes: 40 },
  { problem: 'access-denied-in-logs', application: 'stream-copy', severity: 'severe', minutes: 15 },
]);
