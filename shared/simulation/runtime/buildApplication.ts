import type { Millis } from '../../units/units.ts';
import { DAY, millis } from '../../units/units.ts';
import type { Blueprint } from '../blueprint.ts';
import { buildSource } from '../flow/sources.ts';
import { between, keyOf, uniform } from '../random.ts';
import type { ApplicationRequest } from '../requests.ts';
import type { ApplicationSettings } from '../settings.ts';
import { createStrain } from '../strain.ts';
import { initialSettings } from './control/initialSettings.ts';
import { beginOperation, endOperation } from './control/operations.ts';
import { chooseProgram } from './control/programs.ts';
import { saveState } from './snapshots/savedState.ts';
import { addReadySnapshot } from './snapshots/snapshotRecords.ts';
import { earlierVersions } from './control/versions.ts';
import { runJob, settleJob, submitJob } from './jobs.ts';
import { supply } from './lifecycle/jobsOfChange.ts';
import { hireMachines } from './machinesFor.ts';
import { nextMaintenance } from './lifecycle/maintenance.ts';
import { windowStart } from './region.ts';
import type { ApplicationRuntime } from './runtime.ts';
import { NO_RUN } from './scaling/autoscaling.ts';
import type { Place } from './views.ts';
import { viewApplication } from './views.ts';

/** A scenario's application as it was when the history begins: running for days, or not yet started. */
export function buildApplication(
  name: string,
  blueprint: Blueprint,
  { seed, begin, running }: { readonly seed: number; readonly begin: Millis; readonly running: boolean },
  place: Place,
): ApplicationRuntime {
  const key = keyOf(seed, 'application', name);
  const age = (20 + uniform(key, 1) * 300) * DAY;
  const application = emptyApplication(
    { name, key, blueprint, settings: initialSettings(name, blueprint, key, place), at: begin },
    place,
  );
  application.versionId = between(key, 2, 3, 40);
  application.created = millis(begin - age);
  application.updated = millis(begin - age * 0.3 * uniform(key, 3));
  application.versions = earlierVersions(application, running);
  if (running) startBefore(application, begin, place);
  return application;
}

/** One that an owner creates. */
export function createApplication(
  { name, mode, settings, tags }: Extract<ApplicationRequest, { kind: 'create' }>,
  seed: number,
  at: Millis,
  place: Place,
): ApplicationRuntime {
  // The same name again is another application.
  const key = keyOf(seed, 'application', name, place.region, at);
  const blueprint = chooseProgram(mode, settings.code.fileKey, name);
  const application = emptyApplication({ name, key, blueprint, settings, at }, place);
  application.tags = tags;
  application.versions = earlierVersions(application, false);
  return application;
}

interface Given {
  readonly name: string;
  readonly key: number;
  readonly blueprint: Blueprint;
  readonly settings: ApplicationSettings;
  readonly at: Millis;
}

function emptyApplication({ name, key, blueprint, settings, at }: Given, place: Place): ApplicationRuntime {
  const maintenanceFrom = windowStart(place.region);
  const application: ApplicationRuntime = {
    name,
    mode: blueprint.mode,
    key,
    get view() {
      return view;
    },
    log: { entries: [], level: settings.monitoring.logLevel },
    blueprint,
    sources: new Map(blueprint.sources.map((each) => [each.id, buildSource(each, key)])),
    settings,
    tags: {},
    versions: [],
    operations: [],
    snapshots: [],
    status: 'READY',
    since: at,
    versionId: 1,
    created: at,
    updated: at,
    currentParallelism: settings.parallelism.parallelism,
    machines: [],
    jobs: [],
    change: null,
    cpuRun: NO_RUN,
    maintenanceFrom,
    nextMaintenance: nextMaintenance(key, maintenanceFrom, at),
    faults: [],
    strain: createStrain(),
    calm: true,
    submissions: 0,
    begun: 0,
    hired: 0,
    saved: 0,
    gone: false,
  };
  const view = viewApplication(() => application, place);
  return application;
}

/** The job was submitted some days before the history. */
function startBefore(application: ApplicationRuntime, begin: Millis, place: Place): void {
  const since = millis(begin - (0.4 + 6 * uniform(application.key, 4)) * DAY);
  application.status = 'RUNNING';
  application.since = since;
  endOperation(application, beginOperation(application, 'StartApplication', millis(since - 150_000)), since, {
    status: 'SUCCESSFUL',
  });
  hireMachines(application);
  for (const source of application.sources.values()) supply(source);
  application.jobs = application.blueprint.jobs.map((each) => submitJob(application, each, since, place));
  for (const job of application.jobs) {
    runJob(application, job, since);
    const { interval, enabled } = application.settings.checkpointing;
    const taken = enabled ? Math.floor((begin - since) / interval) : 0;
    job.checkpoints.completed = taken;
    job.checkpoints.nextId = taken + 1;
    job.checkpoints.nextTrigger = enabled ? millis(begin + 1 + uniform(job.key, 9) * interval) : job.checkpoints.nextTrigger;
    settleJob(job, application.sources);
    job.begins = saveState(job.flow, application.sources);
  }
  snapshotsBefore(application);
  application.log.entries.length = 0;
}

/** So many updates before the history have left a snapshot that nobody has deleted since. */
const UPDATES = 4;

function snapshotsBefore(application: ApplicationRuntime): void {
  const [job] = application.jobs;
  if (job === undefined || !application.settings.snapshotsEnabled) return;
  const { versions } = application;
  for (let i = Math.min(UPDATES, versions.length - 1); i > 0; i--) {
    addReadySnapshot(application, job.begins, versions[i - 1]?.created ?? application.created, versions[i]);
  }
}
