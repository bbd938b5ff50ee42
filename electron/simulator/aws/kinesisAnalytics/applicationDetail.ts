import { createHash } from 'node:crypto';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import { planOf } from '../../flink/jobs/plan.ts';
import { epochSeconds } from '../service.ts';

/** The service's DEFAULT for checkpoints; what is CUSTOM is told as it was set. */
const DEFAULT_CHECKPOINTS = { CheckpointingEnabled: true, CheckpointInterval: 60_000, MinPauseBetweenCheckpoints: 5_000 };

/** The most that the service's model lets a description say. */
const LARGEST_CODE = 52_428_800;

/** ApplicationDetail of DescribeApplication. The job plan comes only when it is asked for, and while there is a job. */
export function applicationDetail(application: SimulatedApplication, withPlan: boolean): object {
  const { mode, logStreamArn, maintenanceWindow, versionId } = application;
  return {
    ApplicationARN: application.arn,
    ApplicationDescription: application.description,
    ApplicationName: application.name,
    RuntimeEnvironment: application.runtimeEnvironment,
    ServiceExecutionRole: application.executionRole,
    ApplicationStatus: application.status,
    ApplicationVersionId: versionId,
    CreateTimestamp: epochSeconds(application.created),
    LastUpdateTimestamp: epochSeconds(application.updated),
    ApplicationConfigurationDescription:
      mode === 'INTERACTIVE' ? studioConfiguration(application) : streamingConfiguration(application, withPlan),
    CloudWatchLoggingOptionDescriptions:
      logStreamArn === '' ? [] : [{ CloudWatchLoggingOptionId: '1.1', LogStreamARN: logStreamArn }],
    ApplicationMaintenanceConfigurationDescription: {
      ApplicationMaintenanceWindowStartTime: maintenanceWindow.from,
      ApplicationMaintenanceWindowEndTime: maintenanceWindow.to,
    },
    ApplicationVersionCreateTimestamp: epochSeconds(application.updated),
    ConditionalToken: conditionalToken(application),
    ...(versionId > 1 ? { ApplicationVersionUpdatedFrom: versionId - 1 } : {}),
    ApplicationMode: mode,
  };
}

/** Stands for the version, so that a change that was made meanwhile is noticed. */
const conditionalToken = ({ arn, versionId }: SimulatedApplication): string =>
  createHash('sha256').update(`${arn}\n${versionId}`).digest('base64');

/** The service's model wants 128 characters of it, which no MD5 has. */
const codeDigest = (md5: string): string => createHash('sha512').update(md5).digest('hex');

function streamingConfiguration(application: SimulatedApplication, withPlan: boolean): object {
  const { code, checkpointing, properties, vpc } = application;
  return {
    ApplicationCodeConfigurationDescription: {
      CodeContentType: code.contentType,
      CodeContentDescription: {
        CodeMD5: codeDigest(code.md5),
        ...(code.size <= LARGEST_CODE ? { CodeSize: code.size } : {}),
        S3ApplicationCodeLocationDescription: { BucketARN: code.bucketArn, FileKey: code.fileKey },
      },
    },
    RunConfigurationDescription: {
      ApplicationRestoreConfigurationDescription: {
        ApplicationRestoreType: application.snapshotsEnabled ? 'RESTORE_FROM_LATEST_SNAPSHOT' : 'SKIP_RESTORE_FROM_SNAPSHOT',
      },
      FlinkRunConfigurationDescription: { AllowNonRestoredState: false },
    },
    FlinkApplicationConfigurationDescription: {
      CheckpointConfigurationDescription: {
        ConfigurationType: checkpointing.type,
        ...(checkpointing.type === 'DEFAULT'
          ? DEFAULT_CHECKPOINTS
          : {
              CheckpointingEnabled: checkpointing.enabled,
              CheckpointInterval: checkpointing.interval,
              MinPauseBetweenCheckpoints: checkpointing.minPause,
            }),
      },
      ...monitoringAndScaling(application),
      ...(withPlan && application.jobs[0] !== undefined
        ? { JobPlanDescription: JSON.stringify(planOf(application.jobs[0])) }
        : {}),
    },
    EnvironmentPropertyDescriptions: {
      PropertyGroupDescriptions: properties.map(({ id, values }) => ({ PropertyGroupId: id, PropertyMap: values })),
    },
    ApplicationSnapshotConfigurationDescription: { SnapshotsEnabled: application.snapshotsEnabled },
    ApplicationSystemRollbackConfigurationDescription: { RollbackEnabled: false },
    ...(vpc === null
      ? {}
      : {
          VpcConfigurationDescriptions: [
            {
              VpcConfigurationId: '1.1',
              VpcId: vpc.vpcId,
              SubnetIds: vpc.subnetIds,
              SecurityGroupIds: vpc.securityGroupIds,
            },
          ],
        }),
  };
}

function studioConfiguration(application: SimulatedApplication): object {
  return {
    FlinkApplicationConfigurationDescription: monitoringAndScaling(application),
    ZeppelinApplicationConfigurationDescription: {
      MonitoringConfigurationDescription: { LogLevel: application.logLevel },
    },
  };
}

const monitoringAndScaling = (application: SimulatedApplication) => ({
  MonitoringConfigurationDescription: {
    ConfigurationType: 'CUSTOM',
    MetricsLevel: application.metricsLevel,
    LogLevel: application.logLevel,
  },
  ParallelismConfigurationDescription: {
    ConfigurationType: 'CUSTOM',
    Parallelism: application.parallelism,
    ParallelismPerKPU: application.parallelismPerKpu,
    CurrentParallelism: application.currentParallelism,
    AutoScalingEnabled: application.autoScaling,
  },
});
