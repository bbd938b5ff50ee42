import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { CODE, LOG_STREAM, plain, ROLE, SECURITY_GROUP, startService, SUBNET } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
  await service.succeed('CreateApplication', plain('there'));
});
afterAll(() => service.close());

/** A request to create an application whose configuration has this part. */
const withPart = (part: object) =>
  plain('refused', { ApplicationConfiguration: { ApplicationCodeConfiguration: CODE, ...part } });
const flink = (part: object) => withPart({ FlinkApplicationConfiguration: part });
const property = { PropertyGroupId: 'g', PropertyMap: { key: 'value' } };
const vpc = { SubnetIds: [SUBNET], SecurityGroupIds: [SECURITY_GROUP] };
const notebook = (part: object) => ({
  ...plain('refused', { RuntimeEnvironment: 'ZEPPELIN-FLINK-3_0', ApplicationMode: 'INTERACTIVE' }),
  ApplicationConfiguration: part,
});
const artifact = (part: object) => notebook({ ZeppelinApplicationConfiguration: { CustomArtifactsConfiguration: [part] } });

describe('what breaks the model', () => {
  it.each([
    [
      { ...plain('refused'), RuntimeEnvironment: 'FLINK-9_9' },
      "Value 'FLINK-9_9' at 'runtimeEnvironment' failed to satisfy constraint: Member must satisfy enum value set: [SQL-1_0, ",
    ],
    [
      { ...plain('refused'), ServiceExecutionRole: 'role' },
      "Value 'role' at 'serviceExecutionRole' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:.*",
    ],
    [
      flink({ CheckpointConfiguration: { ConfigurationType: 'CUSTOM', CheckpointInterval: 0 } }),
      "Value '0' at 'applicationConfiguration.flinkApplicationConfiguration.checkpointConfiguration.checkpointInterval' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      withPart({ EnvironmentProperties: { PropertyGroups: [{ PropertyGroupId: 'g', PropertyMap: {} }] } }),
      "Value '{}' at 'applicationConfiguration.environmentProperties.propertyGroups.1.member.propertyMap' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      withPart({ VpcConfigurations: [{ ...vpc, SecurityGroupIds: Array.from({ length: 6 }, () => SECURITY_GROUP) }] }),
      "at 'applicationConfiguration.vpcConfigurations.1.member.securityGroupIds' failed to satisfy constraint: Member must have length less than or equal to 5",
    ],
  ])('is told in the service’s words: %#', async (request, sentence) => {
    const answer = await service.ask('CreateApplication', request);
    expect(answer.body.__type).toBe('ValidationException');
    expect(answer.body.message).toMatch(/^1 validation error detected: /);
    expect(answer.body.message).toContain(sentence);
  });

  it('is told all at once', async () => {
    const answer = await service.ask('CreateApplication', { ApplicationName: 'two words', Tags: [] });
    expect(answer.body.message).toMatch(/^4 validation errors detected: /);
  });

  it.each([
    ['not base64!', 'Invalid base64 encoding in a Blob'],
    [7, 'NUMBER_VALUE can not be converted to a Blob'],
  ])('or is not what it should be at all: %j', async (ZipFileContent, message) => {
    const zip = { CodeContentType: 'ZIPFILE', CodeContent: { ZipFileContent } };
    const answer = await service.ask('CreateApplication', withPart({ ApplicationCodeConfiguration: zip }));
    expect(answer.body).toEqual({ __type: 'SerializationException', message });
  });
});

