import { millis } from '#shared/units/units.ts';
import type { Conversation, Output } from '../support/conversation.ts';

const STEP = millis(20_000);
export const SERVICE = 'kinesisanalyticsv2';
export const ROLE = 'arn:aws:iam::123456789012:role/peer';
export const STREAM_ARN = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/kinesis-analytics/peer:log-stream:peer';

/** Calls of the managed service, about one application. */
export interface Managed {
  readonly good: (operation: string, input?: object) => Promise<Output>;
  readonly refused: (operation: string, input: object, code: string) => Promise<void>;
  /** Of the application, as it is now. */
  readonly detail: () => Promise<Detail>;
  /** Passes time until the application has this status. */
  readonly reaches: (status: string) => Promise<void>;
}

interface Detail {
  readonly ApplicationARN: string;
  readonly ApplicationStatus: string;
  readonly ApplicationVersionId: number;
  readonly CreateTimestamp: string;
  readonly ConditionalToken: string;
  readonly CloudWatchLoggingOptionDescriptions?: readonly { readonly CloudWatchLoggingOptionId: string }[];
  readonly ApplicationConfigurationDescription?: {
    readonly VpcConfigurationDescriptions?: readonly { readonly VpcConfigurationId: string }[];
    readonly FlinkApplicationConfigurationDescription?: {
      readonly ParallelismConfigurationDescription?: { readonly Parallelism: number };
    };
  };
}

export function managed(talk: Conversation, ApplicationName: string): Managed {
  const detail = async () =>
    (await talk.good(SERVICE, 'DescribeApplication', { ApplicationName }))['ApplicationDetail'] as Detail;
  return {
    good: (operation, input = {}) => talk.good(SERVICE, operation, { ApplicationName, ...input }),
    refused: (operation, input, code) => talk.refused(SERVICE, operation, { ApplicationName, ...input }, code),
    detail,
    reaches: (status) => talk.until(async () => (await detail()).ApplicationStatus, status, STEP),
  };
}

/** A whole application, as an owner configures it. */
export const application = (change: object = {}): object => ({
  RuntimeEnvironment: 'FLINK-1_20',
  ServiceExecutionRole: ROLE,
  ApplicationConfiguration: {
    FlinkApplicationConfiguration: {
      CheckpointConfiguration: {
        ConfigurationType: 'CUSTOM',
        CheckpointingEnabled: true,
        CheckpointInterval: 30_000,
        MinPauseBetweenCheckpoints: 5_000,
      },
      MonitoringConfiguration: { ConfigurationType: 'CUSTOM', MetricsLevel: 'TASK', LogLevel: 'INFO' },
      ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 2, ParallelismPerKPU: 1, AutoScalingEnabled: false },
    },
    EnvironmentProperties: { PropertyGroups: [{ PropertyGroupId: 'Consumer', PropertyMap: { 'aws.region': 'us-east-1' } }] },
    ApplicationCodeConfiguration: {
      CodeContent: { S3ContentLocation: { BucketARN: 'arn:aws:s3:::peer-code', FileKey: 'peer-1.jar' } },
      CodeContentType: 'ZIPFILE',
    },
    ApplicationSnapshotConfiguration: { SnapshotsEnabled: true },
    ApplicationSystemRollbackConfiguration: { RollbackEnabled: true },
  },
  CloudWatchLoggingOptions: [{ LogStreamARN: STREAM_ARN }],
  Tags: [{ Key: 'team', Value: 'peers' }],
  ...change,
});
