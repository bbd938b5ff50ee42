import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#shared/units/units.ts';
import type { Conversation } from '../support/conversation.ts';

const LOGS = 'logs';
const logGroupName = '/peers/logs';
const logStreamName = 'one';
const stream = { logGroupName, logStreamName };
const none = '/peers/none';

/** A group from its creation to its deletion, and what is put into it, read from it and asked of it. */
export function logs(talk: Conversation): void {
  const good = (operation: string, input: object = {}, pages?: number) =>
    talk.good(LOGS, operation, input, pages === undefined ? {} : { pages });
  const refused = (operation: string, input: object, code: string) => talk.refused(LOGS, operation, input, code);

  describe('a log group', () => {
    it('is made, kept for a time and tagged', async () => {
      await good('CreateLogGroup', { logGroupName, tags: { team: 'peers' } });
      await refused('CreateLogGroup', { logGroupName }, 'ResourceAlreadyExistsException');
      await refused('CreateLogGroup', { logGroupName: 'no spaces' }, 'InvalidParameterException');
      await good('PutRetentionPolicy', { logGroupName, retentionInDays: 7 });
      await refused('PutRetentionPolicy', { logGroupName, retentionInDays: 2 }, 'InvalidParameterException');
      await refused('PutRetentionPolicy', { logGroupName: none, retentionInDays: 7 }, 'ResourceNotFoundException');
      const { logGroups } = await good('DescribeLogGroups', { logGroupNamePrefix: logGroupName });
      expect(logGroups).toMatchObject([{ logGroupName, retentionInDays: 7 }]);
      await refused('DescribeLogGroups', { limit: 51 }, 'InvalidParameterException');
      await good('DeleteRetentionPolicy', { logGroupName });
      await refused('DeleteRetentionPolicy', { logGroupName: none }, 'ResourceNotFoundException');
      const [group] = logGroups as readonly { readonly logGroupArn: string }[];
      const resourceArn = group?.logGroupArn;
      await good('TagResource', { resourceArn, tags: { stage: 'test' } });
      await good('UntagResource', { resourceArn, tagKeys: ['team'] });
      expect(await good('ListTagsForResource', { resourceArn })).toEqual({ tags: { stage: 'test' } });
      await good('TagLogGroup', { logGroupName, tags: { team: 'peers' } });
      await good('UntagLogGroup', { logGroupName, tags: ['stage'] });
      expect(await good('ListTagsLogGroup', { logGroupName })).toEqual({ tags: { team: 'peers' } });
      const nowhere = { logGroupName: none };
      await refused('TagLogGroup', { ...nowhere, tags: { a: 'b' } }, 'ResourceNotFoundException');
      await refused('UntagLogGroup', { ...nowhere, tags: ['a'] }, 'ResourceNotFoundException');
      await refused('ListTagsLogGroup', nowhere, 'ResourceNotFoundException');
      const unknown = { resourceArn: `${resourceArn}-none` };
      await refused('ListTagsForResource', unknown, 'ResourceNotFoundException');
      await refused('TagResource', { ...unknown, tags: { a: 'b' } }, 'ResourceNotFoundException');
      await refused('UntagResource', { ...unknown, tagKeys: ['a'] }, 'ResourceNotFoundException');
    });

    it('has streams that take events and give them back', async () => {
      await good('CreateLogStream', stream);
      await refused('CreateLogStream', stream, 'ResourceAlreadyExistsException');
      await refused('CreateLogStream', { ...stream, logGroupName: none }, 'ResourceNotFoundException');
      const { now } = await talk.simulator.state();
      const logEvents = Array.from({ length: 5 }, (_, i) => ({
        timestamp: now - HOUR + i * MINUTE,
        message: JSON.stringify({ level: i < 4 ? 'INFO' : 'ERROR', latency: i }),
      }));
      await good('PutLogEvents', { ...stream, logEvents });
      const early = { timestamp: now - 15 * 24 * HOUR, message: 'early' };
      expect(await good('PutLogEvents', { ...stream, logEvents: [early] })).toMatchObject({
        rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 },
      });
      await refused('PutLogEvents', { ...stream, logEvents: [logEvents[1], logEvents[0]] }, 'InvalidParameterException');
      await refused('PutLogEvents', { ...stream, logStreamName: 'none', logEvents }, 'ResourceNotFoundException');
      expect((await good('GetLogEvents', { ...stream, limit: 2 }))['events']).toHaveLength(2);
      await refused('GetLogEvents', { ...stream, logStreamName: 'none' }, 'ResourceNotFoundException');
      await refused('GetLogEvents', { ...stream, nextToken: 'made up' }, 'InvalidParameterException');
      const { events } = await good('FilterLogEvents', { logGroupName, filterPattern: '{ $.level = "ERROR" }' }, 1);
      expect(events).toMatchObject([{ message: logEvents[4]?.message }]);
      await refused('FilterLogEvents', { logGroupName: none }, 'ResourceNotFoundException');
      await refused('FilterLogEvents', { logGroupName, filterPattern: '{' }, 'InvalidParameterException');
      await refused('FilterLogEvents', { logGroupName, limit: 10_001 }, 'InvalidParameterException');
      expect((await good('DescribeLogStreams', { logGroupName }, 0))['logStreams']).toHaveLength(1);
      await refused('DescribeLogStreams', { logGroupName: none }, 'ResourceNotFoundException');
    });

    it('is asked with Logs Insights', async () => {
      const { now } = await talk.simulator.state();
      const range = { logGroupName, startTime: Math.floor(now / 1000) - 7200, endTime: Math.ceil(now / 1000) };
      const start = async (queryString: string) => {
        const { queryId } = await good('StartQuery', { ...range, queryString });
        return { queryId };
      };
      const query = await start('stats count(*) as n, max(latency) as worst by level | sort n desc');
      expect((await good('GetQueryResults', query))['status']).toMatch(/^(Running|Complete)$/);
      const { status, results } = await good('GetQueryResults', query);
      expect(status).toBe('Complete');
      expect(results).toEqual([
        [
          { field: 'level', value: 'INFO' },
          { field: 'n', value: '4' },
          { field: 'worst', value: '3' },
        ],
        [
          { field: 'level', value: 'ERROR' },
          { field: 'n', value: '1' },
          { field: 'worst', value: '4' },
        ],
      ]);
      await refused('GetQueryResults', { queryId: 'none' }, 'ResourceNotFoundException');
      await refused('StartQuery', { ...range, queryString: 'filter level = ' }, 'MalformedQueryException');
      await refused('StartQuery', { ...range, logGroupName: none, queryString: 'limit 1' }, 'ResourceNotFoundException');
      expect(await good('StopQuery', await start('limit 1'))).toEqual({ success: true });
      await refused('StopQuery', query, 'InvalidParameterException');
      await refused('StopQuery', { queryId: 'none' }, 'ResourceNotFoundException');
      expect((await good('DescribeQueries', { logGroupName }))['queries']).toHaveLength(2);
      await refused('DescribeQueries', { nextToken: 'made up' }, 'InvalidParameterException');

      const pointers = await start('filter level = "ERROR"');
      await good('GetQueryResults', pointers);
      const [row = []] = (await good('GetQueryResults', pointers))['results'] as { field: string; value: string }[][];
      const logRecordPointer = row.find(({ field }) => field === '@ptr')?.value;
      expect((await good('GetLogRecord', { logRecordPointer }))['logRecord']).toMatchObject({ level: 'ERROR', latency: '4' });
      const { logGroupFields } = await good('GetLogGroupFields', { logGroupName, time: Math.floor((now - HOUR) / 1000) });
      expect(logGroupFields).toContainEqual({ name: 'latency', percent: 100 });
      await refused('GetLogGroupFields', { logGroupName: none }, 'ResourceNotFoundException');
      await refused('GetLogRecord', { logRecordPointer: 'made up' }, 'InvalidParameterException');
    });

    it('has its queries kept under names', async () => {
      const { queryDefinitionId } = await good('PutQueryDefinition', { name: 'peers', queryString: 'limit 1' });
      expect((await good('DescribeQueryDefinitions'))['queryDefinitions']).toMatchObject([{ queryDefinitionId }]);
      await good('DeleteQueryDefinition', { queryDefinitionId });
      await refused('DeleteQueryDefinition', { queryDefinitionId }, 'ResourceNotFoundException');
      await refused('DescribeQueryDefinitions', { nextToken: 'made up' }, 'InvalidParameterException');
      const gone = { name: 'peers', queryString: 'limit 1', queryDefinitionId };
      await refused('PutQueryDefinition', gone, 'ResourceNotFoundException');
    });

    it('is deleted', async () => {
      await good('DeleteLogStream', stream);
      await refused('DeleteLogStream', stream, 'ResourceNotFoundException');
      const guard = { logGroupIdentifier: logGroupName, deletionProtectionEnabled: true };
      await good('PutLogGroupDeletionProtection', guard);
      await refused('DeleteLogGroup', { logGroupName }, 'ValidationException');
      await good('PutLogGroupDeletionProtection', { ...guard, deletionProtectionEnabled: false });
      await refused('PutLogGroupDeletionProtection', { ...guard, logGroupIdentifier: none }, 'ResourceNotFoundException');
      await good('DeleteLogGroup', { logGroupName });
      await refused('DeleteLogGroup', { logGroupName }, 'ResourceNotFoundException');
    });
  });
}
