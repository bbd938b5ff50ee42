import { incident } from '../incident.ts';

export const restoreMissingOperatorState = incident({
  problem: 'restore-missing-operator-state',
  application: 'search-terms',
  where: 'count',
  severity: 'clear',
  minutes: 14,
});
