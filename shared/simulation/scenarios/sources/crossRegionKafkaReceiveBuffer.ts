import { incident } from '../incident.ts';

export const crossRegionKafkaReceiveBuffer = incident({
  problem: 'cross-region-kafka-receive-buffer',
  application: 'payments-replication',
  where: 'payments',
  severity: 'clear',
  minutes: 40,
});
