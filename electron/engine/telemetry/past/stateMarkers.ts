import type { KeptRecord } from '../../../history/history.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { KeptState, shaped } from '../keptShapes.ts';

/** What a status that an application comes to says about what happens to it. */
const STATUSES: Partial<Record<ApplicationStatus, readonly [Marker['kind'], string]>> = {
  STARTING: ['start', 'Starting'],
  STOPPING: ['stop', 'Stopping'],
  FORCE_STOPPING: ['stop', 'Stopping by force'],
  UPDATING: ['deploy', 'Updating'],
  ROLLING_BACK: ['deploy', 'Rolling back'],
  ROLLED_BACK: ['deploy', 'Rolled back'],
  AUTOSCALING: ['scale', 'Scaling by itself'],
  MAINTENANCE: ['maintenance', 'Maintenance'],
};

interface Open {
  readonly marker: Marker;
  readonly status: ApplicationStatus;
}

/** What changes of state tell of each application, from records that are in order within each; changes before `from` are only known, not told. */
export function stateMarkers(records: readonly KeptRecord[], from: Millis): Marker[] {
  const before = new Map<string, KeptState>();
  const open = new Map<string, Open>();
  const found: Marker[] = [];
  const close = (application: string, at: Millis): void => {
    const lasting = open.get(application);
    open.delete(application);
    if (lasting !== undefined) found[found.indexOf(lasting.marker)] = { ...lasting.marker, until: at };
  };
  for (const { connection, application, at, value } of records) {
    const state = shaped(KeptState, value);
    if (state === null) continue;
    const last = before.get(application);
    before.set(application, state);
    if (last === undefined || at < from) continue;
    const status = state.listed?.status;
    const ref = { connection, id: application };
    if (status !== last.listed?.status) {
      close(application, at);
      const [kind, text] = (status === undefined ? undefined : STATUSES[status]) ?? [];
      if (status !== undefined && kind !== undefined && text !== undefined) {
        const marker: Marker = { ref, at, until: null, kind, text };
        found.push(marker);
        open.set(application, { marker, status });
      }
    }
    found.push(...jobMarkers(last.job, state.job).map(([kind, text]): Marker => ({ ref, at, until: null, kind, text })));
  }
  return found;
}

/** What changed of the same job: it restarted, failed, or came to its end. Another job is another start, whose status tells of it. */
function jobMarkers(before: KeptState['job'], now: KeptState['job']): (readonly [Marker['kind'], string])[] {
  if (before === null || now === null || before.id !== now.id) return [];
  const restarts = (now.restarts ?? 0) - (before.restarts ?? 0);
  if (restarts > 0) return [['restart', restarts === 1 ? 'Restarted' : `Restarted ${restarts} times`]];
  if (now.state === before.state) return [];
  if (now.state === 'FAILED' || now.state === 'FAILING') return [['failure', 'The job failed']];
  if (now.state === 'FINISHED' || now.state === 'CANCELED') return [['stop', `The job is ${now.state}`]];
  return [];
}
