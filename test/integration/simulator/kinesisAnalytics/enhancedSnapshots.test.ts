import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { CODE, plain, ROLE, startService } from './service.ts';

let service: TestService;
const MODE = { ApplicationSnapshotConfiguration: { SnapshotsEnabled: false, SnapshotMode: 'ENHANCED_SNAPSHOTS' } };
const PLACE = { BucketARN: 'arn:aws:s3:::savepoints', KeyPrefix: 'orders/' };
const DESTINATION = { DestinationType: 'S3', ExportRoleArn: ROLE, DestinationS3PrefixLocation: PLACE };
const SOURCE = { SourceType: 'S3', ImportRoleArn: ROLE, SourceS3PrefixLocation: PLACE };
const arnOf = (name: string) => `arn:aws:kinesisanalytics:us-east-1:123456789012:snapshot/${name}`;

beforeAll(async () => {
  service = await startService();
  const enhanced = { ...plain('enhanced'), ApplicationConfiguration: { ApplicationCodeConfiguration: CODE, ...MODE } };
  await service.succeed('CreateApplication', enhanced);
  await service.succeed('StartApplication', { ApplicationName: 'enhanced' });
  await service.settle('RUNNING', 'enhanced');
  await service.pass(3);
});
afterAll(() => service.close());

type Details = Readonly<Record<string, unknown>> & { readonly SnapshotCreationTimestamp: number };
const describeSnapshot = async (name: string) =>
  (await service.succeed('DescribeSnapshot', { SnapshotName: name }))['SnapshotInfoDetails'] as Details;
const operation = async (name: string, id: unknown) =>
  (await service.succeed('DescribeSnapshotOperation', { SnapshotName: name, SnapshotOperationId: id }))[
    'SnapshotOperationInfoDetails'
  ];
const namesOf = async (filter: object): Promise<string[]> => {
  const { SnapshotInfoList } = await service.succeed('ListSnapshots', filter);
  return (SnapshotInfoList as readonly { readonly SnapshotName: string }[]).map(({ SnapshotName }) => SnapshotName);
};
const create = (name: string) => service.succeed('CreateSnapshot', { ApplicationName: 'enhanced', SnapshotName: name });

