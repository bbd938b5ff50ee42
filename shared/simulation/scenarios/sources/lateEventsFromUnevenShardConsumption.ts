import { incident } from '../incident.ts';

export const lateEventsFromUnevenShardConsumption = incident({
  problem: 'late-events-from-uneven-shard-consumption',
  application: 'iot-rollup-s3',
  where: 'minutes',
  severity: 'clear',
  minutes: 20,
});
