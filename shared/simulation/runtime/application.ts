import type { ApplicationStatus } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';
import { DAY, MINUTE, millis } from '../../units/units.ts';
import type { Blueprint } from '../blueprint.ts';
import { rateOf } from '../flow/runtime.ts';
import { arrive, buildSource } from '../flow/sources.ts';
import { throttled } from '../logs/messages.ts';
import { between, keyOf, uniform } from '../random.ts';
import { createStrain } from '../strain.ts';
import type { Command, FaultSpec, ScenarioEvent } from '../types.ts';
import { STEP } from '../types.ts';
import { applyFaults, sinkOf } from './faults.ts';
import { failJob, note, retryJob, runJob, settleJob, stepJob, submitJob } from './jobs.ts';
import { advanceChange, beginChange, machinesFor } from './lifecycle.ts';
import { loadMachines } from './machines.ts';
import type { ApplicationRuntime } from './runtime.ts';
import { stackTrace } from '../logs/stackTraces.ts';
import type { Place } from './views.ts';
import { viewApplication } from './views.ts';

/** An application as it was when the history begins: running for days, or not yet started. */
export function buildApplication(
  name: string,
  blueprint: Blueprint,
  { seed, begin, running }: { readonly seed: number; readonly begin: Millis; readonly running: boolean },
  place: Place,
): ApplicationRuntime {
  const key = keyOf(seed, 'application', name);
  const age = (20 + uniform(key, 1) * 300) * DAY;
  const application: ApplicationRuntime = {
    name,
    blueprint,
    key,
    get view() {
      return view;
    },
    sources: new Map(blueprint.sources.map((each) => [each.id, buildSource(each, key)])),
    log: { entries: [], level: blueprint.logLevel },
    status: 'READY',
    versionId: between(key, 2, 3, 40),
    created: millis(begin - age),
    updated: millis(begin - age * 0.3 * uniform(key, 3)),
    currentParallelism: blueprint.parallelism,
    machines: [],
    jobs: [],
    pending: null,
    faults: [],
    strain: createStrain(),
    submissions: 0,
  };
  const view = viewApplication(() => application, place);
  if (running) startBefore(application, begin, place);
  return application;
}

/** The job was submitted some days before the history. */
function startBefore(application: ApplicationRuntime, begin: Millis, place: Place): void {
  const since = millis(begin - (0.4 + 6 * uniform(application.key, 4)) * DAY);
  application.status = 'RUNNING';
  application.machines = machinesFor(application);
  application.jobs = application.blueprint.jobs.map((each) => submitJob(application, each, since, place));
  for (const job of application.jobs) {
    runJob(application, job, since);
    const { interval, enabled } = application.blueprint.checkpointing;
    const taken = enabled ? Math.floor((begin - since) / interval) : 0;
    job.checkpoints.completed = taken;
    job.checkpoints.nextId = taken + 1;
    job.checkpoints.nextTrigger = enabled ? millis(begin + 1 + uniform(job.key, 9) * interval) : job.checkpoints.nextTrigger;
    settleJob(job, application.sources);
  }
  application.log.entries.length = 0;
}

/** One step, from `from` to a step later. */
export function stepApplication(application: ApplicationRuntime, from: Millis, place: Place): void {
  advanceChange(application, from, place);
  const ended = application.faults.filter(({ until }) => until !== null && until <= from);
  if (ended.length > 0) application.faults = application.faults.filter((each) => !ended.includes(each));
  if (application.faults.length > 0 || ended.length > 0) applyFaults(application);
  for (const source of application.sources.values()) arrive(source, from);
  for (const job of application.jobs) {
    retryJob(application, job, from);
    if (job.state === 'RUNNING') stepJob(application, job, from);
  }
  if (application.machines.length > 0) {
    loadMachines(
      application.machines,
      application.jobs.map(({ flow }) => flow),
      from / STEP,
    );
  }
  complain(application, from);
}

/** A throttled sink says so once in a while. */
function complain(application: ApplicationRuntime, from: Millis): void {
  const [job] = application.jobs;
  if (job === undefined || job.state !== 'RUNNING') return;
  if (!application.faults.some(({ spec }) => spec.kind === 'slow-sink') || uniform(application.key, from / STEP) > 0.35) return;
  const sink = sinkOf(job.flow);
  const target = sink?.blueprint.operators.find((operator) => operator.target !== null)?.target;
  if (sink === undefined || target === undefined || target === null) return;
  const refused = Math.max(1, Math.round(rateOf(sink) * 0.03 * (0.5 + uniform(application.key, from / STEP + 1))));
  note(application, millis(from + uniform(application.key, from / STEP + 2) * STEP), throttled(target, refused));
}

export function obey(application: ApplicationRuntime, command: Command, at: Millis): void {
  switch (command.kind) {
    case 'fault-on':
      return switchOn(application, command.fault, at);
    case 'fault-off':
      application.faults = application.faults.filter(({ spec }) => spec.id !== command.id);
      return applyFaults(application);
  }
}

/** The same id again replaces the fault. */
function switchOn(application: ApplicationRuntime, spec: FaultSpec, at: Millis): void {
  const others = application.faults.filter((each) => each.spec.id !== spec.id);
  application.faults = [...others, { spec, until: spec.duration === null ? null : millis(at + spec.duration), load: null }];
}

export function happen(application: ApplicationRuntime, kind: ScenarioEvent['kind'], at: Millis, place: Place): void {
  if (application.status !== 'RUNNING') return;
  const [job] = application.jobs;
  switch (kind) {
    case 'restart':
      if (job !== undefined && job.state === 'RUNNING')
        failJob(application, job, at, stackTrace(application.blueprint, uniform(job.key, at / STEP)));
      return;
    case 'update':
      return beginChange(application, 'UPDATING', at, place);
    case 'maintenance':
      return beginChange(application, 'MAINTENANCE', at, place);
    case 'autoscale':
      return beginChange(application, 'AUTOSCALING', at, place);
    case 'stop':
      return beginChange(application, 'STOPPING', at, place);
  }
}

/** The status that a scenario wants at the world's start begins shortly before it. */
export function assume(application: ApplicationRuntime, status: ApplicationStatus, at: Millis, place: Place): void {
  if (status !== 'RUNNING' && status !== application.status) beginChange(application, status, at, place);
}

/** When that is: a stopped application stopped hours before, the others have just begun to change. */
export const leadOf = (status: ApplicationStatus, key: number): Millis =>
  status === 'READY' ? millis((90 + 80 * uniform(key, 11)) * MINUTE) : STEP;
