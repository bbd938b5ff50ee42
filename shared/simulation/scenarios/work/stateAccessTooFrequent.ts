import { incident } from '../incident.ts';

export const stateAccessTooFrequent = incident({
  problem: 'state-access-too-frequent',
  application: 'fraud-scores',
  where: 'score',
  severity: 'severe',
  minutes: 25,
});
