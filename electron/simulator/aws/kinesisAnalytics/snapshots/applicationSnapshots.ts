import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedSnapshot } from '#shared/simulation/requests.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import { refused } from '../../awsError.ts';
import { structure, timestamp } from '../../input.ts';
import { epochSeconds, operation } from '../../service.ts';
import { findApplication, findNamed } from '../applications/findApplication.ts';
import { requestOf } from '../applications/request.ts';
import { invalidArgument } from '../arns.ts';
import { describeEncryption } from '../configuration/encryption.ts';
import { snapshotName } from '../configuration/run.ts';
import { encryptionIn, isEnhanced } from '../enhancedSnapshots/enhancedSnapshots.ts';
import { applicationName, nextToken, pageLimit } from '../names.ts';
import { LARGEST_PAGE, pageOfHistory } from '../pages.ts';

export const createApplicationSnapshot = operation(
  'CreateApplicationSnapshot',
  structure({ ApplicationName: applicationName, SnapshotName: snapshotName }, {}),
  ({ ApplicationName, SnapshotName }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const { name, arn, settings } = found.value;
    if (settings.snapshotMode === 'ENHANCED_SNAPSHOTS')
      return refused(
        'InvalidApplicationConfigurationException',
        `Application ${arn} uses the snapshot mode ENHANCED_SNAPSHOTS. Use CreateSnapshot.`,
      );
    const accepted = requestOf(context, { kind: 'create-snapshot', name, snapshot: SnapshotName });
    return accepted.ok ? ok({}) : accepted;
  },
);

export const deleteApplicationSnapshot = operation(
  'DeleteApplicationSnapshot',
  structure({ ApplicationName: applicationName, SnapshotName: snapshotName, SnapshotCreationTimestamp: timestamp }, {}),
  ({ ApplicationName, SnapshotName, SnapshotCreationTimestamp }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const named = found.value.snapshots.find(({ name }) => name === SnapshotName);
    if (named !== undefined && isEnhanced(named, found.value)) return noSnapshot(found.value, SnapshotName);
    const accepted = requestOf(context, {
      kind: 'delete-snapshot',
      name: found.value.name,
      snapshot: SnapshotName,
      created: SnapshotCreationTimestamp,
    });
    return accepted.ok ? ok({}) : accepted;
  },
);

export const describeApplicationSnapshot = operation(
  'DescribeApplicationSnapshot',
  structure({ ApplicationName: applicationName, SnapshotName: snapshotName }, {}),
  ({ ApplicationName, SnapshotName }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const snapshot = ownSnapshots(found.value).find(({ name }) => name === SnapshotName);
    return snapshot === undefined
      ? noSnapshot(found.value, SnapshotName)
      : ok({ SnapshotDetails: describeSnapshot(snapshot, found.value) });
  },
);

export const listApplicationSnapshots = operation(
  'ListApplicationSnapshots',
  structure({ ApplicationName: applicationName }, { Limit: pageLimit, NextToken: nextToken }),
  ({ ApplicationName, Limit, NextToken }, context) => {
    const found = findNamed(context, ApplicationName);
    if (!found.ok) return found;
    const page = pageOfHistory(ownSnapshots(found.value), {
      operation: 'ListApplicationSnapshots',
      filter: { ApplicationName },
      limit: Limit ?? LARGEST_PAGE,
      token: NextToken,
    });
    if (!page.ok) return invalidArgument('The NextToken is not valid.');
    return ok({
      SnapshotSummaries: page.value.items.map((each) => describeSnapshot(each, found.value)),
      NextToken: page.value.next,
    });
  },
);

const noSnapshot = ({ arn }: SimulatedApplication, name: string) =>
  refused('ResourceNotFoundException', `Application ${arn} has no snapshot ${name}.`);

/** Enhanced ones are not told of as the application's. */
const ownSnapshots = (application: SimulatedApplication): readonly SimulatedSnapshot[] =>
  application.snapshots.filter((each) => !isEnhanced(each, application));

const describeSnapshot = (snapshot: SimulatedSnapshot, application: SimulatedApplication): object => ({
  SnapshotName: snapshot.name,
  SnapshotStatus: snapshot.status,
  ApplicationVersionId: snapshot.version,
  SnapshotCreationTimestamp: epochSeconds(snapshot.created),
  RuntimeEnvironment: snapshot.runtimeEnvironment,
  ApplicationEncryptionConfigurationDescription: describeEncryption(encryptionIn(snapshot.version, application)),
});
