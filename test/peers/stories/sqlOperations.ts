import { describe, it } from 'vitest';
import type { Conversation } from '../support/conversation.ts';
import { ROLE, SERVICE } from './managedService.ts';

const stream = { ResourceARN: 'arn:aws:kinesis:us-east-1:123456789012:stream/clickstream' };
const processing = { InputLambdaProcessor: { ResourceARN: 'arn:aws:lambda:us-east-1:123456789012:function:peer' } };
const schema = {
  RecordFormat: { RecordFormatType: 'JSON' },
  RecordColumns: [{ Name: 'id', Mapping: '$.id', SqlType: 'INTEGER' }],
};

/** What only SQL applications have, of which the service has none any more. */
export const SQL_OPERATIONS: Readonly<Record<string, object>> = {
  AddApplicationInput: { Input: { NamePrefix: 'SOURCE', KinesisStreamsInput: stream, InputSchema: schema } },
  AddApplicationInputProcessingConfiguration: { InputId: '1.1', InputProcessingConfiguration: processing },
  AddApplicationOutput: {
    Output: { Name: 'OUT', KinesisStreamsOutput: stream, DestinationSchema: { RecordFormatType: 'JSON' } },
  },
  AddApplicationReferenceDataSource: { ReferenceDataSource: { TableName: 'T', ReferenceSchema: schema } },
  DeleteApplicationInputProcessingConfiguration: { InputId: '1.1' },
  DeleteApplicationOutput: { OutputId: '1.1' },
  DeleteApplicationReferenceDataSource: { ReferenceId: '1.1' },
  DiscoverInputSchema: { ServiceExecutionRole: ROLE, ...stream },
};

export function sqlOperations(talk: Conversation, flinkApplication: () => string): void {
  describe('what is for SQL applications only', () => {
    it.each(Object.entries(SQL_OPERATIONS))('%s is refused for an application of Flink', async (operation, input) => {
      const named = { ApplicationName: flinkApplication(), CurrentApplicationVersionId: 1, ...input };
      if (operation === 'DiscoverInputSchema') await talk.refused(SERVICE, operation, input, 'UnsupportedOperationException');
      else {
        await talk.refused(SERVICE, operation, named, 'InvalidArgumentException');
        await talk.refused(SERVICE, operation, { ...named, ApplicationName: 'none' }, 'ResourceNotFoundException');
      }
      await talk.refused(SERVICE, operation, {}, 'ValidationException');
    });
  });
}
