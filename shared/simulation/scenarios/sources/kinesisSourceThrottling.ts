import { incident } from '../incident.ts';

export const kinesisSourceThrottling = incident({
  problem: 'kinesis-source-throttling',
  application: 'device-sessions',
  where: 'events',
  severity: 'clear',
  minutes: 30,
});
