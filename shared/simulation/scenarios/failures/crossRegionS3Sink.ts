import { incident } from '../incident.ts';

export const crossRegionS3Sink = incident({
  problem: 'cross-region-s3-sink',
  application: 'iot-rollup-s3',
  where: 'lake',
  severity: 'clear',
  minutes: 20,
});
