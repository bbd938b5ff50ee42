import { incident } from '../incident.ts';

export const truststorePathNotFound = incident({
  problem: 'truststore-path-not-found',
  application: 'payments-replication',
  where: 'payments',
  severity: 'severe',
  minutes: 15,
});
