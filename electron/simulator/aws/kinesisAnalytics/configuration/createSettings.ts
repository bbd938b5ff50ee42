import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import { invalidArgument } from '../arns.ts';
import type { Given } from '../names.ts';
import { checkSettings } from './checkSettings.ts';
import { codeOf } from './code.ts';
import type { applicationConfiguration } from './configuration.ts';
import { encryptionOf } from './encryption.ts';
import { flinkSettingsOf } from './flink/flinkConfiguration.ts';
import type { loggingOption } from './logging.ts';
import { loggingOf } from './logging.ts';
import { vpcOf } from './network.ts';
import { notebookOf } from './notebook.ts';
import { propertiesOf } from './properties.ts';
import { usualRun } from './run.ts';

interface Asked {
  readonly mode: 'STREAMING' | 'INTERACTIVE';
  readonly description: string;
  readonly runtimeEnvironment: string;
  readonly executionRole: string;
  readonly configuration: Given<typeof applicationConfiguration>;
  readonly logging: readonly Given<typeof loggingOption>[];
}

/** Parts of the first version have this id, each among its own kind. */
const FIRST = '1.1';

/** The settings of an application that is created: what is not said is as the service has it. */
export function createSettings(asked: Asked, region: SimulatedRegion): Result<ApplicationSettings, AwsError> {
  const { mode, configuration } = asked;
  const wrong = checkKind(mode, configuration);
  if (!wrong.ok) return wrong;
  const flink = flinkSettingsOf(configuration.FlinkApplicationConfiguration);
  if (!flink.ok) return flink;
  const code = codeOf(configuration.ApplicationCodeConfiguration);
  if (!code.ok) return code;
  const properties = propertiesOf(configuration.EnvironmentProperties ?? { PropertyGroups: [] });
  if (!properties.ok) return properties;
  const encryption = encryptionOf(configuration.ApplicationEncryptionConfiguration);
  if (!encryption.ok) return encryption;
  const notebook = mode === 'INTERACTIVE' ? notebookOf(configuration.ZeppelinApplicationConfiguration ?? {}) : ok(null);
  if (!notebook.ok) return notebook;
  const vpc = atMostOne('VPC configuration', configuration.VpcConfigurations ?? [], (each) => vpcOf(each, FIRST, region));
  if (!vpc.ok) return vpc;
  const logging = atMostOne('CloudWatch logging option', asked.logging, (each) => loggingOf(each, FIRST, region));
  if (!logging.ok) return logging;
  const snapshots = configuration.ApplicationSnapshotConfiguration;
  const snapshotsEnabled = snapshots?.SnapshotsEnabled ?? mode === 'STREAMING';
  return checkSettings(
    {
      description: asked.description,
      runtimeEnvironment: asked.runtimeEnvironment,
      executionRole: asked.executionRole,
      ...flink.value,
      code: code.value,
      properties: properties.value,
      snapshotsEnabled,
      snapshotMode: snapshots?.SnapshotMode ?? 'APPLICATION_SNAPSHOTS_LEGACY',
      rollbackEnabled: configuration.ApplicationSystemRollbackConfiguration?.RollbackEnabled ?? false,
      vpc: vpc.value,
      logging: logging.value,
      encryption: encryption.value,
      run: usualRun(snapshotsEnabled),
      notebook: notebook.value,
    },
    region,
  );
}

function checkKind(mode: Asked['mode'], configuration: Asked['configuration']): Result<null, AwsError> {
  if (configuration.SqlApplicationConfiguration !== undefined)
    return invalidArgument('SqlApplicationConfiguration is for SQL applications only.');
  if (configuration.ZeppelinApplicationConfiguration !== undefined && mode === 'STREAMING')
    return invalidArgument('ZeppelinApplicationConfiguration is for Studio notebooks only.');
  return ok(null);
}

function atMostOne<T, U>(
  what: string,
  given: readonly T[],
  read: (each: T) => Result<U, AwsError>,
): Result<readonly U[], AwsError> {
  const [first, ...more] = given;
  if (more.length > 0) return invalidArgument(`An application can have only one ${what}.`);
  if (first === undefined) return ok([]);
  const value = read(first);
  return value.ok ? ok([value.value]) : value;
}
