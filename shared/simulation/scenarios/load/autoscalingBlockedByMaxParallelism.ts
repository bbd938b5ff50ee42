import { incident } from '../incident.ts';

export const autoscalingBlockedByMaxParallelism = incident({
  problem: 'autoscaling-blocked-by-max-parallelism',
  application: 'ticker-counts',
  severity: 'clear',
  minutes: 40,
});
