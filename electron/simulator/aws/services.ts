import { cloudWatch } from './cloudWatch/cloudWatch.ts';
import { kinesisAnalytics } from './kinesisAnalytics/kinesisAnalytics.ts';
import { logs } from './logs/logs.ts';
import type { Service } from './service.ts';

/** Every service that the endpoint speaks. */
export const services: readonly Service[] = [kinesisAnalytics, cloudWatch, logs];
