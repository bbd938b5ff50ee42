import { incident } from '../incident.ts';

export const sourceOrSinkNotFound = incident({
  problem: 'source-or-sink-not-found',
  application: 'search-terms',
  where: 'count',
  severity: 'severe',
  minutes: 20,
});
