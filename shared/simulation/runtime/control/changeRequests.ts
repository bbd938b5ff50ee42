import { ok } from '../../../model/sourceError.ts';
import type { Millis } from '../../../units/units.ts';
import type { Answer, ApplicationRequest, ExpectedVersion, Refusal } from '../../requests.ts';
import type { ApplicationSettings } from '../../settings.ts';
import { beginChange } from '../lifecycle/beginChange.ts';
import { beginRollback } from '../lifecycle/beginRollback.ts';
import type { ApplicationRuntime, StateSource } from '../runtime.ts';
import type { Place } from '../views.ts';
import { refuse } from './allowed.ts';
import { flinkVersion } from './flinkVersion.ts';
import { runSettings } from './initialSettings.ts';
import { beginOperation } from './operations.ts';
import { parallelismLimit } from './quotas.ts';
import { findSnapshot, latestSnapshot } from '../snapshots/snapshotRecords.ts';
import { amendVersion, rollbackTarget, updateVersion } from './versions.ts';

type Of<K extends ApplicationRequest['kind']> = Extract<ApplicationRequest, { kind: K }>;

export function start(application: ApplicationRuntime, { run }: Of<'start'>, at: Millis, place: Place): Answer {
  const settings = { ...application.settings, run: runSettings(run, application.settings.snapshotsEnabled) };
  const refusal = snapshotRefusal(application, settings);
  if (refusal !== null) return { ok: false, error: refusal };
  amendVersion(application, settings);
  const operation = beginOperation(application, 'StartApplication', at);
  const { parallelism } = settings.parallelism;
  beginChange(application, at, place, { status: 'STARTING', operation, parallelism, state: storedState(application, settings) });
  return ok({ operation });
}

/** Without force the state is saved before. */
export function stop(application: ApplicationRuntime, { force }: Of<'stop'>, at: Millis, place: Place): Answer {
  const saves = !force && takesSnapshots(application, application.settings);
  if (saves && isDown(application)) return refuse('InvalidApplicationConfigurationException', downtime(application));
  const operation = beginOperation(application, 'StopApplication', at);
  beginChange(application, at, place, { status: force ? 'FORCE_STOPPING' : 'STOPPING', operation, saves });
  return ok({ operation });
}

export function update(application: ApplicationRuntime, request: Of<'update'>, at: Millis, place: Place): Answer {
  const { view, versionId } = application;
  const said = request.settings.run === application.settings.run ? {} : request.settings.run;
  const settings = { ...request.settings, run: runSettings(said, request.settings.snapshotsEnabled) };
  const refusal =
    versionRefusal(application, request.version) ??
    limitRefusal(settings, view.arn) ??
    runtimeRefusal(application, settings) ??
    snapshotRefusal(application, settings);
  if (refusal !== null) return { ok: false, error: refusal };
  const running = application.status === 'RUNNING';
  // Asked for with snapshots switched off, it is the way out for a job that is down.
  const saves = running && takesSnapshots(application, settings);
  if (saves && isDown(application)) return refuse('InvalidApplicationConfigurationException', downtime(application));
  const parallelism = parallelismAfter(application, settings);
  const operation = beginOperation(application, request.operation, at, { to: versionId + 1 });
  updateVersion(application, settings, at);
  beginChange(application, at, place, {
    status: 'UPDATING',
    operation,
    saves,
    parallelism,
    ...(settings.run.restore === 'RESTORE_FROM_LATEST_SNAPSHOT' ? {} : { state: storedState(application, settings) }),
  });
  return ok({ operation });
}

/** What automatic scaling has made of it stays, unless the owner changes what they had configured or switches it off. */
export function parallelismAfter(
  { settings: before, currentParallelism }: ApplicationRuntime,
  { parallelism }: ApplicationSettings,
): number {
  const kept = parallelism.autoScaling && parallelism.parallelism === before.parallelism.parallelism;
  return kept ? Math.min(currentParallelism, parallelismLimit(parallelism.perKpu)) : parallelism.parallelism;
}

export function rollBack(application: ApplicationRuntime, { version }: Of<'rollback'>, at: Millis, place: Place): Answer {
  const { change, view, currentParallelism } = application;
  const refusal = versionRefusal(application, { id: version });
  if (refusal !== null) return { ok: false, error: refusal };
  const target = rollbackTarget(application);
  if (target === undefined || change?.to === 'READY')
    return refuse(
      'InvalidRequestException',
      `Application ${view.arn} has no earlier version that has run: nothing to roll back to.`,
    );
  const snapshot = latestSnapshot(application, target.settings.runtimeEnvironment);
  if (snapshot === undefined)
    return refuse('InvalidRequestException', `Application ${view.arn} has no snapshot: it cannot be rolled back.`);
  const before = change?.before ?? currentParallelism;
  return ok({ operation: beginRollback(application, target, snapshot.name, { before, rollbackOf: null }, at, place) });
}

