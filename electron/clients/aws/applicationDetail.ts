import { z } from '#shared/model/schema.ts';
import { listOf, part, zCount, zDate, zFlag, zText } from './entries.ts';

const Flink = part({
  ParallelismConfigurationDescription: part({
    Parallelism: zCount,
    CurrentParallelism: zCount,
    ParallelismPerKPU: zCount,
    AutoScalingEnabled: zFlag,
  }),
  CheckpointConfigurationDescription: part({
    ConfigurationType: zText,
    CheckpointingEnabled: zFlag,
    CheckpointInterval: zCount,
    MinPauseBetweenCheckpoints: zCount,
  }),
  MonitoringConfigurationDescription: part({ MetricsLevel: zText, LogLevel: zText }),
});

const Code = part({
  CodeContentType: zText,
  CodeContentDescription: part({
    S3ApplicationCodeLocationDescription: part({ BucketARN: zText, FileKey: zText }),
    CodeSize: zCount,
    CodeMD5: zText,
  }),
});

/** The parts of DescribeApplication's answer that we read; what is not as promised is null. */
export const ApplicationDetail = z.object({
  ApplicationDescription: zText,
  RuntimeEnvironment: zText,
  ApplicationMode: zText,
  ApplicationVersionId: zCount,
  ServiceExecutionRole: zText,
  CreateTimestamp: zDate,
  LastUpdateTimestamp: zDate,
  CloudWatchLoggingOptionDescriptions: listOf(z.object({ LogStreamARN: zText })),
  ApplicationMaintenanceConfigurationDescription: part({
    ApplicationMaintenanceWindowStartTime: zText,
    ApplicationMaintenanceWindowEndTime: zText,
  }),
  ApplicationConfigurationDescription: part({
    FlinkApplicationConfigurationDescription: Flink,
    ApplicationCodeConfigurationDescription: Code,
    ApplicationSnapshotConfigurationDescription: part({ SnapshotsEnabled: zFlag }),
    EnvironmentPropertyDescriptions: part({
      PropertyGroupDescriptions: listOf(
        z.object({ PropertyGroupId: zText, PropertyMap: z.record(z.string(), z.string()).catch({}) }),
      ),
    }),
    VpcConfigurationDescriptions: listOf(
      z.object({ VpcConfigurationId: zText, VpcId: zText, SubnetIds: listOf(z.string()), SecurityGroupIds: listOf(z.string()) }),
    ),
  }),
});
export type ApplicationDetail = z.infer<typeof ApplicationDetail>;
