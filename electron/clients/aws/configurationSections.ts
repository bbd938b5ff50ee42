import type { ConfigurationSection } from '#shared/model/application.ts';
import { formatBytes, formatMillis } from '#shared/units/format.ts';
import { bytes, millis } from '#shared/units/units.ts';
import type { ApplicationDetail } from './applicationDetail.ts';

type Entry = ConfigurationSection['entries'][number];

const entry = (label: string, value: string | number | boolean | null | undefined): Entry => ({
  label,
  value: value === undefined || value === null ? null : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
});

/** The configuration as the source reports it, in the order in which a page shows it. */
export function sectionsOf(detail: ApplicationDetail): ConfigurationSection[] {
  const configuration = detail.ApplicationConfigurationDescription;
  const flink = configuration?.FlinkApplicationConfigurationDescription;
  const scaling = flink?.ParallelismConfigurationDescription;
  const checkpoints = flink?.CheckpointConfigurationDescription;
  const monitoring = flink?.MonitoringConfigurationDescription;
  const code = configuration?.ApplicationCodeConfigurationDescription;
  const content = code?.CodeContentDescription;
  const vpcs = configuration?.VpcConfigurationDescriptions ?? [];
  const window = detail.ApplicationMaintenanceConfigurationDescription;
  const duration = (ms: number | null | undefined) => (ms === undefined || ms === null ? null : formatMillis(millis(ms)));

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
        ...detail.CloudWatchLoggingOptionDescriptions.map(({ LogStreamARN }) => entry('Log stream', LogStreamARN)),
      ],
    },
    {
      id: 'code',
      title: 'Code',
      entries: [
        entry('Content type', code?.CodeContentType),
        entry('Bucket', content?.S3ApplicationCodeLocationDescription?.BucketARN),
        entry('File', content?.S3ApplicationCodeLocationDescription?.FileKey),
        entry('Size', content?.CodeSize === undefined || content.CodeSize === null ? null : formatBytes(bytes(content.CodeSize))),
        entry('MD5', content?.CodeMD5),
      ],
    },
    ...(configuration?.EnvironmentPropertyDescriptions?.PropertyGroupDescriptions ?? []).map(
      ({ PropertyGroupId, PropertyMap }): ConfigurationSection => ({
        id: `properties-${PropertyGroupId ?? ''}`,
        title: `Runtime properties: ${PropertyGroupId ?? ''}`,
        entries: Object.entries(PropertyMap).map(([key, value]) => entry(key, isSecret(key) ? '(hidden)' : value)),
      }),
    ),
    ...vpcs.map(({ VpcConfigurationId, VpcId, SubnetIds, SecurityGroupIds }): ConfigurationSection => ({
      id: `vpc-${VpcConfigurationId ?? ''}`,
      title: 'Network',
      entries: [
        entry('VPC', VpcId),
        entry('Subnets', SubnetIds.join(', ')),
        entry('Security groups', SecurityGroupIds.join(', ')),
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
