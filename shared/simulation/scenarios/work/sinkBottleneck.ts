import { incident } from '../incident.ts';

export const sinkBottleneck = incident({
  problem: 'sink-bottleneck',
  application: 'clickstream-sessions',
  where: 'sessions-sink',
  severity: 'clear',
  minutes: 25,
});