function versionRefusal({ view, versionId }: ApplicationRuntime, expected: ExpectedVersion): Refusal | null {
  if ('id' in expected ? expected.id === versionId : expected.token === view.conditionalToken) return null;
  return {
    kind: 'ConcurrentModificationException',
    message:
      'id' in expected
        ? `Application ${view.arn} is at version ${versionId}, not ${expected.id}: it was changed meanwhile.`
        : `The ConditionalToken is not that of version ${versionId} of application ${view.arn}: it was changed meanwhile.`,
  };
}

/** What an application may have at most. */
export function limitRefusal({ parallelism }: ApplicationSettings, arn: string): Refusal | null {
  const limit = parallelismLimit(parallelism.perKpu);
  if (parallelism.parallelism <= limit) return null;
  return {
    kind: 'LimitExceededException',
    message:
      `Application ${arn} may have a parallelism of ${limit} with ${parallelism.perKpu} per KPU: 64 KPUs and a parallelism of 256 ` +
      'are the limits of an account.',
  };
}

/** Flink can be changed in place, but only for a newer one; back goes a rollback. */
function runtimeRefusal({ settings: before, mode }: ApplicationRuntime, after: ApplicationSettings): Refusal | null {
  if (after.runtimeEnvironment === before.runtimeEnvironment) return null;
  if (mode === 'INTERACTIVE')
    return { kind: 'UnsupportedOperationException', message: 'The runtime environment of a Studio notebook cannot be changed.' };
  if (isNewer(flinkVersion(after.runtimeEnvironment), flinkVersion(before.runtimeEnvironment))) return null;
  return {
    kind: 'InvalidArgumentException',
    message: `The runtime environment cannot go from ${before.runtimeEnvironment} to ${after.runtimeEnvironment}: roll back to the version before.`,
  };
}

function isNewer(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [beforeMajor = 0, beforeMinor = 0] = than.split('.').map(Number);
  return major > beforeMajor || (major === beforeMajor && minor > beforeMinor);
}

/** A snapshot that is asked for by name has to be there. */
function snapshotRefusal(application: ApplicationRuntime, { run }: ApplicationSettings): Refusal | null {
  if (run.restore !== 'RESTORE_FROM_CUSTOM_SNAPSHOT' || run.snapshot === null) return null;
  const snapshot = findSnapshot(application, run.snapshot);
  if (snapshot?.status === 'READY') return null;
  return snapshot === undefined
    ? {
        kind: 'ResourceNotFoundException',
        message: `Snapshot ${run.snapshot} of application ${application.view.arn} does not exist.`,
      }
    : { kind: 'ResourceInUseException', message: `Snapshot ${run.snapshot} is ${snapshot.status}: it has to be READY.` };
}

/** The snapshot that a job begins from which is not that of its own change. */
function storedState(application: ApplicationRuntime, { run }: ApplicationSettings): StateSource {
  switch (run.restore) {
    case 'SKIP_RESTORE_FROM_SNAPSHOT':
      return { kind: 'none' };
    case 'RESTORE_FROM_CUSTOM_SNAPSHOT':
      return run.snapshot === null ? { kind: 'none' } : { kind: 'snapshot', name: run.snapshot };
    case 'RESTORE_FROM_LATEST_SNAPSHOT': {
      const latest = application.snapshots.find(({ status }) => status === 'READY');
      return latest === undefined ? { kind: 'none' } : { kind: 'snapshot', name: latest.name };
    }
  }
}

/** A notebook has no snapshots, whatever its settings say. */
export const takesSnapshots = ({ mode }: ApplicationRuntime, { snapshotsEnabled }: ApplicationSettings): boolean =>
  mode === 'STREAMING' && snapshotsEnabled;

/** A failed or restarting job has no state that could be saved. */
export const isDown = ({ jobs }: ApplicationRuntime): boolean => jobs.some(({ state }) => state !== 'RUNNING');

/** The service's own words (guide p. 626). */
export const downtime = ({ view }: ApplicationRuntime): string =>
  `Failed to take snapshot for the application ${view.arn} at this moment. The application is currently experiencing downtime. ` +
  "Please check the application's CloudWatch metrics or CloudWatch logs for any possible errors and retry the request. You can also " +
  'retry the request after disabling the snapshots in the Managed Service for Apache Flink console or by updating the ' +
  'ApplicationSnapshotConfiguration through the AWS SDK.';
