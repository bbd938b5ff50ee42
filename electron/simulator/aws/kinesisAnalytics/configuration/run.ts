import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings, RunSettings } from '#shared/simulation/settings.ts';
import type { AwsError } from '../../awsError.ts';
import { flag, list, oneOf, structure, text } from '../../input.ts';
import { invalidArgument } from '../arns.ts';
import { partId } from '../names.ts';
import type { Given } from '../names.ts';
import { inputStartingPosition } from '../sql/shapes.ts';

export const snapshotName = text({ min: 1, max: 256, pattern: '[a-zA-Z0-9_.-]+' });

const restoreConfiguration = structure(
  {
    ApplicationRestoreType: oneOf(['SKIP_RESTORE_FROM_SNAPSHOT', 'RESTORE_FROM_LATEST_SNAPSHOT', 'RESTORE_FROM_CUSTOM_SNAPSHOT']),
  },
  { SnapshotName: snapshotName, SnapshotArn: text({ min: 1, max: 2048 }) },
);
const flinkRunConfiguration = structure({}, { AllowNonRestoredState: flag });

export const runConfiguration = structure(
  {},
  {
    FlinkRunConfiguration: flinkRunConfiguration,
    SqlRunConfigurations: list(structure({ InputId: partId, InputStartingPositionConfiguration: inputStartingPosition }, {})),
    ApplicationRestoreConfiguration: restoreConfiguration,
  },
);

export const runConfigurationUpdate = structure(
  {},
  { FlinkRunConfiguration: flinkRunConfiguration, ApplicationRestoreConfiguration: restoreConfiguration },
);

/** What is asked of the next start, without what it leaves to the service. */
export function runOf(
  asked: Given<typeof runConfiguration>,
  mode: ApplicationSettings['snapshotMode'],
): Result<Partial<RunSettings>, AwsError> {
  if (asked.SqlRunConfigurations !== undefined && asked.SqlRunConfigurations.length > 0)
    return invalidArgument('SqlRunConfigurations are for SQL applications only.');
  const allowed = asked.FlinkRunConfiguration?.AllowNonRestoredState;
  const state = allowed === undefined ? {} : { allowNonRestoredState: allowed };
  const restore = asked.ApplicationRestoreConfiguration;
  if (restore === undefined) return ok(state);
  const { ApplicationRestoreType, SnapshotName, SnapshotArn } = restore;
  const custom = ApplicationRestoreType === 'RESTORE_FROM_CUSTOM_SNAPSHOT';
  const [wanted, unwanted] =
    mode === 'ENHANCED_SNAPSHOTS' ? (['SnapshotArn', 'SnapshotName'] as const) : (['SnapshotName', 'SnapshotArn'] as const);
  if (custom && restore[wanted] === undefined)
    return invalidArgument(`${wanted} is required with the ApplicationRestoreType RESTORE_FROM_CUSTOM_SNAPSHOT.`);
  if (custom && restore[unwanted] !== undefined)
    return invalidArgument(`${unwanted} cannot be given for an application with the snapshot mode ${mode}.`);
  if (!custom && (SnapshotName ?? SnapshotArn) !== undefined)
    return invalidArgument(`A snapshot cannot be given with the ApplicationRestoreType ${ApplicationRestoreType}.`);
  return ok({ ...state, restore: ApplicationRestoreType, snapshot: SnapshotName ?? null, snapshotArn: SnapshotArn ?? null });
}

/** When nothing is said: from the newest snapshot, if there are any; state that fits nowhere is an error. */
export const usualRun = (snapshotsEnabled: boolean): RunSettings => ({
  restore: snapshotsEnabled ? 'RESTORE_FROM_LATEST_SNAPSHOT' : 'SKIP_RESTORE_FROM_SNAPSHOT',
  snapshot: null,
  snapshotArn: null,
  allowNonRestoredState: false,
});

export const describeRun = ({ restore, snapshot, snapshotArn, allowNonRestoredState }: RunSettings): object => ({
  ApplicationRestoreConfigurationDescription: {
    ApplicationRestoreType: restore,
    ...(snapshotArn === null ? (snapshot === null ? {} : { SnapshotName: snapshot }) : { SnapshotArn: snapshotArn }),
  },
  FlinkRunConfigurationDescription: { AllowNonRestoredState: allowNonRestoredState },
});
