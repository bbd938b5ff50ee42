import type { Service } from '../service.ts';
import { createApplicationPresignedUrl } from './createApplicationPresignedUrl.ts';
import { describeApplication } from './describeApplication.ts';
import { listApplications } from './listApplications.ts';
import { listTagsForResource } from './listTagsForResource.ts';

/** Amazon Managed Service for Apache Flink, API 2018-05-23. */
export const kinesisAnalytics: Service = {
  target: 'KinesisAnalytics_20180523',
  signingName: 'kinesisanalytics',
  jsonVersion: '1.1',
  invalid: 'ValidationException',
  queryCodes: null,
  operations: [listApplications, describeApplication, createApplicationPresignedUrl, listTagsForResource],
};
