import type { Blueprint } from '../../blueprint.ts';
import { hexDigits, keyOf } from '../../random.ts';
import type { ApplicationSettings, RunSettings } from '../../settings.ts';
import type { Place } from '../views.ts';

/** How an owner has configured an application that a scenario runs. */
export function initialSettings(
  name: string,
  blueprint: Blueprint,
  key: number,
  { region, accountId }: Pick<Place, 'region' | 'accountId'>,
): ApplicationSettings {
  const { description, runtimeEnvironment, checkpointing, snapshotsEnabled, properties } = blueprint;
  return {
    description,
    runtimeEnvironment,
    executionRole: `arn:aws:iam::${accountId}:role/service-role/kinesis-analytics-${name}-${region}`,
    code: {
      ...blueprint.code,
      text: null,
      bucketArn: `arn:aws:s3:::streaming-artifacts-${accountId}`,
      objectVersion: null,
      md5: hexDigits(keyOf(key, 'md5'), 32),
    },
    checkpointing,
    monitoring: { type: 'CUSTOM', metricsLevel: blueprint.metricsLevel, logLevel: blueprint.logLevel },
    parallelism: {
      type: 'CUSTOM',
      parallelism: blueprint.parallelism,
      perKpu: blueprint.parallelismPerKpu,
      autoScaling: blueprint.autoScaling,
    },
    properties,
    snapshotsEnabled,
    snapshotMode: 'APPLICATION_SNAPSHOTS_LEGACY',
    rollbackEnabled: false,
    vpc: blueprint.vpc ? [vpcOf(keyOf(key, 'vpc'))] : [],
    logging: [
      {
        id: '1.1',
        logStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:/aws/kinesis-analytics/${name}:log-stream:kinesis-analytics-log-stream`,
      },
    ],
    encryption: { keyType: 'AWS_OWNED_KEY', keyId: null },
    run: runSettings({}, snapshotsEnabled),
    notebook:
      blueprint.mode === 'INTERACTIVE'
        ? { logLevel: blueprint.logLevel, catalogueArn: null, deployBucketArn: null, deployPath: null, artifacts: [] }
        : null,
  };
}

const vpcOf = (key: number): ApplicationSettings['vpc'][number] => ({
  id: '2.1',
  vpcId: `vpc-0${hexDigits(key, 16)}`,
  subnetIds: ['a', 'b', 'c'].map((zone) => `subnet-0${hexDigits(keyOf(key, zone), 16)}`),
  securityGroupIds: [`sg-0${hexDigits(keyOf(key, 'group'), 16)}`],
});

/** What a start or an update does not say: the newest snapshot, if snapshots are taken; state that fits nowhere is an error. */
export const runSettings = (asked: Partial<RunSettings>, snapshotsEnabled: boolean): RunSettings => ({
  restore: snapshotsEnabled ? 'RESTORE_FROM_LATEST_SNAPSHOT' : 'SKIP_RESTORE_FROM_SNAPSHOT',
  snapshot: null,
  snapshotArn: null,
  allowNonRestoredState: false,
  ...asked,
});
