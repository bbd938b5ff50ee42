import type { UpdateApplicationRequest } from '@aws-sdk/client-kinesis-analytics-v2';
import {
  AddApplicationCloudWatchLoggingOptionCommand,
  AddApplicationVpcConfigurationCommand,
  DeleteApplicationCloudWatchLoggingOptionCommand,
  DeleteApplicationVpcConfigurationCommand,
  UpdateApplicationCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { LOG_STREAM, plain, SECURITY_GROUP, startService, SUBNET } from './service.ts';

let service: TestService;
let made = 0;
/** A stopped application for each test. */
let name = '';

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
beforeEach(async () => {
  made += 1;
  name = `changed-${made}`;
  await service.succeed(
    'CreateApplication',
    plain(name, {
      RuntimeEnvironment: 'FLINK-1_19',
      ApplicationConfiguration: {
        ApplicationCodeConfiguration: {
          CodeContentType: 'ZIPFILE',
          CodeContent: {
            S3ContentLocation: { BucketARN: 'arn:aws:s3:::artifacts', FileKey: 'orders-1.jar', ObjectVersion: 'v1' },
          },
        },
        EnvironmentProperties: {
          PropertyGroups: [
            { PropertyGroupId: 'source', PropertyMap: { stream: 'orders', region: 'us-east-1' } },
            { PropertyGroupId: 'sink', PropertyMap: { table: 'orders' } },
          ],
        },
        FlinkApplicationConfiguration: {
          ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 4, ParallelismPerKPU: 4 },
        },
      },
    }),
  );
});

const update = async (change: Partial<UpdateApplicationRequest>) => {
  const { ApplicationVersionId } = await service.describe(name);
  const request = { ApplicationName: name, CurrentApplicationVersionId: ApplicationVersionId, ...change };
  const answer = await service.client.send(new UpdateApplicationCommand(request));
  await service.settle('READY', name);
  return answer;
};
const configurationAfter = async (change: Partial<UpdateApplicationRequest>) => {
  await update(change);
  return (await service.describe(name)).ApplicationConfigurationDescription;
};

describe('what an update leaves out', () => {
  it('stays', async () => {
    const before = await service.describe(name);
    const after = await configurationAfter({
      ApplicationConfigurationUpdate: {
        FlinkApplicationConfigurationUpdate: { ParallelismConfigurationUpdate: { ParallelismUpdate: 12 } },
      },
    });
    expect(after).toEqual({
      ...before.ApplicationConfigurationDescription,
      FlinkApplicationConfigurationDescription: {
        ...before.ApplicationConfigurationDescription?.FlinkApplicationConfigurationDescription,
        ParallelismConfigurationDescription: {
          ConfigurationType: 'CUSTOM',
          Parallelism: 12,
          ParallelismPerKPU: 4,
          CurrentParallelism: 12,
          AutoScalingEnabled: true,
        },
      },
    });
  });

  it('is deleted among properties: groups and keys are replaced as a whole', async () => {
    const after = await configurationAfter({
      ApplicationConfigurationUpdate: {
        EnvironmentPropertyUpdates: { PropertyGroups: [{ PropertyGroupId: 'source', PropertyMap: { stream: 'returns' } }] },
      },
    });
    expect(after?.EnvironmentPropertyDescriptions?.PropertyGroupDescriptions).toEqual([
      { PropertyGroupId: 'source', PropertyMap: { stream: 'returns' } },
    ]);
  });
});

describe('code', () => {
  const locationAfter = async (s3: object) => {
    const after = await configurationAfter({
      ApplicationConfigurationUpdate: {
        ApplicationCodeConfigurationUpdate: { CodeContentUpdate: { S3ContentLocationUpdate: s3 } },
      },
    });
    return after?.ApplicationCodeConfigurationDescription?.CodeContentDescription;
  };

  it('is another build under the same key with another version of the object', async () => {
    const before = (await service.describe(name)).ApplicationConfigurationDescription;
    const after = await locationAfter({ ObjectVersionUpdate: 'v2' });
    expect(after?.S3ApplicationCodeLocationDescription).toEqual({
      BucketARN: 'arn:aws:s3:::artifacts',
      FileKey: 'orders-1.jar',
      ObjectVersion: 'v2',
    });
    expect(after?.CodeMD5).not.toBe(before?.ApplicationCodeConfigurationDescription?.CodeContentDescription?.CodeMD5);
  });

  it('is the newest object under another key', async () => {
    const after = await locationAfter({ FileKeyUpdate: 'orders-2.jar' });
    expect(after?.S3ApplicationCodeLocationDescription).toEqual({
      BucketARN: 'arn:aws:s3:::artifacts',
      FileKey: 'orders-2.jar',
    });
  });
});

