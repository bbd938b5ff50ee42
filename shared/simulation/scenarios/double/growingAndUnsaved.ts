import { incidents } from '../incident.ts';

export const growingAndUnsaved = incidents('growing-and-unsaved', 'State that grows, and snapshots that fail', [
  { problem: 'unbounded-state-growth', application: 'cart-abandonment', where: 'idle', severity: 'severe', minutes: 90 },
  { problem: 'snapshot-creation-failed', application: 'cart-abandonment', where: 'idle', severity: 'clear', minutes: 40 },
]);
