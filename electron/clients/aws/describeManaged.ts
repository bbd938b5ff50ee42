import type { ApplicationStatus, ApplicationSummary as Row, ConfigurationSection } from '#shared/model/application.ts';
import { applicationStatuses } from '#shared/model/application.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { ApplicationDetail } from './applicationDetail.ts';
import { sectionsOf } from './configurationSections.ts';
import { zCount, zText } from './entries.ts';

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

const Listed = z.object({
  ApplicationName: z.string(),
  ApplicationARN: z.string(),
  ApplicationStatus: z.enum(applicationStatuses),
  ApplicationVersionId: zCount,
  RuntimeEnvironment: zText,
  ApplicationMode: zText,
});

/** An entry of ListApplications. */
export const ListedEntry = Listed.transform((entry): ListedApplication => ({
  name: entry.ApplicationName,
  arn: entry.ApplicationARN,
  status: entry.ApplicationStatus,
  version: entry.ApplicationVersionId ?? 0,
  runtime: entry.RuntimeEnvironment ?? 'unknown',
  mode: entry.ApplicationMode === 'INTERACTIVE' ? 'INTERACTIVE' : 'STREAMING',
}));

/** What DescribeApplication answered, whatever that is. */
export function describeManaged(raw: unknown): Result<ManagedApplication> {
  const listed = ListedEntry.safeParse(raw);
  const parsed = ApplicationDetail.safeParse(raw);
  if (!listed.success || !parsed.success) {
    return failed({
      kind: 'bad-response',
      source: 'Managed Service for Apache Flink',
      message: 'DescribeApplication answered without name, ARN or a known status.',
      remedy: 'Check the endpoint of this connection.',
    });
  }
  const detail = parsed.data;
  const flink = detail.ApplicationConfigurationDescription?.FlinkApplicationConfigurationDescription;
  const scaling = flink?.ParallelismConfigurationDescription;
  const checkpoints = flink?.CheckpointConfigurationDescription;
  const parallelism = scaling?.CurrentParallelism ?? scaling?.Parallelism ?? null;
  const perKpu = Math.max(scaling?.ParallelismPerKPU ?? 1, 1);
  const streams = detail.CloudWatchLoggingOptionDescriptions.flatMap(({ LogStreamARN }) => logsOf(LogStreamARN));
  return ok({
    ...listed.data,
    description: detail.ApplicationDescription === '' ? null : detail.ApplicationDescription,
    parallelism,
    kpus: parallelism === null ? null : Math.ceil(parallelism / perKpu),
    created: detail.CreateTimestamp,
    updated: detail.LastUpdateTimestamp,
    checkpointInterval:
      checkpoints?.CheckpointInterval === undefined || checkpoints.CheckpointInterval === null
        ? null
        : millis(checkpoints.CheckpointInterval),
    checkpointsEnabled: checkpoints?.CheckpointingEnabled ?? null,
    metricsLevel: flink?.MonitoringConfigurationDescription?.MetricsLevel ?? null,
    logs: streams[0] ?? null,
    configuration: sectionsOf(detail),
  });
}

/** `arn:aws:logs:REGION:ACCOUNT:log-group:GROUP:log-stream:STREAM` */
function logsOf(arn: string | null): { group: string; stream: string }[] {
  const match = /:log-group:(.+?):log-stream:(.+)$/.exec(arn ?? '');
  return match?.[1] === undefined || match[2] === undefined ? [] : [{ group: match[1], stream: match[2] }];
}
