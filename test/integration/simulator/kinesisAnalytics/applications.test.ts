import {
  CreateApplicationCommand,
  CreateApplicationPresignedUrlCommand,
  DeleteApplicationCommand,
  DescribeApplicationCommand,
  ListApplicationsCommand,
  UpdateApplicationMaintenanceConfigurationCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { LOG_STREAM, plain, ROLE, SECURITY_GROUP, startService, SUBNET } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const created = async (...request: Parameters<typeof plain>) =>
  (await service.client.send(new CreateApplicationCommand(plain(...request)))).ApplicationDetail;

describe('CreateApplication', () => {
  it('fills in what nobody has said as the service does', async () => {
    const detail = await created('bare', { ApplicationConfiguration: undefined });
    expect(detail).toMatchObject({
      ApplicationARN: 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/bare',
      ApplicationDescription: '',
      ApplicationMode: 'STREAMING',
      ApplicationStatus: 'READY',
      ApplicationVersionId: 1,
      ServiceExecutionRole: ROLE,
      CloudWatchLoggingOptionDescriptions: [],
      ApplicationMaintenanceConfigurationDescription: {
        ApplicationMaintenanceWindowStartTime: '03:00',
        ApplicationMaintenanceWindowEndTime: '11:00',
      },
    });
    expect(detail?.CreateTimestamp?.getTime()).toBe(await service.now());
    expect(detail?.ApplicationVersionUpdatedFrom).toBeUndefined();
    expect(detail?.ApplicationConfigurationDescription).toEqual({
      FlinkApplicationConfigurationDescription: {
        CheckpointConfigurationDescription: {
          ConfigurationType: 'DEFAULT',
          CheckpointingEnabled: true,
          CheckpointInterval: 60_000,
          MinPauseBetweenCheckpoints: 5_000,
        },
        MonitoringConfigurationDescription: { ConfigurationType: 'DEFAULT', MetricsLevel: 'APPLICATION', LogLevel: 'INFO' },
        ParallelismConfigurationDescription: {
          ConfigurationType: 'DEFAULT',
          Parallelism: 1,
          ParallelismPerKPU: 1,
          CurrentParallelism: 1,
          AutoScalingEnabled: true,
        },
      },
      // The SDK's model is older than snapshot modes, and leaves out what it does not know.
      ApplicationSnapshotConfigurationDescription: { SnapshotsEnabled: true },
      ApplicationSystemRollbackConfigurationDescription: { RollbackEnabled: false },
      ApplicationEncryptionConfigurationDescription: { KeyType: 'AWS_OWNED_KEY' },
    });
  });

  it('keeps all that was said', async () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/2f1c';
    const detail = await created('whole', {
      ApplicationDescription: 'Orders with their customers',
      CloudWatchLoggingOptions: [{ LogStreamARN: LOG_STREAM }],
      ApplicationConfiguration: {
        FlinkApplicationConfiguration: {
          CheckpointConfiguration: { ConfigurationType: 'CUSTOM', CheckpointInterval: 10_000 },
          MonitoringConfiguration: { ConfigurationType: 'CUSTOM', MetricsLevel: 'OPERATOR', LogLevel: 'WARN' },
          ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 8, ParallelismPerKPU: 2 },
        },
        EnvironmentProperties: { PropertyGroups: [{ PropertyGroupId: 'source', PropertyMap: { 'aws.region': 'us-east-1' } }] },
        ApplicationCodeConfiguration: {
          CodeContentType: 'ZIPFILE',
          CodeContent: {
            S3ContentLocation: { BucketARN: 'arn:aws:s3:::artifacts', FileKey: 'orders.jar', ObjectVersion: 'v7' },
          },
        },
        ApplicationSnapshotConfiguration: { SnapshotsEnabled: false },
        ApplicationSystemRollbackConfiguration: { RollbackEnabled: true },
        VpcConfigurations: [{ SubnetIds: [SUBNET], SecurityGroupIds: [SECURITY_GROUP] }],
        ApplicationEncryptionConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KeyId: key },
      },
    });
    expect(detail).toMatchObject({
      ApplicationDescription: 'Orders with their customers',
      CloudWatchLoggingOptionDescriptions: [{ CloudWatchLoggingOptionId: '1.1', LogStreamARN: LOG_STREAM }],
      ApplicationConfigurationDescription: {
        FlinkApplicationConfigurationDescription: {
          CheckpointConfigurationDescription: {
            ConfigurationType: 'CUSTOM',
            CheckpointInterval: 10_000,
            // What a CUSTOM part leaves out is as in DEFAULT.
            CheckpointingEnabled: true,
            MinPauseBetweenCheckpoints: 5_000,
          },
          MonitoringConfigurationDescription: { MetricsLevel: 'OPERATOR', LogLevel: 'WARN' },
          ParallelismConfigurationDescription: { Parallelism: 8, ParallelismPerKPU: 2, CurrentParallelism: 8 },
        },
        EnvironmentPropertyDescriptions: {
          PropertyGroupDescriptions: [{ PropertyGroupId: 'source', PropertyMap: { 'aws.region': 'us-east-1' } }],
        },
        ApplicationCodeConfigurationDescription: {
          CodeContentType: 'ZIPFILE',
          CodeContentDescription: {
            CodeMD5: expect.stringMatching(/^[0-9a-f]{128}$/) as string,
            S3ApplicationCodeLocationDescription: {
              BucketARN: 'arn:aws:s3:::artifacts',
              FileKey: 'orders.jar',
              ObjectVersion: 'v7',
            },
          },
        },
        ApplicationSnapshotConfigurationDescription: { SnapshotsEnabled: false },
        ApplicationSystemRollbackConfigurationDescription: { RollbackEnabled: true },
        VpcConfigurationDescriptions: [
          {
            VpcConfigurationId: '1.1',
            VpcId: expect.stringMatching(/^vpc-[0-9a-f]{17}$/) as string,
            SubnetIds: [SUBNET],
            SecurityGroupIds: [SECURITY_GROUP],
          },
        ],
        ApplicationEncryptionConfigurationDescription: { KeyType: 'CUSTOMER_MANAGED_KEY', KeyId: key },
      },
    });
  });

  it('takes code in the request itself', async () => {
    const code = Buffer.from('PK: no more than a test');
    const detail = await created('inline', {
      ApplicationConfiguration: {
        ApplicationCodeConfiguration: { CodeContentType: 'ZIPFILE', CodeContent: { ZipFileContent: code } },
      },
    });
    const described = detail?.ApplicationConfigurationDescription?.ApplicationCodeConfigurationDescription;
    expect(described?.CodeContentDescription?.CodeSize).toBe(code.length);
    expect(described?.CodeContentDescription?.S3ApplicationCodeLocationDescription).toBeUndefined();
  });

  it('lets DEFAULT stand, whatever values come with it', async () => {
    const detail = await created('default', {
      ApplicationConfiguration: {
        FlinkApplicationConfiguration: {
          CheckpointConfiguration: { ConfigurationType: 'DEFAULT', CheckpointInterval: 1_000, CheckpointingEnabled: false },
        },
      },
    });
    const flink = detail?.ApplicationConfigurationDescription?.FlinkApplicationConfigurationDescription;
    expect(flink?.CheckpointConfigurationDescription).toMatchObject({ CheckpointInterval: 60_000, CheckpointingEnabled: true });
  });

  it('makes a Studio notebook', async () => {
    const database = 'arn:aws:glue:us-east-1:123456789012:database/streams';
    const detail = await created('notebook', {
      RuntimeEnvironment: 'ZEPPELIN-FLINK-3_0',
      ApplicationMode: 'INTERACTIVE',
      ApplicationConfiguration: {
        ZeppelinApplicationConfiguration: {
          MonitoringConfiguration: { LogLevel: 'ERROR' },
          CatalogConfiguration: { GlueDataCatalogConfiguration: { DatabaseARN: database } },
          DeployAsApplicationConfiguration: {
            S3ContentLocation: { BucketARN: 'arn:aws:s3:::notes', BasePath: 'deployed' },
          },
          CustomArtifactsConfiguration: [
            {
              ArtifactType: 'DEPENDENCY_JAR',
              MavenReference: { GroupId: 'org.apache.flink', ArtifactId: 'flink-connector-kafka', Version: '1.15.4' },
            },
            { ArtifactType: 'UDF', S3ContentLocation: { BucketARN: 'arn:aws:s3:::functions', FileKey: 'udf.jar' } },
          ],
        },
      },
    });
    expect(detail).toMatchObject({
      ApplicationMode: 'INTERACTIVE',
      ApplicationConfigurationDescription: {
        ApplicationSnapshotConfigurationDescription: { SnapshotsEnabled: false },
        ZeppelinApplicationConfigurationDescription: {
          MonitoringConfigurationDescription: { LogLevel: 'ERROR' },
          CatalogConfigurationDescription: { GlueDataCatalogConfigurationDescription: { DatabaseARN: database } },
          DeployAsApplicationConfigurationDescription: {
            S3ContentLocationDescription: { BucketARN: 'arn:aws:s3:::notes', BasePath: 'deployed' },
          },
          CustomArtifactsConfigurationDescription: [
            { ArtifactType: 'DEPENDENCY_JAR', MavenReferenceDescription: { Version: '1.15.4' } },
            { ArtifactType: 'UDF', S3ContentLocationDescription: { FileKey: 'udf.jar' } },
          ],
        },
      },
    });
    await service.succeed('StartApplication', { ApplicationName: 'notebook' });
    await service.settle('RUNNING', 'notebook');
    const { AuthorizedUrl } = await service.client.send(
      new CreateApplicationPresignedUrlCommand({ ApplicationName: 'notebook', UrlType: 'ZEPPELIN_UI_URL' }),
    );
    expect((await fetch(AuthorizedUrl ?? '', { redirect: 'manual' })).status).toBe(302);
  });

  it('refuses a name that is taken', async () => {
    await created('taken');
    await expect(created('taken')).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  it('refuses to start what has no code', async () => {
    await created('codeless', { ApplicationConfiguration: undefined });
    const answer = await service.ask('StartApplication', { ApplicationName: 'codeless' });
    expect(answer.body.__type).toBe('InvalidApplicationConfigurationException');
  });
});

