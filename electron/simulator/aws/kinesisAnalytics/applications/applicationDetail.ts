import type { SimulatedVersion } from '#shared/simulation/requests.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import { planOf } from '../../../flink/jobs/plan.ts';
import { epochSeconds } from '../../service.ts';
import { describeCode, hasCode } from '../configuration/code.ts';
import { describeEncryption } from '../configuration/encryption.ts';
import { describeCheckpointing } from '../configuration/flink/checkpointing.ts';
import { describeMonitoring } from '../configuration/flink/monitoring.ts';
import { describeParallelism } from '../configuration/flink/parallelism.ts';
import { describeLogging } from '../configuration/logging.ts';
import { describeVpc } from '../configuration/network.ts';
import { describeNotebook } from '../configuration/notebook.ts';
import { describeProperties } from '../configuration/properties.ts';
import { describeRun } from '../configuration/run.ts';

/** ApplicationDetail as it is now. The job plan comes only when it is asked for, and while there is a job. */
export function applicationDetail(application: SimulatedApplication, withPlan = false): object {
  const present = application.versions.find(({ id }) => id === application.versionId);
  const [job] = application.jobs;
  const plan = withPlan && job !== undefined ? JSON.stringify(planOf(job)) : null;
  return {
    ...identity(application),
    ...configured(application.settings, { current: application.currentParallelism, plan, run: hasRun(application) }),
    ApplicationStatus: application.status,
    ApplicationVersionId: application.versionId,
    LastUpdateTimestamp: epochSeconds(application.updated),
    ConditionalToken: application.conditionalToken,
    ...(present === undefined ? {} : lineage(present)),
  };
}

/** ApplicationDetail as it was, or is, in a version. */
export const versionDetail = (application: SimulatedApplication, version: SimulatedVersion): object => ({
  ...identity(application),
  ...configured(version.settings, {
    current: version.id === application.versionId ? application.currentParallelism : version.settings.parallelism.parallelism,
    plan: null,
    run: hasRun(application),
  }),
  ApplicationStatus: version.status,
  ApplicationVersionId: version.id,
  LastUpdateTimestamp: epochSeconds(version.created),
  ...lineage(version),
});

const identity = ({ arn, name, mode, created, maintenanceWindow }: SimulatedApplication) => ({
  ApplicationARN: arn,
  ApplicationName: name,
  ApplicationMode: mode,
  CreateTimestamp: epochSeconds(created),
  ApplicationMaintenanceConfigurationDescription: {
    ApplicationMaintenanceWindowStartTime: maintenanceWindow.from,
    ApplicationMaintenanceWindowEndTime: maintenanceWindow.to,
  },
});

/** Which version it came from, and which ones a rollback left and returned to. */
const lineage = ({ created, updatedFrom, rolledBackFrom, rolledBackTo }: SimulatedVersion) => ({
  ApplicationVersionCreateTimestamp: epochSeconds(created),
  ...(updatedFrom === null ? {} : { ApplicationVersionUpdatedFrom: updatedFrom }),
  ...(rolledBackFrom === null ? {} : { ApplicationVersionRolledBackFrom: rolledBackFrom }),
  ...(rolledBackTo === null ? {} : { ApplicationVersionRolledBackTo: rolledBackTo }),
});

/** How an application starts is told from its first start on. */
const hasRun = ({ status, operations }: SimulatedApplication): boolean =>
  status !== 'READY' || operations.some(({ name }) => name === 'StartApplication');

interface Running {
  readonly current: number;
  readonly plan: string | null;
  readonly run: boolean;
}

const configured = (settings: ApplicationSettings, running: Running) => ({
  ApplicationDescription: settings.description,
  RuntimeEnvironment: settings.runtimeEnvironment,
  ServiceExecutionRole: settings.executionRole,
  ApplicationConfigurationDescription: configurationOf(settings, running),
  CloudWatchLoggingOptionDescriptions: describeLogging(settings.logging),
});

function configurationOf(settings: ApplicationSettings, { current, plan, run }: Running): object {
  const { code, properties, notebook, vpc } = settings;
  return {
    ...(hasCode(code) ? { ApplicationCodeConfigurationDescription: describeCode(code) } : {}),
    ...(run ? { RunConfigurationDescription: describeRun(settings.run) } : {}),
    FlinkApplicationConfigurationDescription: {
      ...(notebook === null ? { CheckpointConfigurationDescription: describeCheckpointing(settings.checkpointing) } : {}),
      MonitoringConfigurationDescription: describeMonitoring(settings.monitoring),
      ParallelismConfigurationDescription: describeParallelism(settings.parallelism, current),
      ...(plan === null ? {} : { JobPlanDescription: plan }),
    },
    ...(properties.length === 0 ? {} : { EnvironmentPropertyDescriptions: describeProperties(properties) }),
    ApplicationSnapshotConfigurationDescription: {
      SnapshotsEnabled: settings.snapshotsEnabled,
      SnapshotMode: settings.snapshotMode,
    },
    ApplicationSystemRollbackConfigurationDescription: { RollbackEnabled: settings.rollbackEnabled },
    ...(vpc.length === 0 ? {} : { VpcConfigurationDescriptions: vpc.map(describeVpc) }),
    ...(notebook === null ? {} : { ZeppelinApplicationConfigurationDescription: describeNotebook(notebook) }),
    ApplicationEncryptionConfigurationDescription: describeEncryption(settings.encryption),
  };
}
