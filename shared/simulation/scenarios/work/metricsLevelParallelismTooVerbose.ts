import { incident } from '../incident.ts';

export const metricsLevelParallelismTooVerbose = incident({
  problem: 'metrics-level-parallelism-too-verbose',
  application: 'recommendation-features',
  severity: 'clear',
  minutes: 40,
});
