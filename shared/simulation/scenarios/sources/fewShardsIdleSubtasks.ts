import { incident } from '../incident.ts';

export const fewShardsIdleSubtasks = incident({
  problem: 'few-shards-idle-subtasks',
  application: 'iot-rollup-s3',
  where: 'readings',
  severity: 'severe',
  minutes: 40,
});
