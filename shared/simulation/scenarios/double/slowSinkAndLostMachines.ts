import { incidents } from '../incident.ts';

export const slowSinkAndLostMachines = incidents('slow-sink-and-lost-machines', 'A slow sink, and TaskManagers that are lost', [
  { problem: 'sink-bottleneck', application: 'orders-enrichment', where: 'warehouse', severity: 'clear', minutes: 35 },
  { problem: 'task-manager-lost', application: 'orders-enrichment', severity: 'clear', minutes: 30 },
]);