describe('ListApplications', () => {
  it('shows what was created, and pages on while applications come', async () => {
    const names: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await service.client.send(new ListApplicationsCommand({ Limit: 7, NextToken: token }));
      names.push(...(page.ApplicationSummaries ?? []).map(({ ApplicationName }) => ApplicationName));
      token = page.NextToken;
      if (names.length === 7) await created('late');
    } while (token !== undefined);
    expect(names).toContain('late');
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('DeleteApplication', () => {
  it('wants the moment of creation, in whole seconds or with milliseconds', async () => {
    const moment = Math.floor(((await created('short-lived'))?.CreateTimestamp?.getTime() ?? 0) / 1000);
    const wrong = await service.ask('DeleteApplication', { ApplicationName: 'short-lived', CreateTimestamp: moment - 1 });
    expect(wrong.body.__type).toBe('InvalidArgumentException');
    await service.succeed('DeleteApplication', { ApplicationName: 'short-lived', CreateTimestamp: moment });
    expect((await service.describe('short-lived')).ApplicationStatus).toBe('DELETING');
  });

  it('takes the moment that DescribeApplication tells, and the application is gone a while later', async () => {
    const detail = await created('gone');
    await service.client.send(
      new DeleteApplicationCommand({ ApplicationName: 'gone', CreateTimestamp: detail?.CreateTimestamp }),
    );
    await service.pass(5);
    await expect(service.client.send(new DescribeApplicationCommand({ ApplicationName: 'gone' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect((await created('gone'))?.ApplicationStatus).toBe('READY');
  });
});

it('moves the maintenance window, whose end follows', async () => {
  await created('patched');
  const answer = await service.client.send(
    new UpdateApplicationMaintenanceConfigurationCommand({
      ApplicationName: 'patched',
      ApplicationMaintenanceConfigurationUpdate: { ApplicationMaintenanceWindowStartTimeUpdate: '20:15' },
    }),
  );
  const window = { ApplicationMaintenanceWindowStartTime: '20:15', ApplicationMaintenanceWindowEndTime: '04:15' };
  expect(answer.ApplicationMaintenanceConfigurationDescription).toEqual(window);
  expect((await service.describe('patched')).ApplicationMaintenanceConfigurationDescription).toEqual(window);
});
