import type { ApplicationDetail, ApplicationSummary } from '@aws-sdk/client-kinesis-analytics-v2';
import type { ApplicationStatus, ApplicationSummary as Row, ConfigurationSection } from '#shared/model/application.ts';
import { applicationStatuses } from '#shared/model/application.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { formatBytes, formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { bytes, millis } from '#shared/units/units.ts';

/** What ListApplications tells: enough to know whether the description changed. */
export interface ListedApplication {
  readonly name: string;
  readonly arn: string;
  readonly status: ApplicationStatus;
  readonly version: number;
  readonly runtime: string;
  readonly mode: Row['mode'];
}

/** An application of the managed service, in our words. */
export interface ManagedApplication extends ListedApplication {
  readonly description: string | null;
  readonly parallelism: number | null;
  /** Allocated for the job, without the orchestration unit: ⌈current parallelism / parallelism per KPU⌉. */
  readonly kpus: number | null;
  readonly created: Millis | null;
  readonly updated: Millis | null;
  /** Null where the service decides (DEFAULT: 60 s) or nothing is said. */
  readonly checkpointInterval: Millis | null;
  readonly checkpointsEnabled: boolean | null;
  readonly metricsLevel: string | null;
  /** Log group and stream, from the CloudWatch logging option. */
  readonly logs: { readonly group: string; readonly stream: string } | null;
  readonly configuration: readonly ConfigurationSection[];
}

const isStatus = (text: string | undefined): text is ApplicationStatus =>
  (applicationStatuses as readonly (string | undefined)[]).includes(text);

/** Zero or one: an entry without the fields that the API requires is left out. */
export function listedManaged(summary: ApplicationSummary): ListedApplication[] {
  const { ApplicationName: name, ApplicationARN: arn, ApplicationStatus: status } = summary;
  if (name === undefined || arn === undefined || !isStatus(status)) return [];
  return [
    {
      name,
      arn,
      status,
      version: summary.ApplicationVersionId ?? 0,
      runtime: summary.RuntimeEnvironment ?? 'unknown',
      mode: summary.ApplicationMode === 'INTERACTIVE' ? 'INTERACTIVE' : 'STREAMING',
    },
  ];
}

export function describeManaged(detail: ApplicationDetail | undefined): Result<ManagedApplication> {
  const [listed] = detail === undefined ? [] : listedManaged(detail);
  if (detail === undefined || listed === undefined) {
    return failed({
      kind: 'bad-response',
      source: 'Managed Service for Apache Flink',
      message: 'DescribeApplication answered without name, ARN or a known status.',
      remedy: 'Check the endpoint of this connection.',
    });
  }
  const flink = detail.ApplicationConfigurationDescription?.FlinkApplicationConfigurationDescription;
  const scaling = flink?.ParallelismConfigurationDescription;
  const checkpoints = flink?.CheckpointConfigurationDescription;
  const parallelism = scaling?.CurrentParallelism ?? scaling?.Parallelism ?? null;
  const perKpu = scaling?.ParallelismPerKPU ?? 1;
  const streams = (detail.CloudWatchLoggingOptionDescriptions ?? []).flatMap(({ LogStreamARN }) => logsOf(LogStreamARN));
  return ok({
    ...listed,
    description: detail.ApplicationDescription === '' ? null : (detail.ApplicationDescription ?? null),
    parallelism,
    kpus: parallelism === null ? null : Math.ceil(parallelism / perKpu),
    created: momentOf(detail.CreateTimestamp),
    updated: momentOf(detail.LastUpdateTimestamp),
    checkpointInterval: checkpoints?.CheckpointInterval === undefined ? null : millis(checkpoints.CheckpointInterval),
    checkpointsEnabled: checkpoints?.CheckpointingEnabled ?? null,
    metricsLevel: flink?.MonitoringConfigurationDescription?.MetricsLevel ?? null,
    logs: streams[0] ?? null,
    configuration: sectionsOf(detail),
  });
}

const momentOf = (date: Date | undefined): Millis | null => (date === undefined ? null : millis(date.getTime()));

/** `arn:aws:logs:REGION:ACCOUNT:log-group:GROUP:log-stream:STREAM` */
function logsOf(arn: string | undefined): { group: string; stream: string }[] {
  const match = /:log-group:(.+?):log-stream:(.+)$/.exec(arn ?? '');
  return match?.[1] === undefined || match[2] === undefined ? [] : [{ group: match[1], stream: match[2] }];
}

type Entry = ConfigurationSection['entries'][number];

const entry = (label: string, value: string | number | boolean | undefined): Entry => ({
  label,
  value: value === undefined ? null : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
});

