import { ok } from '../../../model/sourceError.ts';
import type { Millis } from '../../../units/units.ts';
import type { Answer, ApplicationRequest } from '../../requests.ts';
import type { ApplicationRuntime } from '../runtime.ts';
import { refuse } from '../control/allowed.ts';
import { downtime, isDown } from '../control/changeRequests.ts';
import { SNAPSHOTS } from '../control/quotas.ts';
import { addSnapshot, amendSnapshot, findSnapshot } from './snapshotRecords.ts';

type Of<K extends ApplicationRequest['kind']> = Extract<ApplicationRequest, { kind: K }>;

const DONE: Answer = ok({ operation: null });

/** Taken while the job runs on; the service's own snapshots are taken beyond the limit too (guide p. 49). */
export function createSnapshot(
  application: ApplicationRuntime,
  { snapshot }: Pick<Of<'create-snapshot'>, 'snapshot'>,
  at: Millis,
): Answer {
  const { view, settings, snapshots, mode } = application;
  if (mode === 'INTERACTIVE')
    return refuse('UnsupportedOperationException', `Application ${view.arn} is a Studio notebook: it has no snapshots.`);
  // Enhanced ones are taken whether or not the service takes its own.
  if (!settings.snapshotsEnabled && settings.snapshotMode === 'APPLICATION_SNAPSHOTS_LEGACY')
    return refuse('InvalidApplicationConfigurationException', `Snapshots are not enabled for application ${view.arn}.`);
  if (findSnapshot(application, snapshot) !== undefined)
    return refuse('ResourceInUseException', `Snapshot ${snapshot} of application ${view.arn} exists already.`);
  if (snapshots.length >= SNAPSHOTS)
    return refuse(
      'LimitExceededException',
      `Application ${view.arn} has ${snapshots.length} snapshots: ${SNAPSHOTS} are the limit.`,
    );
  if (isDown(application)) return refuse('InvalidApplicationConfigurationException', downtime(application));
  addSnapshot(application, snapshot, at);
  return DONE;
}

/** Name and time of creation have to fit, so that nobody deletes a snapshot that they have not seen. */
export function deleteSnapshot(application: ApplicationRuntime, { snapshot, created }: Of<'delete-snapshot'>): Answer {
  const found = findSnapshot(application, snapshot);
  if (found === undefined)
    return refuse('ResourceNotFoundException', `Snapshot ${snapshot} of application ${application.view.arn} does not exist.`);
  if (Math.abs(found.created - created) >= 1000)
    return refuse(
      'InvalidArgumentException',
      `Snapshot ${snapshot} was created at another time than ${new Date(created).toISOString()}.`,
    );
  if (found.status === 'CREATING')
    return refuse('ResourceInUseException', `Snapshot ${snapshot} is being created: it can be deleted afterwards.`);
  amendSnapshot(application, snapshot, { status: 'DELETING' });
  return DONE;
}