describe('versions', () => {
  it('are checked by number, so that nobody changes what they have not seen', async () => {
    await update({ ServiceExecutionRoleUpdate: 'arn:aws:iam::123456789012:role/other' });
    const late = await service.ask('UpdateApplication', { ApplicationName: name, CurrentApplicationVersionId: 1 });
    expect(late.body.__type).toBe('ConcurrentModificationException');
    expect((await service.describe(name)).ApplicationVersionId).toBe(2);
  });

  it('are checked by token, which changes with each', async () => {
    const { ConditionalToken: token } = await service.describe(name);
    await service.succeed('UpdateApplication', { ApplicationName: name, ConditionalToken: token });
    await service.settle('READY', name);
    const again = await service.ask('UpdateApplication', { ApplicationName: name, ConditionalToken: token });
    expect(again.body.__type).toBe('ConcurrentModificationException');
  });

  it.each([[{}], [{ CurrentApplicationVersionId: 1, ConditionalToken: 'abc' }]])('have to be named once: %j', async (named) => {
    const answer = await service.ask('UpdateApplication', { ApplicationName: name, ...named });
    expect(answer.body.__type).toBe('InvalidArgumentException');
  });

  it('tell where they come from', async () => {
    const { ApplicationDetail: detail, OperationId } = await update({});
    expect(detail).toMatchObject({
      ApplicationStatus: 'UPDATING',
      ApplicationVersionId: 2,
      ApplicationVersionUpdatedFrom: 1,
    });
    expect(await service.succeed('DescribeApplicationOperation', { ApplicationName: name, OperationId })).toMatchObject({
      ApplicationOperationInfoDetails: {
        Operation: 'UpdateApplication',
        OperationStatus: 'SUCCESSFUL',
        ApplicationVersionChangeDetails: { ApplicationVersionUpdatedFrom: 1, ApplicationVersionUpdatedTo: 2 },
      },
    });
  });
});

describe('Flink’s version', () => {
  it('goes upwards in place', async () => {
    await update({ RuntimeEnvironmentUpdate: 'FLINK-1_20' });
    expect((await service.describe(name)).RuntimeEnvironment).toBe('FLINK-1_20');
  });

  it.each([
    ['FLINK-1_18', 'InvalidArgumentException'],
    ['ZEPPELIN-FLINK-3_0', 'UnsupportedOperationException'],
    ['SQL-1_0', 'UnsupportedOperationException'],
  ])('does not become %s', async (runtime, refusal) => {
    const answer = await service.ask('UpdateApplication', {
      ApplicationName: name,
      CurrentApplicationVersionId: 1,
      RuntimeEnvironmentUpdate: runtime,
    });
    expect(answer.body.__type).toBe(refusal);
  });
});

describe('the log stream', () => {
  const add = (version: number) =>
    service.client.send(
      new AddApplicationCloudWatchLoggingOptionCommand({
        ApplicationName: name,
        CurrentApplicationVersionId: version,
        CloudWatchLoggingOption: { LogStreamARN: LOG_STREAM },
      }),
    );

  it('is added, updated and taken away, each time as a new version', async () => {
    const added = await add(1);
    expect(added).toMatchObject({
      ApplicationVersionId: 2,
      CloudWatchLoggingOptionDescriptions: [{ CloudWatchLoggingOptionId: '2.1', LogStreamARN: LOG_STREAM }],
      OperationId: expect.stringMatching(/./) as string,
    });
    await service.settle('READY', name);
    const other = LOG_STREAM.replace(/app$/, 'other');
    await update({ CloudWatchLoggingOptionUpdates: [{ CloudWatchLoggingOptionId: '2.1', LogStreamARNUpdate: other }] });
    expect((await service.describe(name)).CloudWatchLoggingOptionDescriptions).toEqual([
      { CloudWatchLoggingOptionId: '2.1', LogStreamARN: other },
    ]);
    const deleted = await service.client.send(
      new DeleteApplicationCloudWatchLoggingOptionCommand({
        ApplicationName: name,
        CurrentApplicationVersionId: 3,
        CloudWatchLoggingOptionId: '2.1',
      }),
    );
    expect(deleted).toMatchObject({ ApplicationVersionId: 4, CloudWatchLoggingOptionDescriptions: [] });
  });

  it('is one', async () => {
    await add(1);
    await service.settle('READY', name);
    await expect(add(2)).rejects.toMatchObject({ name: 'InvalidArgumentException' });
  });
});

describe('the VPC', () => {
  it('is added, updated and taken away', async () => {
    const added = await service.client.send(
      new AddApplicationVpcConfigurationCommand({
        ApplicationName: name,
        CurrentApplicationVersionId: 1,
        VpcConfiguration: { SubnetIds: [SUBNET], SecurityGroupIds: [SECURITY_GROUP] },
      }),
    );
    expect(added.VpcConfigurationDescription).toMatchObject({ VpcConfigurationId: '2.1', SubnetIds: [SUBNET] });
    await service.settle('READY', name);
    const after = await configurationAfter({
      ApplicationConfigurationUpdate: {
        VpcConfigurationUpdates: [{ VpcConfigurationId: '2.1', SubnetIdUpdates: ['subnet-0a1b2c3d4e5f60719'] }],
      },
    });
    expect(after?.VpcConfigurationDescriptions).toEqual([
      { ...added.VpcConfigurationDescription, SubnetIds: ['subnet-0a1b2c3d4e5f60719'] },
    ]);
    await service.client.send(
      new DeleteApplicationVpcConfigurationCommand({
        ApplicationName: name,
        CurrentApplicationVersionId: 3,
        VpcConfigurationId: '2.1',
      }),
    );
    expect((await service.describe(name)).ApplicationConfigurationDescription?.VpcConfigurationDescriptions).toBeUndefined();
  });
});
