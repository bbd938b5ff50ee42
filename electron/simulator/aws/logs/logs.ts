import type { Service } from '../service.ts';
import { filterLogEvents } from './events/filterLogEvents.ts';
import { getLogEvents } from './events/getLogEvents.ts';
import { putLogEvents } from './events/putLogEvents.ts';
import { createLogGroup, deleteLogGroup } from './groups/createLogGroup.ts';
import { describeLogGroups } from './groups/describeLogGroups.ts';
import { deleteRetentionPolicy, putRetentionPolicy } from './groups/retention.ts';
import { listTagsForResource, tagResource, untagResource } from './groups/tags.ts';
import { createLogStream, deleteLogStream } from './streams/createLogStream.ts';
import { describeLogStreams } from './streams/describeLogStreams.ts';

/** Amazon CloudWatch Logs, API 2014-03-28. */
export const logs: Service = {
  target: 'Logs_20140328',
  signingName: 'logs',
  jsonVersion: '1.1',
  invalid: 'InvalidParameterException',
  queryCodes: null,
  operations: [
    createLogGroup,
    createLogStream,
    deleteLogGroup,
    deleteLogStream,
    deleteRetentionPolicy,
    describeLogGroups,
    describeLogStreams,
    filterLogEvents,
    getLogEvents,
    listTagsForResource,
    putLogEvents,
    putRetentionPolicy,
    tagResource,
    untagResource,
  ],
};
