import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import { checkBucket, checkDatabase, checkRole, invalidArgument } from '../arns.ts';
import { checkParallelism } from './flink/parallelism.ts';
import { hasEnhancedSnapshots } from './runtimes.ts';

/** What the parts of a configuration, new or updated, have to be together. */
export function checkSettings(settings: ApplicationSettings, region: SimulatedRegion): Result<ApplicationSettings, AwsError> {
  const checks = [
    checkRole(settings.executionRole, region),
    checkParallelism(settings.parallelism),
    checkSnapshots(settings),
    checkCode(settings),
    settings.notebook === null ? ok(null) : checkNotebook(settings.notebook, region),
  ];
  for (const check of checks) if (!check.ok) return check;
  return ok(settings);
}

function checkSnapshots({
  snapshotMode,
  snapshotsEnabled,
  runtimeEnvironment,
  notebook,
}: ApplicationSettings): Result<null, AwsError> {
  if (notebook !== null && snapshotsEnabled) return invalidArgument('Snapshots cannot be enabled for a Studio notebook.');
  return snapshotMode === 'ENHANCED_SNAPSHOTS' && !hasEnhancedSnapshots(runtimeEnvironment)
    ? invalidArgument(`The snapshot mode ENHANCED_SNAPSHOTS needs Apache Flink 1.20 or later, not ${runtimeEnvironment}.`)
    : ok(null);
}

const checkCode = ({ code, notebook }: ApplicationSettings): Result<null, AwsError> =>
  code.text !== null && notebook === null
    ? invalidArgument('The code of an Apache Flink application has to have the CodeContentType ZIPFILE.')
    : ok(null);

function checkNotebook(
  { catalogueArn, deployBucketArn }: NonNullable<ApplicationSettings['notebook']>,
  region: SimulatedRegion,
): Result<null, AwsError> {
  const catalogue = catalogueArn === null ? ok(null) : checkDatabase(catalogueArn, region);
  if (!catalogue.ok) return catalogue;
  return deployBucketArn === null ? ok(null) : checkBucket(deployBucketArn);
}
