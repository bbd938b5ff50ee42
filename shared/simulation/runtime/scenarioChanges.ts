import type { ApplicationStatus } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';
import { MINUTE, millis } from '../../units/units.ts';
import { isolatedFailure } from '../logs/stackTraces.ts';
import { uniform } from '../random.ts';
import type { ApplicationSettings } from '../settings.ts';
import type { ScenarioEvent } from '../types.ts';
import { STEP } from '../types.ts';
import { isDown, parallelismAfter, takesSnapshots } from './control/changeRequests.ts';
import { beginOperation } from './control/operations.ts';
import { createSnapshot } from './snapshots/snapshotRequests.ts';
import { parallelismLimit } from './control/quotas.ts';
import { addReadySnapshot } from './snapshots/snapshotRecords.ts';
import { saveState } from './snapshots/savedState.ts';
import { amendVersion, rollbackTarget, updateVersion } from './control/versions.ts';
import { failJob } from './jobs.ts';
import { beginChange } from './lifecycle/beginChange.ts';
import { beginRollback } from './lifecycle/beginRollback.ts';
import { patch } from './lifecycle/maintenance.ts';
import type { ApplicationRuntime } from './runtime.ts';
import { beginScaling } from './scaling/scale.ts';
import type { Place } from './views.ts';

/** What a scenario has planned for an application that runs. */
export function happen(application: ApplicationRuntime, kind: ScenarioEvent['kind'], at: Millis, place: Place): void {
  if (application.status !== 'RUNNING' || isDown(application)) return;
  const [job] = application.jobs;
  switch (kind) {
    case 'restart':
      if (job?.state === 'RUNNING')
        failJob(application, job, {
          at,
          thrown: isolatedFailure(application.blueprint, uniform(job.key, at / STEP)),
          vertex: null,
          losesMachine: false,
          memory: null,
        });
      return;
    case 'update':
      return deploy(application, at, place);
    case 'maintenance':
      return patch(application, at);
    case 'autoscale':
      return double(application, at, place);
    case 'stop':
      return stop(application, at, place);
    case 'snapshot':
      createSnapshot(application, { snapshot: `scheduled-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}` }, at);
      return;
  }
}

/** The status that a scenario wants at the world's start begins shortly before it. */
export function assume(application: ApplicationRuntime, status: ApplicationStatus, at: Millis, place: Place): void {
  if (status === application.status) return;
  switch (status) {
    case 'RUNNING':
      return;
    case 'READY':
    case 'STOPPING':
      return stop(application, at, place);
    case 'STARTING': {
      const operation = beginOperation(application, 'StartApplication', at);
      return beginChange(application, at, place, { status, operation });
    }
    case 'UPDATING':
      return deploy(application, at, place);
    case 'AUTOSCALING':
      return double(application, at, place);
    case 'MAINTENANCE':
      return patch(application, at);
    case 'FORCE_STOPPING': {
      const operation = beginOperation(application, 'StopApplication', at);
      return beginChange(application, at, place, { status, operation });
    }
    case 'ROLLING_BACK':
    case 'ROLLED_BACK':
      return rollBack(application, at, place);
    case 'DELETING':
      return beginChange(application, at, place, { status, operation: null });
  }
}

/** When that is: a stopped application stopped hours before, the others have just begun to change. */
export const leadOf = (status: ApplicationStatus, key: number): Millis =>
  status === 'READY' ? millis((90 + 80 * uniform(key, 11)) * MINUTE) : STEP;

/** A new build of the same program. */
function deploy(application: ApplicationRuntime, at: Millis, place: Place): void {
  const { settings } = application;
  const md5 = settings.code.md5.slice(1) + settings.code.md5.slice(0, 1);
  reconfigure(application, { ...settings, code: { ...settings.code, md5 } }, at, place);
}

/** Its owner changes the settings; an application that runs restarts with them. */
export function reconfigure(application: ApplicationRuntime, settings: ApplicationSettings, at: Millis, place: Place): void {
  // When the service would refuse, they have been so all the time.
  const steady = application.status === 'READY' || (application.status === 'RUNNING' && !isDown(application));
  if (!steady) return amendVersion(application, settings);
  const parallelism = parallelismAfter(application, settings);
  const operation = beginOperation(application, 'UpdateApplication', at, { to: application.versionId + 1 });
  updateVersion(application, settings, at);
  beginChange(application, at, place, {
    status: 'UPDATING',
    operation,
    saves: takesSnapshots(application, settings),
    parallelism,
  });
}

function double(application: ApplicationRuntime, at: Millis, place: Place): void {
  const limit = parallelismLimit(application.settings.parallelism.perKpu);
  beginScaling(application, Math.min(2 * application.currentParallelism, limit), at, place);
}

function stop(application: ApplicationRuntime, at: Millis, place: Place): void {
  const operation = beginOperation(application, 'StopApplication', at);
  beginChange(application, at, place, {
    status: 'STOPPING',
    operation,
    saves: takesSnapshots(application, application.settings),
  });
}

/** The version that runs was found bad, shortly after a snapshot. */
function rollBack(application: ApplicationRuntime, at: Millis, place: Place): void {
  const target = rollbackTarget(application);
  const [job] = application.jobs;
  if (target === undefined || job === undefined) return;
  const snapshot = addReadySnapshot(application, saveState(job.flow, application.sources), at);
  beginRollback(application, target, snapshot, { before: application.currentParallelism, rollbackOf: null }, at, place);
}
