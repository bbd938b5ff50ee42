import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { plain, SECURITY_GROUP, startService, SUBNET } from './service.ts';

let service: TestService;
/** Where no time has passed, and an application of the scenario is being scaled. */
let scaling: TestService;

/** Applications that are named after the status that they are in. */
const STATUSES = [
  'READY',
  'STARTING',
  'RUNNING',
  'UPDATING',
  'AUTOSCALING',
  'STOPPING',
  'FORCE_STOPPING',
  'ROLLING_BACK',
  'DELETING',
];
type Status = (typeof STATUSES)[number];
const nameOf = (status: Status): string => (status === 'AUTOSCALING' ? 'ads-impressions-beam' : `is-${status.toLowerCase()}`);

const at = (name: string): TestService => (name === nameOf('AUTOSCALING') ? scaling : service);
const version = async (name: string) => (await at(name).describe(name)).ApplicationVersionId;
const update = async (name: string) => ({
  ApplicationName: name,
  CurrentApplicationVersionId: await version(name),
  ApplicationConfigurationUpdate: { EnvironmentPropertyUpdates: { PropertyGroups: [] } },
});

/** Every operation that depends on the status, with a request that nothing else speaks against, and where it is allowed. */
const operations: readonly (readonly [string, (name: string) => Promise<object> | object, readonly Status[]])[] = [
  ['StartApplication', (name) => ({ ApplicationName: name }), ['READY']],
  ['StopApplication', (name) => ({ ApplicationName: name }), ['RUNNING']],
  [
    'StopApplication',
    (name) => ({ ApplicationName: name, Force: true }),
    ['STARTING', 'RUNNING', 'UPDATING', 'AUTOSCALING', 'STOPPING'],
  ],
  ['UpdateApplication', update, ['READY', 'RUNNING']],
  [
    'AddApplicationVpcConfiguration',
    async (name) => ({
      ApplicationName: name,
      CurrentApplicationVersionId: await version(name),
      VpcConfiguration: { SubnetIds: [SUBNET], SecurityGroupIds: [SECURITY_GROUP] },
    }),
    ['READY', 'RUNNING'],
  ],
  [
    'RollbackApplication',
    async (name) => ({ ApplicationName: name, CurrentApplicationVersionId: await version(name) }),
    ['RUNNING', 'UPDATING', 'AUTOSCALING'],
  ],
  ['CreateApplicationSnapshot', (name) => ({ ApplicationName: name, SnapshotName: 'by-hand' }), ['RUNNING']],
  [
    'DeleteApplicationSnapshot',
    (name) => ({ ApplicationName: name, SnapshotName: 'by-hand', SnapshotCreationTimestamp: 1_760_000_000 }),
    ['READY', 'STARTING', 'RUNNING'],
  ],
  ['CreateApplicationPresignedUrl', (name) => ({ ApplicationName: name, UrlType: 'FLINK_DASHBOARD_URL' }), ['RUNNING']],
  [
    'UpdateApplicationMaintenanceConfiguration',
    (name) => ({
      ApplicationName: name,
      ApplicationMaintenanceConfigurationUpdate: { ApplicationMaintenanceWindowStartTimeUpdate: '02:00' },
    }),
    ['READY', 'RUNNING'],
  ],
  [
    'TagResource',
    async (name) => ({
      ResourceARN: (await at(name).describe(name)).ApplicationARN,
      Tags: [{ Key: 'team', Value: 'orders' }],
    }),
    STATUSES.filter((each) => each !== 'AUTOSCALING' && each !== 'DELETING'),
  ],
  [
    'DeleteApplication',
    async (name) => ({
      ApplicationName: name,
      CreateTimestamp: Number((await at(name).describe(name)).CreateTimestamp) / 1000,
    }),
    ['READY', 'RUNNING'],
  ],
];

const ASKED = ['DescribeApplication', 'ListApplicationVersions', 'ListApplicationOperations', 'ListApplicationSnapshots'];

beforeAll(async () => {
  [service, scaling] = await Promise.all([startService(), startService()]);
  const own = STATUSES.filter((status) => status !== 'AUTOSCALING').map(nameOf);
  for (const name of own) await service.succeed('CreateApplication', plain(name));
  const started = own.filter((name) => name !== nameOf('READY') && name !== nameOf('STARTING'));
  for (const name of started) await service.succeed('StartApplication', { ApplicationName: name });
  await service.settle('RUNNING', ...started);
  // What is rolled back has to have been updated, with a snapshot.
  await service.succeed('UpdateApplication', await update(nameOf('ROLLING_BACK')));
  await service.settle('RUNNING', nameOf('ROLLING_BACK'));
  await service.succeed('StartApplication', { ApplicationName: nameOf('STARTING') });
  await service.succeed('UpdateApplication', await update(nameOf('UPDATING')));
  await service.succeed('StopApplication', { ApplicationName: nameOf('STOPPING') });
  await service.succeed('StopApplication', { ApplicationName: nameOf('FORCE_STOPPING'), Force: true });
  await service.succeed('RollbackApplication', {
    ApplicationName: nameOf('ROLLING_BACK'),
    CurrentApplicationVersionId: 2,
  });
  await service.succeed('DeleteApplication', {
    ApplicationName: nameOf('DELETING'),
    CreateTimestamp: Number((await service.describe(nameOf('DELETING'))).CreateTimestamp) / 1000,
  });
});
afterAll(() => Promise.all([service.close(), scaling.close()]));

describe.each(STATUSES)('an application that is %s', (status) => {
  const name = nameOf(status);

  it('says so', async () => {
    expect((await at(name).describe(name)).ApplicationStatus).toBe(status);
  });

  it.each(ASKED)('answers %s', async (operation) => {
    expect((await at(name).ask(operation, { ApplicationName: name })).status).toBe(200);
  });

  it.each(operations.filter(([, , allowed]) => !allowed.includes(status)))('refuses %s', async (operation, request) => {
    const before = await at(name).describe(name);
    const answer = await at(name).ask(operation, await request(name));
    expect(answer.body.__type).toBe('ResourceInUseException');
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(`application/${name} is ${status}`);
    expect(await at(name).describe(name)).toEqual(before);
  });
});
