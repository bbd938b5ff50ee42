import type { Service } from '../service.ts';
import { filterLogEvents } from './events/filterLogEvents.ts';
import { getLogEvents } from './events/getLogEvents.ts';
import { putLogEvents } from './events/putLogEvents.ts';
import { createLogGroup, deleteLogGroup, putLogGroupDeletionProtection } from './groups/createLogGroup.ts';
import { describeLogGroups } from './groups/describeLogGroups.ts';
import { deleteRetentionPolicy, putRetentionPolicy } from './groups/retention.ts';
import { listTagsForResource, listTagsLogGroup, tagLogGroup, tagResource, untagLogGroup, untagResource } from './groups/tags.ts';
import { describeQueries } from './insights/operations/describeQueries.ts';
import { getLogGroupFields } from './insights/operations/getLogGroupFields.ts';
import { getLogRecord } from './insights/operations/getLogRecord.ts';
import { getQueryResults, stopQuery } from './insights/operations/getQueryResults.ts';
import { deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition } from './insights/operations/queryDefinitions.ts';
import { startQuery } from './insights/operations/startQuery.ts';
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
    deleteQueryDefinition,
    deleteRetentionPolicy,
    describeLogGroups,
    describeLogStreams,
    describeQueries,
    describeQueryDefinitions,
    filterLogEvents,
    getLogEvents,
    getLogGroupFields,
    getLogRecord,
    getQueryResults,
    listTagsForResource,
    listTagsLogGroup,
    putLogEvents,
    putLogGroupDeletionProtection,
    putQueryDefinition,
    putRetentionPolicy,
    startQuery,
    stopQuery,
    tagLogGroup,
    tagResource,
    untagLogGroup,
    untagResource,
  ],
};
