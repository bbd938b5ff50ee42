import { incident } from '../incident.ts';

export const idleShardStallsWatermark = incident({
  problem: 'idle-shard-stalls-watermark',
  application: 'fleet-telemetry-py',
  where: 'telemetry',
  severity: 'clear',
  minutes: 25,
});