describe('what makes no sense', () => {
  it.each<[string, object, string?]>([
    ['a runtime that is retired', plain('refused', { RuntimeEnvironment: 'FLINK-1_8' }), 'UnsupportedOperationException'],
    ['a notebook that is not INTERACTIVE', plain('refused', { RuntimeEnvironment: 'ZEPPELIN-FLINK-3_0' })],
    ['an INTERACTIVE application without Zeppelin', plain('refused', { ApplicationMode: 'INTERACTIVE' })],
    ['a role that is no role', plain('refused', { ServiceExecutionRole: 'arn:aws:s3:::bucket' })],
    ['a role of another account', plain('refused', { ServiceExecutionRole: ROLE.replace('123456789012', '210987654321') })],
    ['CUSTOM without a value', flink({ CheckpointConfiguration: { ConfigurationType: 'CUSTOM' } })],
    [
      'too many slots on a KPU',
      flink({ ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 9, ParallelismPerKPU: 9 } }),
    ],
    [
      'more KPUs than the quota',
      flink({ ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 65 } }),
      'LimitExceededException',
    ],
    [
      'more parallelism than the quota',
      flink({ ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 257, ParallelismPerKPU: 8 } }),
      'LimitExceededException',
    ],
    ['a property group given twice', withPart({ EnvironmentProperties: { PropertyGroups: [property, property] } })],
    ['two VPCs', withPart({ VpcConfigurations: [vpc, vpc] })],
    ['a subnet that cannot be', withPart({ VpcConfigurations: [{ ...vpc, SubnetIds: ['subnet-1'] }] })],
    ['a subnet given twice', withPart({ VpcConfigurations: [{ ...vpc, SubnetIds: [SUBNET, SUBNET] }] })],
    [
      'two log streams',
      plain('refused', { CloudWatchLoggingOptions: [{ LogStreamARN: LOG_STREAM }, { LogStreamARN: LOG_STREAM }] }),
    ],
    [
      'a log group for a log stream',
      plain('refused', { CloudWatchLoggingOptions: [{ LogStreamARN: 'arn:aws:logs:us-east-1:123456789012:log-group:/g' }] }),
    ],
    [
      'a log stream of another Region',
      plain('refused', { CloudWatchLoggingOptions: [{ LogStreamARN: LOG_STREAM.replace('us-east-1', 'eu-west-1') }] }),
    ],
    [
      'a bucket that is no bucket',
      withPart({
        ApplicationCodeConfiguration: {
          CodeContentType: 'ZIPFILE',
          CodeContent: { S3ContentLocation: { BucketARN: 'arn:aws:s3:::A_Bucket', FileKey: 'a.jar' } },
        },
      }),
    ],
    ['code from nowhere', withPart({ ApplicationCodeConfiguration: { CodeContentType: 'ZIPFILE', CodeContent: {} } })],
    [
      'code from two places',
      withPart({
        ApplicationCodeConfiguration: {
          CodeContentType: 'ZIPFILE',
          CodeContent: { ...CODE.CodeContent, ZipFileContent: 'AAAA' },
        },
      }),
    ],
    [
      'SQL text for Apache Flink',
      withPart({ ApplicationCodeConfiguration: { CodeContentType: 'PLAINTEXT', CodeContent: { TextContent: 'SELECT 1' } } }),
    ],
    ['a key of one’s own without the key', withPart({ ApplicationEncryptionConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY' } })],
    ['the service’s key with a key', withPart({ ApplicationEncryptionConfiguration: { KeyType: 'AWS_OWNED_KEY', KeyId: 'k' } })],
    [
      'enhanced snapshots of an old Flink',
      {
        ...plain('refused', { RuntimeEnvironment: 'FLINK-1_19' }),
        ApplicationConfiguration: {
          ApplicationSnapshotConfiguration: { SnapshotsEnabled: true, SnapshotMode: 'ENHANCED_SNAPSHOTS' },
        },
      },
    ],
    ['SQL inputs', withPart({ SqlApplicationConfiguration: {} })],
    ['a notebook’s settings for a stream', withPart({ ZeppelinApplicationConfiguration: {} })],
    ['snapshots of a notebook', notebook({ ApplicationSnapshotConfiguration: { SnapshotsEnabled: true } })],
    [
      'a catalogue that is none',
      notebook({
        ZeppelinApplicationConfiguration: {
          CatalogConfiguration: { GlueDataCatalogConfiguration: { DatabaseARN: 'arn:aws:s3:::bucket' } },
        },
      }),
    ],
    ['an artifact from nowhere', artifact({ ArtifactType: 'DEPENDENCY_JAR' })],
    ['a function from Maven', artifact({ ArtifactType: 'UDF', MavenReference: { GroupId: 'g', ArtifactId: 'a', Version: '1' } })],
    ['tags of the service', plain('refused', { Tags: [{ Key: 'aws:owner', Value: 'me' }] })],
    ['a tag given twice', plain('refused', { Tags: [{ Key: 'a' }, { Key: 'a' }] })],
    [
      'too many tags',
      plain('refused', { Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `tag-${i}` })) }),
      'TooManyTagsException',
    ],
  ])('%s', async (_what, request, refusal = 'InvalidArgumentException') => {
    const answer = await service.ask('CreateApplication', request);
    expect(answer.body.__type).toBe(refusal);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(/\S/);
    expect((await service.ask('DescribeApplication', { ApplicationName: 'refused' })).status).toBe(400);
  });
});

describe('how an application starts', () => {
  it.each<[string, object, string]>([
    [
      'with SQL',
      { SqlRunConfigurations: [{ InputId: '1.1', InputStartingPositionConfiguration: {} }] },
      'InvalidArgumentException',
    ],
    [
      'from a snapshot that is not named',
      { ApplicationRestoreConfiguration: { ApplicationRestoreType: 'RESTORE_FROM_CUSTOM_SNAPSHOT' } },
      'InvalidArgumentException',
    ],
    [
      'from the newest snapshot and from a certain one',
      { ApplicationRestoreConfiguration: { ApplicationRestoreType: 'RESTORE_FROM_LATEST_SNAPSHOT', SnapshotName: 'a' } },
      'InvalidArgumentException',
    ],
    [
      'from an enhanced snapshot, which this one does not use',
      { ApplicationRestoreConfiguration: { ApplicationRestoreType: 'RESTORE_FROM_CUSTOM_SNAPSHOT', SnapshotArn: 'arn:a' } },
      'InvalidArgumentException',
    ],
    [
      'from a snapshot that there is not',
      { ApplicationRestoreConfiguration: { ApplicationRestoreType: 'RESTORE_FROM_CUSTOM_SNAPSHOT', SnapshotName: 'a' } },
      'ResourceNotFoundException',
    ],
  ])('%s', async (_how, RunConfiguration, refusal) => {
    const answer = await service.ask('StartApplication', { ApplicationName: 'there', RunConfiguration });
    expect(answer.body.__type).toBe(refusal);
    expect((await service.describe('there')).ApplicationStatus).toBe('READY');
  });
});

describe('a NextToken', () => {
  it.each([
    ['ListApplications', {}, 'InvalidRequestException'],
    ['ListApplicationVersions', { ApplicationName: 'there' }, 'InvalidArgumentException'],
    ['ListApplicationOperations', { ApplicationName: 'there' }, 'InvalidArgumentException'],
    ['ListApplicationSnapshots', { ApplicationName: 'there' }, 'InvalidArgumentException'],
    ['ListSnapshots', {}, 'InvalidArgumentException'],
  ])('of nobody is refused by %s', async (operation, body, refusal) => {
    const answer = await service.ask(operation, { ...body, NextToken: 'bm9uc2Vuc2U' });
    expect(answer.body.__type).toBe(refusal);
  });

  it('of another list is refused', async () => {
    const { NextToken } = (await service.ask('ListApplications', { Limit: 1 })).body;
    const answer = await service.ask('ListSnapshots', { NextToken });
    expect(answer.body.__type).toBe('InvalidArgumentException');
  });
});