describe('CreateSnapshot', () => {
  it('saves a running application’s state as a resource of its own', async () => {
    const begun = await service.succeed('CreateSnapshot', {
      ApplicationName: 'enhanced',
      SnapshotName: 'first',
      SnapshotDescription: 'Before the sale',
      Tags: [{ Key: 'keep', Value: 'yes' }],
    });
    expect(begun).toMatchObject({
      SnapshotArn: arnOf('first'),
      SnapshotStatus: 'CREATING',
      SnapshotOperationStatus: 'IN_PROGRESS',
    });
    expect(await describeSnapshot('first')).toMatchObject({ SnapshotStatus: 'CREATING', SnapshotSizeInBytes: 0 });
    await service.pass(2);
    const details = await describeSnapshot('first');
    expect(details).toMatchObject({
      SnapshotStatus: 'READY',
      SnapshotDescription: 'Before the sale',
      RuntimeEnvironment: 'FLINK-1_20',
      SnapshotInitiator: 'USER',
      SnapshotInitiatorOperation: 'CreateSnapshot',
      SnapshotFormat: 'CANONICAL',
      SnapshotSourceDescription: { SourceApplicationDescription: { ApplicationName: 'enhanced', ApplicationVersionId: 1 } },
    });
    expect(details['SnapshotSizeInBytes']).toBeGreaterThan(0);
    const told = await operation('first', begun['SnapshotOperationId']);
    expect(told).toMatchObject({ SnapshotOperation: 'CreateSnapshot', SnapshotOperationStatus: 'SUCCESSFUL' });
    const tags = await service.succeed('ListTagsForResource', { ResourceARN: arnOf('first') });
    expect(tags).toEqual({ Tags: [{ Key: 'keep', Value: 'yes' }] });
    const more = Array.from({ length: 50 }, (_, i) => ({ Key: `key-${i}` }));
    const tooMany = await service.ask('TagResource', { ResourceARN: arnOf('first'), Tags: more });
    expect(tooMany.body.__type).toBe('TooManyTagsException');
    await service.succeed('UntagResource', { ResourceARN: arnOf('first'), TagKeys: ['keep'] });
    expect(await service.succeed('ListTagsForResource', { ResourceARN: arnOf('first') })).toEqual({});
  });

  it('is one at a time, and a name is used once', async () => {
    await create('second');
    const more = { ApplicationName: 'enhanced', SnapshotName: 'third' };
    expect((await service.ask('CreateSnapshot', more)).body.__type).toBe('LimitExceededException');
    await service.pass(2);
    const again = await service.ask('CreateSnapshot', { ...more, SnapshotName: 'second' });
    expect(again.body.__type).toBe('ResourceInUseException');
    const reserved = await service.ask('CreateSnapshot', { ...more, SnapshotName: 'SystemSnapshot-1' });
    expect(reserved.body.__type).toBe('InvalidArgumentException');
  });

  it('is for applications that use them', async () => {
    await service.succeed('CreateApplication', plain('legacy'));
    const answer = await service.ask('CreateSnapshot', { ApplicationName: 'legacy', SnapshotName: 'no' });
    expect(answer.body.__type).toBe('InvalidApplicationConfigurationException');
    const other = await service.ask('CreateApplicationSnapshot', { ApplicationName: 'enhanced', SnapshotName: 'no' });
    expect(other.body.__type).toBe('InvalidApplicationConfigurationException');
    const missing = await service.ask('CreateSnapshot', { ApplicationName: 'nobody', SnapshotName: 'no' });
    expect(missing.body.__type).toBe('InvalidArgumentException');
  });

  it('does not show among the application’s own', async () => {
    const answer = await service.succeed('ListApplicationSnapshots', { ApplicationName: 'enhanced' });
    expect(answer['SnapshotSummaries']).toEqual([]);
    const named = { ApplicationName: 'enhanced', SnapshotName: 'first' };
    expect((await service.ask('DescribeApplicationSnapshot', named)).body.__type).toBe('ResourceNotFoundException');
    const { SnapshotCreationTimestamp } = await describeSnapshot('first');
    const deleted = await service.ask('DeleteApplicationSnapshot', { ...named, SnapshotCreationTimestamp });
    expect(deleted.body.__type).toBe('ResourceNotFoundException');
  });
});

describe('what the service saves by itself', () => {
  it('is enhanced too, and knows what it was saved for', async () => {
    await service.succeed('UpdateApplication', {
      ApplicationName: 'enhanced',
      CurrentApplicationVersionId: 1,
      ApplicationConfigurationUpdate: {
        ApplicationSnapshotConfigurationUpdate: { SnapshotsEnabledUpdate: true },
      },
    });
    await service.settle('RUNNING', 'enhanced');
    const [saved = ''] = await namesOf({ SnapshotInitiator: 'SYSTEM' });
    expect(saved).toMatch(/^SYSTEMSNAPSHOT-/);
    const { SnapshotOperationInfoList: list } = await service.succeed('ListSnapshotOperations', { SnapshotName: saved });
    const [only] = list as readonly { readonly SnapshotOperationId: string }[];
    expect(await operation(saved, only?.SnapshotOperationId)).toMatchObject({
      SnapshotOperation: 'SystemCreateSnapshot',
      SnapshotOperationStatus: 'SUCCESSFUL',
      ApplicationOperationDescription: { ApplicationName: 'enhanced' },
    });
  });

  it('goes back to the application’s own with a rollback only', async () => {
    const answer = await service.ask('UpdateApplication', {
      ApplicationName: 'enhanced',
      CurrentApplicationVersionId: 2,
      ApplicationConfigurationUpdate: {
        ApplicationSnapshotConfigurationUpdate: {
          SnapshotsEnabledUpdate: true,
          SnapshotModeUpdate: 'APPLICATION_SNAPSHOTS_LEGACY',
        },
      },
    });
    expect(answer.body.__type).toBe('InvalidArgumentException');
  });
});

