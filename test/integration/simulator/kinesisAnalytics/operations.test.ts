import * as sdk from '@aws-sdk/client-kinesis-analytics-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { plain, ROLE, startService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
  await service.succeed('CreateApplication', plain('streaming'));
});
afterAll(() => service.close());

/** The SDK's, and what has come to the service since. */
const modelled = [
  ...Object.keys(sdk)
    .filter((each) => each.endsWith('Command') && each !== '$Command')
    .map((each) => each.slice(0, -'Command'.length)),
  'CreateSnapshot',
  'DeleteSnapshot',
  'DescribeSnapshot',
  'DescribeSnapshotOperation',
  'ExportSnapshot',
  'ImportSnapshot',
  'ListSnapshotOperations',
  'ListSnapshots',
];

it('has the 41 operations of the service’s model', () => {
  expect(new Set(modelled).size).toBe(41);
});

it.each(modelled.filter((each) => each !== 'ListApplications' && each !== 'ListSnapshots'))(
  '%s says what a request lacks',
  async (operation) => {
    const answer = await service.ask(operation, {});
    expect(answer.body.__type).toBe('ValidationException');
    expect(answer.body.message).toMatch(/^\d validation errors? detected: Value null at '\w+' failed to satisfy constraint/);
  },
);

const SCHEMA = {
  RecordFormat: { RecordFormatType: 'JSON', MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } } },
  RecordEncoding: 'UTF-8',
  RecordColumns: [{ Name: 'price', SqlType: 'DOUBLE', Mapping: '$.price' }],
};
const STREAM = { ResourceARN: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders' };

describe('what is for SQL applications', () => {
  it.each([
    ['AddApplicationInput', { Input: { NamePrefix: 'source', KinesisStreamsInput: STREAM, InputSchema: SCHEMA } }],
    [
      'AddApplicationInputProcessingConfiguration',
      { InputId: '1.1', InputProcessingConfiguration: { InputLambdaProcessor: STREAM } },
    ],
    ['AddApplicationOutput', { Output: { Name: 'sink', DestinationSchema: { RecordFormatType: 'CSV' } } }],
    ['AddApplicationReferenceDataSource', { ReferenceDataSource: { TableName: 'prices', ReferenceSchema: SCHEMA } }],
    ['DeleteApplicationInputProcessingConfiguration', { InputId: '1.1' }],
    ['DeleteApplicationOutput', { OutputId: '1.1' }],
    ['DeleteApplicationReferenceDataSource', { ReferenceId: '1.1' }],
  ])('%s is refused for an Apache Flink application', async (operation, body) => {
    const request = { ApplicationName: 'streaming', CurrentApplicationVersionId: 1, ...body };
    const answer = await service.ask(operation, request);
    expect(answer.body.__type).toBe('InvalidArgumentException');
    expect(answer.body.message).toContain('for SQL applications only');
    const missing = await service.ask(operation, { ...request, ApplicationName: 'nobody' });
    expect(missing.body.__type).toBe('ResourceNotFoundException');
  });

  it('is read as far as its model says', async () => {
    const columns = { ...SCHEMA, RecordColumns: [{ Name: 'a price', SqlType: '' }] };
    const answer = await service.ask('AddApplicationInput', {
      ApplicationName: 'streaming',
      CurrentApplicationVersionId: 1,
      Input: { NamePrefix: 'source', InputSchema: columns },
    });
    expect(answer.body.message).toMatch(
      /^2 validation errors detected: Value 'a price' at 'input\.inputSchema\.recordColumns\.1\.member\.name' .*; Value '' at 'input\.inputSchema\.recordColumns\.1\.member\.sqlType' failed/,
    );
  });

  it('is not created any more', async () => {
    const answer = await service.ask('CreateApplication', plain('sql', { RuntimeEnvironment: 'SQL-1_0' }));
    expect(answer.body.__type).toBe('UnsupportedOperationException');
  });

  it('is not sampled any more', async () => {
    const answer = await service.ask('DiscoverInputSchema', { ServiceExecutionRole: ROLE, ...STREAM });
    expect(answer.body.__type).toBe('UnsupportedOperationException');
  });
});
