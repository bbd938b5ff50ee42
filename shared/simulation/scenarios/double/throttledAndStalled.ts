import { incidents } from '../incident.ts';

export const throttledAndStalled = incidents('throttled-and-stalled', 'Throttled reads, and a shard that holds event time back', [
  { problem: 'kinesis-source-throttling', application: 'fleet-telemetry-py', where: 'telemetry', severity: 'clear', minutes: 30 },
  {
    problem: 'idle-shard-stalls-watermark',
    application: 'fleet-telemetry-py',
    where: 'telemetry',
    severity: 'clear',
    minutes: 20,
  },
]);