describe('ExportSnapshot and ImportSnapshot', () => {
  it('write to Amazon S3 below a prefix of their own', async () => {
    const begun = await service.succeed('ExportSnapshot', {
      SnapshotName: 'first',
      ExportDestinationConfiguration: DESTINATION,
    });
    const id = String(begun['SnapshotOperationId']);
    expect(await operation('first', id)).not.toHaveProperty('SnapshotDestinationLocationDescription');
    const again = await service.ask('ExportSnapshot', {
      SnapshotName: 'first',
      ExportDestinationConfiguration: DESTINATION,
    });
    expect(again.body.__type).toBe('LimitExceededException');
    await service.pass(2);
    expect(await operation('first', id)).toMatchObject({
      SnapshotOperationStatus: 'SUCCESSFUL',
      DestinationEncryptionConfigurationDescription: { KeyType: 'AWS_OWNED_KEY' },
      SnapshotDestinationLocationDescription: {
        LocationType: 'S3',
        S3PrefixLocation: { ...PLACE, ExportedPrefix: `orders/${id}` },
      },
    });
  });

  it('read from there, and the application starts from what was read', async () => {
    const begun = await service.succeed('ImportSnapshot', { SnapshotName: 'moved-in', ImportSourceConfiguration: SOURCE });
    const early = await service.ask('ExportSnapshot', {
      SnapshotName: 'moved-in',
      ExportDestinationConfiguration: DESTINATION,
    });
    expect(early.body.__type).toBe('ResourceInUseException');
    await service.pass(2);
    const details = await describeSnapshot('moved-in');
    expect(details).toMatchObject({
      SnapshotStatus: 'READY',
      SnapshotInitiatorOperation: 'ImportSnapshot',
      SnapshotSourceDescription: { S3PrefixLocation: PLACE },
    });
    expect(details).not.toHaveProperty('RuntimeEnvironment');
    expect(await operation('moved-in', begun['SnapshotOperationId'])).toMatchObject({
      SourceEncryptionConfigurationDescription: { KeyType: 'AWS_OWNED_KEY' },
      SnapshotSourceLocationDescription: { S3PrefixLocation: PLACE },
    });

    await service.succeed('StopApplication', { ApplicationName: 'enhanced', Force: true });
    await service.settle('READY', 'enhanced');
    const start = (SnapshotArn: string) => ({
      ApplicationName: 'enhanced',
      RunConfiguration: {
        ApplicationRestoreConfiguration: { ApplicationRestoreType: 'RESTORE_FROM_CUSTOM_SNAPSHOT', SnapshotArn },
      },
    });
    const unknown = await service.ask('StartApplication', start(arnOf('nobody')));
    expect(unknown.body.__type).toBe('InvalidArgumentException');
    await service.succeed('StartApplication', start(arnOf('moved-in')));
    await service.settle('RUNNING', 'enhanced');
    const { ApplicationDetail } = await service.succeed('DescribeApplication', { ApplicationName: 'enhanced' });
    expect(ApplicationDetail).toMatchObject({
      ApplicationConfigurationDescription: {
        RunConfigurationDescription: {
          ApplicationRestoreConfigurationDescription: { SnapshotArn: arnOf('moved-in') },
        },
      },
    });
  });

  it.each([
    ['a role of another account', { ...SOURCE, ImportRoleArn: ROLE.replace('1234', '4321') }],
    ['no bucket', { ...SOURCE, SourceS3PrefixLocation: { ...PLACE, BucketARN: 'arn:aws:s3:::X' } }],
    ['a key type without its key', { ...SOURCE, SourceEncryptionConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY' } }],
  ])('refuse %s', async (_what, ImportSourceConfiguration) => {
    const answer = await service.ask('ImportSnapshot', { SnapshotName: 'refused', ImportSourceConfiguration });
    expect(answer.body.__type).toBe('InvalidArgumentException');
  });
});

describe('ListSnapshots', () => {
  it('has one filter at a time', async () => {
    expect(await namesOf({ SnapshotInitiatorOperation: 'ImportSnapshot' })).toEqual(['moved-in']);
    expect(await namesOf({ SourceApplicationName: 'enhanced', Limit: 50 })).toEqual(expect.arrayContaining(['first', 'second']));
    expect(await namesOf({ SnapshotStatus: 'FAILED' })).toEqual([]);
    const both = await service.ask('ListSnapshots', { SnapshotInitiator: 'USER', SnapshotStatus: 'READY' });
    expect(both.body.__type).toBe('InvalidArgumentException');
    const operations = { SnapshotName: 'first', SnapshotOperation: 'ExportSnapshot', SnapshotOperationStatus: 'FAILED' };
    expect((await service.ask('ListSnapshotOperations', operations)).body.__type).toBe('InvalidArgumentException');
  });

  it('is newest first, page by page', async () => {
    const all = await namesOf({});
    const names: string[] = [];
    let token: unknown;
    do {
      const page = await service.succeed('ListSnapshots', { Limit: 1, ...(token === undefined ? {} : { NextToken: token }) });
      names.push(...(page['SnapshotInfoList'] as readonly { readonly SnapshotName: string }[]).map((each) => each.SnapshotName));
      token = page['NextToken'];
    } while (token !== undefined);
    expect(names).toEqual(all);
    expect(names.length).toBeGreaterThan(3);
  });
});

describe('DeleteSnapshot', () => {
  const deletion = async (name: string) => ({
    SnapshotName: name,
    SnapshotCreationTimestamp: Math.floor((await describeSnapshot(name)).SnapshotCreationTimestamp),
  });

  it('waits for what is under way, and frees the name', async () => {
    const wrong = { SnapshotName: 'moved-in', SnapshotCreationTimestamp: 1_760_000_000 };
    expect((await service.ask('DeleteSnapshot', wrong)).body.__type).toBe('InvalidArgumentException');
    await service.succeed('ExportSnapshot', { SnapshotName: 'moved-in', ExportDestinationConfiguration: DESTINATION });
    const begun = await service.succeed('DeleteSnapshot', await deletion('moved-in'));
    expect(begun).toMatchObject({ SnapshotStatus: 'DELETING', SnapshotOperationStatus: 'IN_PROGRESS' });
    const again = await service.ask('DeleteSnapshot', await deletion('moved-in'));
    expect(again.body.__type).toBe('ResourceInUseException');
    await service.pass(2);
    const gone = await service.ask('DescribeSnapshot', { SnapshotName: 'moved-in' });
    expect(gone.body.__type).toBe('ResourceNotFoundException');
    await service.succeed('ImportSnapshot', { SnapshotName: 'moved-in', ImportSourceConfiguration: SOURCE });
  });

  it('is of the service’s own as well, which do not come back', async () => {
    const [saved = ''] = await namesOf({ SnapshotInitiator: 'SYSTEM' });
    await service.succeed('DeleteSnapshot', await deletion(saved));
    await service.pass(2);
    expect(await namesOf({ SnapshotInitiator: 'SYSTEM' })).not.toContain(saved);
  });

  it('is all that ends one: an application’s deletion does not', async () => {
    await service.succeed('StopApplication', { ApplicationName: 'enhanced', Force: true });
    await service.settle('READY', 'enhanced');
    const { CreateTimestamp } = await service.describe('enhanced');
    await service.succeed('DeleteApplication', {
      ApplicationName: 'enhanced',
      CreateTimestamp: Number(CreateTimestamp) / 1000,
    });
    await service.pass(5);
    expect(await describeSnapshot('first')).toMatchObject({ SnapshotStatus: 'READY' });
    await service.succeed('DeleteSnapshot', await deletion('first'));
  });
});
