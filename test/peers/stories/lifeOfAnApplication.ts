import { describe, expect, it } from 'vitest';
import { openDashboard } from '#electron/clients/flink/openDashboard.ts';
import { millis } from '#shared/units/units.ts';
import type { Conversation } from '../support/conversation.ts';
import { succeed } from '../support/succeed.ts';
import { application, managed, ROLE, SERVICE, STREAM_ARN } from './managedService.ts';

const NAME = 'peer-life';
const parallelism = (ParallelismUpdate: number) => ({
  ApplicationConfigurationUpdate: {
    FlinkApplicationConfigurationUpdate: {
      ParallelismConfigurationUpdate: { ConfigurationTypeUpdate: 'CUSTOM', ParallelismUpdate },
    },
  },
});

/** From its creation to its deletion, each step as an owner takes it, and what is refused on the way. */
export function lifeOfAnApplication(talk: Conversation): void {
  const { good, refused, detail, reaches } = managed(talk, NAME);
  const current = async () => ({ CurrentApplicationVersionId: (await detail()).ApplicationVersionId });

  describe('the life of an application', () => {
    it('begins with its creation', async () => {
      const created = (await good('CreateApplication', application()))['ApplicationDetail'];
      expect(created).toMatchObject({ ApplicationName: NAME, ApplicationStatus: 'READY', ApplicationVersionId: 1 });
      await refused('CreateApplication', application(), 'ResourceInUseException');
      await refused('CreateApplication', { ...application(), ApplicationName: 'no spaces' }, 'ValidationException');
      await refused('CreateApplication', { ...application(), RuntimeEnvironment: 'FLINK-9_9' }, 'ValidationException');
      await refused('CreateApplication', {}, 'ValidationException');
    });

    it('while it is idle', async () => {
      await refused('StopApplication', {}, 'ResourceInUseException');
      await refused('CreateApplicationPresignedUrl', { UrlType: 'FLINK_DASHBOARD_URL' }, 'ResourceInUseException');
      await refused('CreateApplicationSnapshot', { SnapshotName: 'early' }, 'ResourceInUseException');
      await refused('StartApplication', { ApplicationName: 'none' }, 'ResourceNotFoundException');
    });

    it('starts, and shows its dashboard', async () => {
      const { OperationId } = await good('StartApplication', {
        RunConfiguration: {
          FlinkRunConfiguration: { AllowNonRestoredState: false },
          ApplicationRestoreConfiguration: { ApplicationRestoreType: 'SKIP_RESTORE_FROM_SNAPSHOT' },
        },
      });
      await refused('StartApplication', {}, 'ResourceInUseException');
      await reaches('RUNNING');
      const { ApplicationOperationInfoDetails } = await good('DescribeApplicationOperation', { OperationId });
      expect(ApplicationOperationInfoDetails).toMatchObject({ Operation: 'StartApplication', OperationStatus: 'SUCCESSFUL' });
      const { AuthorizedUrl } = await good('CreateApplicationPresignedUrl', { UrlType: 'FLINK_DASHBOARD_URL' });
      succeed(await openDashboard(String(AuthorizedUrl), millis(5_000), new AbortController().signal));
      await refused('CreateApplicationPresignedUrl', { UrlType: 'DASHBOARD' }, 'ValidationException');
    });

    it('is updated by version or token, and only by the present one', async () => {
      const { ConditionalToken } = await detail();
      await good('UpdateApplication', { ...(await current()), ...parallelism(4) });
      await reaches('RUNNING');
      expect((await detail()).ApplicationConfigurationDescription?.FlinkApplicationConfigurationDescription).toMatchObject({
        ParallelismConfigurationDescription: { Parallelism: 4 },
      });
      await refused(
        'UpdateApplication',
        { CurrentApplicationVersionId: 1, ...parallelism(2) },
        'ConcurrentModificationException',
      );
      await refused('UpdateApplication', { ConditionalToken, ...parallelism(2) }, 'ConcurrentModificationException');
      await refused('UpdateApplication', { ...(await current()), ...parallelism(0) }, 'ValidationException');
    });

    it('keeps its versions, and goes back to the one before', async () => {
      const { ApplicationVersionSummaries } = await good('ListApplicationVersions');
      expect(ApplicationVersionSummaries).toHaveLength(2);
      const { ApplicationVersionDetail } = await good('DescribeApplicationVersion', { ApplicationVersionId: 1 });
      expect(ApplicationVersionDetail).toMatchObject({ ApplicationVersionId: 1 });
      await refused('DescribeApplicationVersion', { ApplicationVersionId: 99 }, 'ResourceNotFoundException');
      await refused('RollbackApplication', { CurrentApplicationVersionId: 1 }, 'ConcurrentModificationException');
      await good('RollbackApplication', await current());
      await reaches('RUNNING');
    });

    it('writes down its operations', async () => {
      const { ApplicationOperationInfoList } = await good('ListApplicationOperations', { OperationStatus: 'SUCCESSFUL' });
      expect(ApplicationOperationInfoList).toEqual(
        expect.arrayContaining([expect.objectContaining({ Operation: 'StartApplication' }) as object]),
      );
      await refused('ListApplicationOperations', { ApplicationName: 'none' }, 'ResourceNotFoundException');
      await refused('DescribeApplicationOperation', { OperationId: 'none' }, 'ResourceNotFoundException');
    });

    it('has its maintenance window moved, and is tagged', async () => {
      const { ApplicationARN: ResourceARN } = await detail();
      const window = { ApplicationMaintenanceConfigurationUpdate: { ApplicationMaintenanceWindowStartTimeUpdate: '02:30' } };
      expect(await good('UpdateApplicationMaintenanceConfiguration', window)).toMatchObject({
        ApplicationMaintenanceConfigurationDescription: { ApplicationMaintenanceWindowStartTime: '02:30' },
      });
      await refused(
        'UpdateApplicationMaintenanceConfiguration',
        { ApplicationMaintenanceConfigurationUpdate: { ApplicationMaintenanceWindowStartTimeUpdate: '25:00' } },
        'ValidationException',
      );
      await talk.good(SERVICE, 'TagResource', { ResourceARN, Tags: [{ Key: 'stage', Value: 'test' }] });
      await talk.good(SERVICE, 'UntagResource', { ResourceARN, TagKeys: ['team'] });
      const { Tags } = await talk.good(SERVICE, 'ListTagsForResource', { ResourceARN });
      expect(Tags).toEqual([{ Key: 'stage', Value: 'test' }]);
      const unknown = { ResourceARN: ResourceARN.replace(NAME, 'none') };
      await talk.refused(SERVICE, 'ListTagsForResource', unknown, 'ResourceNotFoundException');
      await talk.refused(SERVICE, 'TagResource', { ...unknown, Tags: [{ Key: 'a' }] }, 'ResourceNotFoundException');
      await talk.refused(SERVICE, 'UntagResource', { ...unknown, TagKeys: ['a'] }, 'ResourceNotFoundException');
      const many = Array.from({ length: 60 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
      await talk.refused(SERVICE, 'TagResource', { ResourceARN, Tags: many }, 'TooManyTagsException');
    });

    it('changes where it logs', async () => {
      const [option] = (await detail()).CloudWatchLoggingOptionDescriptions ?? [];
      const { CloudWatchLoggingOptionId } = option ?? {};
      const add = { CloudWatchLoggingOption: { LogStreamARN: STREAM_ARN.replace(/peer$/, 'other') } };
      await good('DeleteApplicationCloudWatchLoggingOption', { ...(await current()), CloudWatchLoggingOptionId });
      await reaches('RUNNING');
      const stale = { CurrentApplicationVersionId: 1 };
      await refused('AddApplicationCloudWatchLoggingOption', { ...stale, ...add }, 'ConcurrentModificationException');
      await good('AddApplicationCloudWatchLoggingOption', { ...(await current()), ...add });
      await reaches('RUNNING');
      await refused(
        'DeleteApplicationCloudWatchLoggingOption',
        { ...(await current()), CloudWatchLoggingOptionId: '99.9' },
        'InvalidArgumentException',
      );
    });

    it('moves into a network and out of it', async () => {
      const VpcConfiguration = { SubnetIds: ['subnet-0a1b2c3d'], SecurityGroupIds: ['sg-0a1b2c3d'] };
      await good('AddApplicationVpcConfiguration', { ...(await current()), VpcConfiguration });
      await reaches('RUNNING');
      const [network] = (await detail()).ApplicationConfigurationDescription?.VpcConfigurationDescriptions ?? [];
      const { VpcConfigurationId } = network ?? {};
      expect(VpcConfigurationId).toBeDefined();
      await refused(
        'DeleteApplicationVpcConfiguration',
        { ...(await current()), VpcConfigurationId: '99.9' },
        'InvalidArgumentException',
      );
      await good('DeleteApplicationVpcConfiguration', { ...(await current()), VpcConfigurationId });
      await reaches('RUNNING');
      await refused('AddApplicationVpcConfiguration', { ...(await current()) }, 'ValidationException');
    });

    it('stops, and ends with its deletion', async () => {
      const { CreateTimestamp } = await detail();
      const seconds = Date.parse(CreateTimestamp) / 1000;
      await refused('DeleteApplication', { CreateTimestamp: seconds + 1 }, 'InvalidArgumentException');
      await good('StopApplication', { Force: true });
      await reaches('READY');
      await good('DeleteApplication', { CreateTimestamp: seconds });
      await talk.until(
        async () =>
          (await talk.ask({ service: SERVICE, operation: 'DescribeApplication', input: { ApplicationName: NAME } })).error?.code,
        'ResourceNotFoundException',
        millis(20_000),
      );
      await refused('DescribeApplication', {}, 'ResourceNotFoundException');
      await refused('DeleteApplication', { CreateTimestamp: seconds }, 'ResourceNotFoundException');
    });
  });

  describe('the list of applications', () => {
    it('is refused for a page too long and a token that nobody gave', async () => {
      await talk.good(SERVICE, 'ListApplications', { Limit: 1 });
      await talk.refused(SERVICE, 'ListApplications', { Limit: 51 }, 'ValidationException');
      await talk.refused(SERVICE, 'ListApplications', { NextToken: 'made.up' }, 'InvalidRequestException');
      await talk.refused(SERVICE, 'DescribeApplication', { ApplicationName: 'no spaces' }, 'ValidationException');
      await talk.refused(SERVICE, 'CreateApplication', { ServiceExecutionRole: ROLE }, 'ValidationException');
    });
  });
}
