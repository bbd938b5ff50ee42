import { failed, ok } from '../../../model/sourceError.ts';
import type { Millis } from '../../../units/units.ts';
import type { Answer, ApplicationRequest } from '../../requests.ts';
import { nextMaintenance } from '../lifecycle/maintenance.ts';
import type { ApplicationRuntime } from '../runtime.ts';
import type { Place } from '../views.ts';
import { refuse, statusRefusal } from './allowed.ts';
import { rollBack, start, stop, update } from './changeRequests.ts';
import { TAGS } from './quotas.ts';
import { createSnapshot, deleteSnapshot } from '../snapshots/snapshotRequests.ts';
import { beginChange } from '../lifecycle/beginChange.ts';

type Of<K extends ApplicationRequest['kind']> = Extract<ApplicationRequest, { kind: K }>;

const DONE: Answer = ok({ operation: null });

/** Decides about a request to an application that there is, and begins what it asks for. */
export function answerRequest(
  application: ApplicationRuntime,
  request: Exclude<ApplicationRequest, { kind: 'create' }>,
  at: Millis,
  place: Place,
): Answer {
  const refusal = statusRefusal(application, request.kind === 'stop' && request.force ? 'force-stop' : request.kind);
  if (refusal !== null) return failed(refusal);
  switch (request.kind) {
    case 'start':
      return start(application, request, at, place);
    case 'stop':
      return stop(application, request, at, place);
    case 'update':
      return update(application, request, at, place);
    case 'rollback':
      return rollBack(application, request, at, place);
    case 'delete':
      return remove(application, request, at, place);
    case 'create-snapshot':
      return createSnapshot(application, request, at);
    case 'delete-snapshot':
      return deleteSnapshot(application, request);
    case 'tag':
      return tag(application, request);
    case 'untag':
      return untag(application, request);
    case 'maintenance-window':
      application.maintenanceFrom = request.from;
      application.nextMaintenance = nextMaintenance(application.key, request.from, at);
      return DONE;
  }
}

function remove(application: ApplicationRuntime, { created }: Of<'delete'>, at: Millis, place: Place): Answer {
  if (Math.abs(application.created - created) >= 1000)
    return refuse(
      'InvalidArgumentException',
      `Application ${application.view.arn} was created at another time than ${new Date(created).toISOString()}.`,
    );
  beginChange(application, at, place, { status: 'DELETING', operation: null });
  return DONE;
}

function tag(application: ApplicationRuntime, { tags }: Of<'tag'>): Answer {
  const all = { ...application.tags, ...tags };
  if (Object.keys(all).length > TAGS)
    return refuse('TooManyTagsException', `Application ${application.view.arn} would have more than ${TAGS} tags.`);
  application.tags = all;
  return DONE;
}

function untag(application: ApplicationRuntime, { keys }: Of<'untag'>): Answer {
  application.tags = Object.fromEntries(Object.entries(application.tags).filter(([key]) => !keys.includes(key)));
  return DONE;
}
