import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { findNamed } from '../applications/findApplication.ts';
import { requestOf } from '../applications/request.ts';
import { applicationName } from '../names.ts';
import { tags, tagsOf } from '../tags/tags.ts';
import { begunBy } from './begun.ts';
import { begin, checkNewName, enhancedSnapshots, operationIdOf, stateOf, statusOf, timeToMove } from './enhancedSnapshots.ts';
import { enhancedSnapshotName, snapshotDescription } from './shapes.ts';
import type { EnhancedSnapshot, SnapshotOperation } from './state.ts';

export const createSnapshot = operation(
  'CreateSnapshot',
  structure(
    { ApplicationName: applicationName, SnapshotName: enhancedSnapshotName },
    { SnapshotDescription: snapshotDescription, Tags: tags },
  ),
  ({ ApplicationName, SnapshotName, SnapshotDescription, Tags }, context) => {
    const found = findNamed(context, ApplicationName);
    if (!found.ok) return found;
    const { name, arn, created, versionId, settings } = found.value;
    if (settings.snapshotMode !== 'ENHANCED_SNAPSHOTS')
      return refused(
        'InvalidApplicationConfigurationException',
        `Application ${arn} does not use the snapshot mode ENHANCED_SNAPSHOTS.`,
      );
    const free = checkNewName(context, SnapshotName);
    if (!free.ok) return free;
    const own = tagsOf(Tags ?? []);
    if (!own.ok) return own;
    const isOfIt = ({ origin }: EnhancedSnapshot) => origin.kind === 'application' && origin.name === name;
    if (enhancedSnapshots(context).some((each) => isOfIt(each) && statusOf(each, context) === 'CREATING'))
      return refused('LimitExceededException', `A snapshot of application ${arn} is being created already.`);
    const accepted = requestOf(context, { kind: 'create-snapshot', name, snapshot: SnapshotName });
    if (!accepted.ok) return accepted;
    const size = stateOf(found.value);
    const saved = found.value.snapshots.find((each) => each.name === SnapshotName);
    const at = saved?.created ?? context.now;
    const snapshot: EnhancedSnapshot = {
      name: SnapshotName,
      stored: SnapshotName,
      description: SnapshotDescription ?? null,
      made: 'CreateSnapshot',
      origin: { kind: 'application', name, created, version: versionId, runtimeEnvironment: settings.runtimeEnvironment },
      created: at,
      ready: millis(at + timeToMove(size)),
      size,
      encryption: settings.encryption,
      tags: own.value,
      operations: [],
      gone: null,
    };
    const begun: SnapshotOperation = {
      id: operationIdOf('CreateSnapshot', SnapshotName, at),
      name: 'CreateSnapshot',
      started: at,
      ends: snapshot.ready,
      transfer: null,
      within: null,
    };
    begin(context, snapshot, begun);
    return ok(begunBy(begun, snapshot, context));
  },
);
