import { applicationAutoScaling } from './applicationAutoScaling/applicationAutoScaling.ts';
import { cloudTrail } from './cloudTrail/cloudTrail.ts';
import { cloudWatch } from './cloudWatch/cloudWatch.ts';
import { kinesis } from './kinesis/kinesis.ts';
import { kinesisAnalytics } from './kinesisAnalytics/kinesisAnalytics.ts';
import { logs } from './logs/logs.ts';
import type { Service } from './service.ts';
import { sts } from './sts/sts.ts';

/** Every service that the endpoint speaks. */
export const services: readonly Service[] = [
  kinesisAnalytics,
  cloudWatch,
  logs,
  cloudTrail,
  sts,
  applicationAutoScaling,
  kinesis,
];
