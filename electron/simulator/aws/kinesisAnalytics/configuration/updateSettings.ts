import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import { invalidArgument } from '../arns.ts';
import type { Given } from '../names.ts';
import { checkSettings } from './checkSettings.ts';
import { updatedCode } from './code.ts';
import type { applicationConfigurationUpdate } from './configuration.ts';
import { updatedEncryption } from './encryption.ts';
import { updatedFlinkSettings } from './flink/flinkConfiguration.ts';
import type { loggingOptionUpdate } from './logging.ts';
import { updatedLogging } from './logging.ts';
import { updatedVpc } from './network.ts';
import { updatedNotebook } from './notebook.ts';
import { propertiesOf } from './properties.ts';
import type { runConfigurationUpdate } from './run.ts';
import { runOf, usualRun } from './run.ts';
import { checkUpgrade } from './runtimes.ts';

interface Asked {
  readonly configuration: Given<typeof applicationConfigurationUpdate>;
  readonly logging: readonly Given<typeof loggingOptionUpdate>[];
  readonly run: Given<typeof runConfigurationUpdate>;
  readonly executionRole: string | undefined;
  readonly runtimeEnvironment: string | undefined;
}

/** The settings after an update: what it does not name stays, but for how the next start finds its state. */
export function updateSettings(
  current: ApplicationSettings,
  asked: Asked,
  region: SimulatedRegion,
): Result<ApplicationSettings, AwsError> {
  const { configuration, runtimeEnvironment = current.runtimeEnvironment } = asked;
  if (configuration.SqlApplicationConfigurationUpdate !== undefined)
    return invalidArgument('SqlApplicationConfigurationUpdate is for SQL applications only.');
  const upgrade = checkUpgrade(current.runtimeEnvironment, runtimeEnvironment);
  if (!upgrade.ok) return upgrade;
  const code = updatedCode(current.code, configuration.ApplicationCodeConfigurationUpdate);
  if (!code.ok) return code;
  const given = configuration.EnvironmentPropertyUpdates;
  const properties = given === undefined ? ok(current.properties) : propertiesOf(given);
  if (!properties.ok) return properties;
  const encryption = updatedEncryption(current.encryption, configuration.ApplicationEncryptionConfigurationUpdate);
  if (!encryption.ok) return encryption;
  const notebook = notebookAfter(current, configuration);
  if (!notebook.ok) return notebook;
  const vpc = updatedVpc(current.vpc, configuration.VpcConfigurationUpdates ?? [], region);
  if (!vpc.ok) return vpc;
  const logging = updatedLogging(current.logging, asked.logging, region);
  if (!logging.ok) return logging;
  const saving = savingAfter(current, configuration);
  if (!saving.ok) return saving;
  const run = runOf(asked.run, saving.value.snapshotMode);
  if (!run.ok) return run;
  return checkSettings(
    {
      ...current,
      ...updatedFlinkSettings(current, configuration.FlinkApplicationConfigurationUpdate),
      ...saving.value,
      runtimeEnvironment,
      executionRole: asked.executionRole ?? current.executionRole,
      code: code.value,
      properties: properties.value,
      encryption: encryption.value,
      notebook: notebook.value,
      vpc: vpc.value,
      logging: logging.value,
      run: { ...usualRun(saving.value.snapshotsEnabled), ...run.value },
    },
    region,
  );
}

function notebookAfter(
  { notebook }: ApplicationSettings,
  { ZeppelinApplicationConfigurationUpdate: update }: Asked['configuration'],
): Result<ApplicationSettings['notebook'], AwsError> {
  if (update === undefined) return ok(notebook);
  return notebook === null
    ? invalidArgument('ZeppelinApplicationConfigurationUpdate is for Studio notebooks only.')
    : updatedNotebook(notebook, update);
}

type Saving = Pick<ApplicationSettings, 'snapshotsEnabled' | 'snapshotMode' | 'rollbackEnabled'>;

function savingAfter(current: ApplicationSettings, configuration: Asked['configuration']): Result<Saving, AwsError> {
  const snapshots = configuration.ApplicationSnapshotConfigurationUpdate;
  const snapshotMode = snapshots?.SnapshotModeUpdate ?? current.snapshotMode;
  if (current.snapshotMode === 'ENHANCED_SNAPSHOTS' && snapshotMode !== current.snapshotMode)
    return invalidArgument(
      `The snapshot mode cannot be updated from ENHANCED_SNAPSHOTS to ${snapshotMode}. Use RollbackApplication to return to it.`,
    );
  return ok({
    snapshotsEnabled: snapshots?.SnapshotsEnabledUpdate ?? current.snapshotsEnabled,
    snapshotMode,
    rollbackEnabled: configuration.ApplicationSystemRollbackConfigurationUpdate?.RollbackEnabledUpdate ?? current.rollbackEnabled,
  });
}
