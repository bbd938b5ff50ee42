import { describe, expect, it } from 'vitest';
import { millis } from '#shared/units/units.ts';
import type { Conversation } from '../support/conversation.ts';
import { application, managed, ROLE, SERVICE } from './managedService.ts';

const STEP = millis(20_000);
const location = (KeyPrefix: string) => ({ BucketARN: 'arn:aws:s3:::peer-snapshots', KeyPrefix });

/** Snapshots that belong to an application, and those that stand by themselves. */
export function snapshots(talk: Conversation): void {
  describe('snapshots of an application', () => {
    const { good, refused, reaches } = managed(talk, 'peer-snapshots');
    const described = async (SnapshotName: string) =>
      (await good('DescribeApplicationSnapshot', { SnapshotName }))['SnapshotDetails'] as Snapshot;

    it('are taken, listed and deleted', async () => {
      await good('CreateApplication', application());
      await good('StartApplication');
      await reaches('RUNNING');
      await good('CreateApplicationSnapshot', { SnapshotName: 'one' });
      await refused('CreateApplicationSnapshot', { SnapshotName: 'one' }, 'ResourceInUseException');
      await refused('CreateApplicationSnapshot', { SnapshotName: 'no spaces' }, 'ValidationException');
      await talk.until(async () => (await described('one')).SnapshotStatus, 'READY', STEP);
      const { SnapshotSummaries } = await good('ListApplicationSnapshots');
      expect(SnapshotSummaries).toEqual([await described('one')]);
      await refused('DescribeApplicationSnapshot', { SnapshotName: 'none' }, 'ResourceNotFoundException');
      await refused('ListApplicationSnapshots', { Limit: 51 }, 'ValidationException');
      const SnapshotCreationTimestamp = Date.parse((await described('one')).SnapshotCreationTimestamp) / 1000;
      const gone = { SnapshotName: 'none', SnapshotCreationTimestamp };
      await refused('DeleteApplicationSnapshot', gone, 'ResourceNotFoundException');
      await good('DeleteApplicationSnapshot', { SnapshotName: 'one', SnapshotCreationTimestamp });
    });

    it('are what it starts from', async () => {
      await good('CreateApplicationSnapshot', { SnapshotName: 'two' });
      await talk.until(async () => (await described('two')).SnapshotStatus, 'READY', STEP);
      await good('StopApplication');
      await reaches('READY');
      const from = (SnapshotName: string) => ({
        RunConfiguration: {
          ApplicationRestoreConfiguration: { ApplicationRestoreType: 'RESTORE_FROM_CUSTOM_SNAPSHOT', SnapshotName },
        },
      });
      await refused('StartApplication', from('none'), 'ResourceNotFoundException');
      await good('StartApplication', from('two'));
      await reaches('RUNNING');
    });
  });

  describe('snapshots that stand by themselves', () => {
    const { good, refused, reaches } = managed(talk, 'peer-enhanced');
    const ask = (operation: string, input: object) => talk.good(SERVICE, operation, input);
    const denied = (operation: string, input: object, code: string) => talk.refused(SERVICE, operation, input, code);
    const described = async (SnapshotName: string) =>
      (await ask('DescribeSnapshot', { SnapshotName }))['SnapshotInfoDetails'] as Snapshot;
    const isReady = (name: string) => talk.until(async () => (await described(name)).SnapshotStatus, 'READY', STEP);

    it('are taken of a running application in their mode', async () => {
      const plain = application() as { ApplicationConfiguration: object };
      await good('CreateApplication', {
        ...plain,
        RuntimeEnvironment: 'FLINK-2_2',
        ApplicationConfiguration: {
          ...plain.ApplicationConfiguration,
          ApplicationSnapshotConfiguration: { SnapshotsEnabled: true, SnapshotMode: 'ENHANCED_SNAPSHOTS' },
        },
      });
      await refused('CreateSnapshot', { SnapshotName: 'early' }, 'ResourceInUseException');
      await good('StartApplication');
      await reaches('RUNNING');
      await good('CreateSnapshot', { SnapshotName: 'peer-one', SnapshotDescription: 'by a peer' });
      await refused('CreateSnapshot', { SnapshotName: 'no spaces' }, 'ValidationException');
      await isReady('peer-one');
      expect((await ask('ListSnapshots', { SnapshotInitiator: 'USER' }))['SnapshotInfoList']).toHaveLength(1);
      await denied('ListSnapshots', { SnapshotStatus: 'GONE' }, 'ValidationException');
      await denied('DescribeSnapshot', { SnapshotName: 'none' }, 'ResourceNotFoundException');
    });

    it('are exported and imported', async () => {
      const { SnapshotOperationId } = await ask('ExportSnapshot', {
        SnapshotName: 'peer-one',
        ExportDestinationConfiguration: {
          DestinationType: 'S3',
          ExportRoleArn: ROLE,
          DestinationS3PrefixLocation: location('exported'),
        },
      });
      const operation = { SnapshotName: 'peer-one', SnapshotOperationId };
      const status = async () => {
        const details = (await ask('DescribeSnapshotOperation', operation))['SnapshotOperationInfoDetails'];
        return (details as { SnapshotOperationStatus: string }).SnapshotOperationStatus;
      };
      await talk.until(status, 'SUCCESSFUL', STEP);
      await ask('ImportSnapshot', {
        SnapshotName: 'peer-two',
        ImportSourceConfiguration: { SourceType: 'S3', ImportRoleArn: ROLE, SourceS3PrefixLocation: location('exported') },
      });
      await isReady('peer-two');
      await denied(
        'ExportSnapshot',
        {
          SnapshotName: 'none',
          ExportDestinationConfiguration: {
            DestinationType: 'S3',
            ExportRoleArn: ROLE,
            DestinationS3PrefixLocation: location('none'),
          },
        },
        'ResourceNotFoundException',
      );
      await denied('ImportSnapshot', { SnapshotName: 'peer-three' }, 'ValidationException');
      await ask('ListSnapshotOperations', { SnapshotName: 'peer-one' });
      await denied('ListSnapshotOperations', { SnapshotName: 'none' }, 'ResourceNotFoundException');
      await denied('DescribeSnapshotOperation', { ...operation, SnapshotOperationId: 'none' }, 'ResourceNotFoundException');
    });

    it('are deleted', async () => {
      const SnapshotCreationTimestamp = Date.parse((await described('peer-two')).SnapshotCreationTimestamp) / 1000;
      await denied('DeleteSnapshot', { SnapshotName: 'none', SnapshotCreationTimestamp }, 'ResourceNotFoundException');
      await ask('DeleteSnapshot', { SnapshotName: 'peer-two', SnapshotCreationTimestamp });
    });
  });
}

interface Snapshot {
  readonly SnapshotStatus: string;
  readonly SnapshotCreationTimestamp: string;
}
