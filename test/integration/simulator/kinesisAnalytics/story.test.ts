import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { plain, startService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const ORDERS = { ApplicationName: 'orders' };
const historyOf = async () => {
  const answer = await service.succeed('ListApplicationOperations', ORDERS);
  const list = answer['ApplicationOperationInfoList'] as readonly {
    readonly Operation: string;
    readonly OperationStatus: string;
  }[];
  return list.map(({ Operation, OperationStatus }) => `${Operation} ${OperationStatus}`);
};
const versionsOf = async () => {
  const answer = await service.succeed('ListApplicationVersions', ORDERS);
  const list = answer['ApplicationVersionSummaries'] as readonly {
    readonly ApplicationVersionId: number;
    readonly ApplicationStatus: string;
  }[];
  return list.map(({ ApplicationVersionId, ApplicationStatus }) => `${ApplicationVersionId} ${ApplicationStatus}`);
};
const parallelismOf = async () =>
  (await service.describe('orders')).ApplicationConfigurationDescription?.FlinkApplicationConfigurationDescription
    ?.ParallelismConfigurationDescription;

it('an application lives from its creation to its deletion', async () => {
  await service.succeed('CreateApplication', plain('orders'));
  const { OperationId } = await service.succeed('StartApplication', ORDERS);
  expect((await service.describe('orders')).ApplicationStatus).toBe('STARTING');
  expect(await historyOf()).toEqual(['StartApplication IN_PROGRESS']);
  await service.settle('RUNNING', 'orders');
  expect(await service.succeed('DescribeApplicationOperation', { ...ORDERS, OperationId })).toMatchObject({
    ApplicationOperationInfoDetails: { Operation: 'StartApplication', OperationStatus: 'SUCCESSFUL' },
  });

  // A snapshot before a change, as one should.
  await service.pass(3);
  await service.succeed('CreateApplicationSnapshot', { ...ORDERS, SnapshotName: 'before-change' });
  await service.pass(2);
  expect(await service.succeed('DescribeApplicationSnapshot', { ...ORDERS, SnapshotName: 'before-change' })).toMatchObject({
    SnapshotDetails: { SnapshotStatus: 'READY', ApplicationVersionId: 1, RuntimeEnvironment: 'FLINK-1_20' },
  });

  // The change, which saves the state by itself.
  const updated = await service.succeed('UpdateApplication', {
    ...ORDERS,
    CurrentApplicationVersionId: 1,
    ApplicationConfigurationUpdate: {
      FlinkApplicationConfigurationUpdate: {
        ParallelismConfigurationUpdate: { ConfigurationTypeUpdate: 'CUSTOM', ParallelismUpdate: 2 },
      },
    },
    RunConfigurationUpdate: { FlinkRunConfiguration: { AllowNonRestoredState: true } },
  });
  expect(updated['ApplicationDetail']).toMatchObject({ ApplicationStatus: 'UPDATING', ApplicationVersionId: 2 });
  await service.settle('RUNNING', 'orders');
  expect(await parallelismOf()).toMatchObject({ Parallelism: 2, CurrentParallelism: 2 });
  expect((await service.describe('orders')).ApplicationConfigurationDescription?.RunConfigurationDescription).toMatchObject({
    ApplicationRestoreConfigurationDescription: { ApplicationRestoreType: 'RESTORE_FROM_LATEST_SNAPSHOT' },
    FlinkRunConfigurationDescription: { AllowNonRestoredState: true },
  });
  const snapshots = await service.succeed('ListApplicationSnapshots', ORDERS);
  expect(snapshots['SnapshotSummaries']).toHaveLength(2);

  // Back again: the former configuration under a new number.
  await service.succeed('RollbackApplication', { ...ORDERS, CurrentApplicationVersionId: 2 });
  expect((await service.describe('orders')).ApplicationStatus).toBe('ROLLING_BACK');
  await service.settle('RUNNING', 'orders');
  expect(await parallelismOf()).toMatchObject({ Parallelism: 1, CurrentParallelism: 1 });
  expect(await versionsOf()).toEqual(['3 RUNNING', '2 ROLLED_BACK', '1 RUNNING']);
  expect(await service.describe('orders')).toMatchObject({
    ApplicationVersionRolledBackFrom: 2,
    ApplicationVersionRolledBackTo: 1,
  });
  expect(await service.succeed('DescribeApplicationVersion', { ...ORDERS, ApplicationVersionId: 2 })).toMatchObject({
    ApplicationVersionDetail: { ApplicationStatus: 'ROLLED_BACK', ApplicationVersionUpdatedFrom: 1 },
  });

  // What runs has a plan, what does not has none.
  const planOf = async () => {
    const { ApplicationDetail: detail } = await service.succeed('DescribeApplication', {
      ...ORDERS,
      IncludeAdditionalDetails: true,
    });
    return JSON.stringify(detail).includes('JobPlanDescription');
  };
  expect(await planOf()).toBe(true);
  await service.succeed('StopApplication', ORDERS);
  await service.settle('READY', 'orders');
  expect(await planOf()).toBe(false);

  // It starts again from the snapshot of its owner's choice.
  await service.succeed('StartApplication', {
    ...ORDERS,
    RunConfiguration: {
      ApplicationRestoreConfiguration: {
        ApplicationRestoreType: 'RESTORE_FROM_CUSTOM_SNAPSHOT',
        SnapshotName: 'before-change',
      },
    },
  });
  await service.settle('RUNNING', 'orders');
  await service.succeed('StopApplication', { ...ORDERS, Force: true });
  await service.settle('READY', 'orders');
  expect(await historyOf()).toEqual([
    'StopApplication SUCCESSFUL',
    'StartApplication SUCCESSFUL',
    'StopApplication SUCCESSFUL',
    'RollbackApplication SUCCESSFUL',
    'UpdateApplication SUCCESSFUL',
    'StartApplication SUCCESSFUL',
  ]);

  const { CreateTimestamp } = await service.describe('orders');
  await service.succeed('DeleteApplication', { ...ORDERS, CreateTimestamp: Number(CreateTimestamp) / 1000 });
  await service.pass(5);
  expect((await service.ask('DescribeApplication', ORDERS)).body.__type).toBe('ResourceNotFoundException');
});

it('a history is told page by page, whatever happens meanwhile', async () => {
  await service.succeed('CreateApplication', plain('paged'));
  const request = { ApplicationName: 'paged' };
  const update = async (version: number) => {
    await service.succeed('UpdateApplication', { ...request, CurrentApplicationVersionId: version });
    await service.settle('READY', 'paged');
  };
  for (const version of [1, 2, 3]) await update(version);
  const first = await service.succeed('ListApplicationVersions', { ...request, Limit: 2 });
  await update(4);
  const second = await service.succeed('ListApplicationVersions', { ...request, Limit: 2, NextToken: first['NextToken'] });
  const ids = [first, second].flatMap(
    (page) => page['ApplicationVersionSummaries'] as readonly { readonly ApplicationVersionId: number }[],
  );
  expect(ids.map(({ ApplicationVersionId }) => ApplicationVersionId)).toEqual([4, 3, 2, 1]);
  expect(second['NextToken']).toBeUndefined();
  const updates = await service.succeed('ListApplicationOperations', {
    ...request,
    Operation: 'UpdateApplication',
    OperationStatus: 'SUCCESSFUL',
  });
  expect(updates['ApplicationOperationInfoList']).toHaveLength(4);
  const failed = await service.succeed('ListApplicationOperations', { ...request, OperationStatus: 'FAILED' });
  expect(failed['ApplicationOperationInfoList']).toEqual([]);
});
