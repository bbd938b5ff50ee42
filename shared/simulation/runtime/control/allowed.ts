import type { ApplicationStatus } from '../../../model/application.ts';
import { failed } from '../../../model/sourceError.ts';
import type { Answer, ApplicationRequest, Refusal } from '../../requests.ts';
import type { ApplicationRuntime } from '../runtime.ts';

type Action = Exclude<ApplicationRequest['kind'], 'create' | 'stop'> | 'stop' | 'force-stop';

const TAGGING: readonly ApplicationStatus[] = [
  'READY',
  'STARTING',
  'RUNNING',
  'UPDATING',
  'STOPPING',
  'FORCE_STOPPING',
  'ROLLING_BACK',
  'MAINTENANCE',
];

/** In which statuses the service does what is asked (guide pp. 12, 57, 62, 623–626). */
const allowed: Readonly<Record<Action, readonly ApplicationStatus[]>> = {
  start: ['READY'],
  stop: ['RUNNING'],
  'force-stop': ['STARTING', 'RUNNING', 'UPDATING', 'AUTOSCALING', 'STOPPING'],
  update: ['READY', 'RUNNING'],
  rollback: ['RUNNING', 'UPDATING', 'AUTOSCALING'],
  delete: ['READY', 'RUNNING'],
  'create-snapshot': ['RUNNING'],
  'delete-snapshot': ['READY', 'STARTING', 'RUNNING'],
  tag: TAGGING,
  untag: TAGGING,
  'maintenance-window': ['READY', 'RUNNING'],
};

const names: Readonly<Record<Action, string>> = {
  start: 'StartApplication',
  stop: 'StopApplication',
  'force-stop': 'StopApplication with Force',
  update: 'UpdateApplication',
  rollback: 'RollbackApplication',
  delete: 'DeleteApplication',
  'create-snapshot': 'CreateApplicationSnapshot',
  'delete-snapshot': 'DeleteApplicationSnapshot',
  tag: 'TagResource',
  untag: 'UntagResource',
  'maintenance-window': 'UpdateApplicationMaintenanceConfiguration',
};

/** Null when the application's status lets it be done. */
export function statusRefusal({ view, status }: ApplicationRuntime, action: Action): Refusal | null {
  if (allowed[action].includes(status)) return null;
  return {
    kind: 'ResourceInUseException',
    message: `Application ${view.arn} is ${status}: ${names[action]} needs it to be ${listed(allowed[action])}.`,
  };
}

export const refuse = (kind: Refusal['kind'], message: string): Answer => failed({ kind, message });

const listed = (statuses: readonly string[]): string =>
  statuses.length === 1 ? String(statuses[0]) : `${statuses.slice(0, -1).join(', ')} or ${statuses.at(-1)}`;