/** The configuration as the source reports it, in the order in which a page shows it. */
function sectionsOf(detail: ApplicationDetail): ConfigurationSection[] {
  const configuration = detail.ApplicationConfigurationDescription;
  const flink = configuration?.FlinkApplicationConfigurationDescription;
  const scaling = flink?.ParallelismConfigurationDescription;
  const checkpoints = flink?.CheckpointConfigurationDescription;
  const monitoring = flink?.MonitoringConfigurationDescription;
  const code = configuration?.ApplicationCodeConfigurationDescription;
  const content = code?.CodeContentDescription;
  const vpcs = configuration?.VpcConfigurationDescriptions ?? [];
  const window = detail.ApplicationMaintenanceConfigurationDescription;
  const duration = (ms: number | undefined) => (ms === undefined ? undefined : formatMillis(millis(ms)));

  const sections: ConfigurationSection[] = [
    {
      id: 'runtime',
      title: 'Runtime',
      entries: [
        entry('Runtime environment', detail.RuntimeEnvironment),
        entry('Mode', detail.ApplicationMode),
        entry('Application version', detail.ApplicationVersionId),
        entry('Service execution role', detail.ServiceExecutionRole),
      ],
    },
    {
      id: 'scaling',
      title: 'Scaling',
      entries: [
        entry('Parallelism', scaling?.Parallelism),
        entry('Current parallelism', scaling?.CurrentParallelism),
        entry('Parallelism per KPU', scaling?.ParallelismPerKPU),
        entry('Automatic scaling', scaling?.AutoScalingEnabled),
      ],
    },
    {
      id: 'checkpoints',
      title: 'Checkpoints and snapshots',
      entries: [
        entry('Configuration', checkpoints?.ConfigurationType),
        entry('Checkpoints', checkpoints?.CheckpointingEnabled),
        entry('Interval', duration(checkpoints?.CheckpointInterval)),
        entry('Minimum pause', duration(checkpoints?.MinPauseBetweenCheckpoints)),
        entry('Snapshots', configuration?.ApplicationSnapshotConfigurationDescription?.SnapshotsEnabled),
      ],
    },
    {
      id: 'monitoring',
      title: 'Monitoring and logging',
      entries: [
        entry('Metrics level', monitoring?.MetricsLevel),
        entry('Log level', monitoring?.LogLevel),
        ...(detail.CloudWatchLoggingOptionDescriptions ?? []).map(({ LogStreamARN }) => entry('Log stream', LogStreamARN)),
      ],
    },
    {
      id: 'code',
      title: 'Code',
      entries: [
        entry('Content type', code?.CodeContentType),
        entry('Bucket', content?.S3ApplicationCodeLocationDescription?.BucketARN),
        entry('File', content?.S3ApplicationCodeLocationDescription?.FileKey),
        entry('Size', content?.CodeSize === undefined ? undefined : formatBytes(bytes(content.CodeSize))),
        entry('MD5', content?.CodeMD5),
      ],
    },
    ...(configuration?.EnvironmentPropertyDescriptions?.PropertyGroupDescriptions ?? []).map(
      ({ PropertyGroupId, PropertyMap }): ConfigurationSection => ({
        id: `properties-${PropertyGroupId ?? ''}`,
        title: `Runtime properties: ${PropertyGroupId ?? ''}`,
        entries: Object.entries(PropertyMap ?? {}).map(([key, value]) => entry(key, isSecret(key) ? '(hidden)' : value)),
      }),
    ),
    ...vpcs.map(({ VpcConfigurationId, VpcId, SubnetIds, SecurityGroupIds }): ConfigurationSection => ({
      id: `vpc-${VpcConfigurationId ?? ''}`,
      title: 'Network',
      entries: [
        entry('VPC', VpcId),
        entry('Subnets', SubnetIds?.join(', ')),
        entry('Security groups', SecurityGroupIds?.join(', ')),
      ],
    })),
    {
      id: 'maintenance',
      title: 'Maintenance window (UTC)',
      entries: [
        entry('From', window?.ApplicationMaintenanceWindowStartTime),
        entry('To', window?.ApplicationMaintenanceWindowEndTime),
      ],
    },
  ];
  return sections
    .map((section) => ({ ...section, entries: section.entries.filter(({ value }) => value !== null) }))
    .filter(({ entries }) => entries.length > 0);
}

/** Passwords do end up in runtime properties; a screen that is shared in an incident should not show them. */
const isSecret = (key: string): boolean => /password|passwd|secret|token|api[-_.]?key|sasl\.jaas/i.test(key);
