import type { Millis } from '../../units/units.ts';
import { beginFault, consequencesOf, strainApplication } from '../faults/befall.ts';
import { faults } from '../faults/faults.ts';
import { arrive, strainSource } from '../flow/sources.ts';
import { strainFlow } from '../flow/strained.ts';
import type { Command } from '../types.ts';
import { STEP } from '../types.ts';
import { forgetSnapshots, takeSnapshots } from './snapshots/takeSnapshots.ts';
import { failJob, note, retryJob, stepJob } from './jobs.ts';
import { advanceChange } from './lifecycle/advanceChange.ts';
import { finishBatch } from './lifecycle/finishBatch.ts';
import { exhaustion } from './machines/exhaustion.ts';
import { loadMachines } from './machines.ts';
import { maintain } from './lifecycle/maintenance.ts';
import type { ApplicationRuntime } from './runtime.ts';
import { watchCpu } from './scaling/scale.ts';
import { happen, reconfigure } from './scenarioChanges.ts';
import type { Place } from './views.ts';

/** One step, from `from` to a step later. */
export function stepApplication(application: ApplicationRuntime, from: Millis, place: Place): void {
  maintain(application, from);
  advanceChange(application, from, place);
  forgetSnapshots(application);
  takeSnapshots(application, from);
  for (const { spec, until } of application.faults)
    if (until !== null && until <= from) switchOff(application, spec.id, from, place);
  strainApplication(application, from, place);
  for (const source of application.sources.values()) {
    strainSource(source, application.strain.sources.get(source.blueprint.id));
    arrive(source, from);
  }
  for (const job of application.jobs) {
    retryJob(application, job, from);
    strainFlow(job.flow, application.strain);
    if (job.state === 'RUNNING') stepJob(application, job, from);
  }
  suffer(application, from, place);
  finishBatch(application, from);
  if (application.machines.length > 0) {
    loadMachines(
      application.machines,
      application.jobs.map(({ flow }) => flow),
      from / STEP,
      application.strain.machines,
    );
  }
  const exhausted = exhaustion(application, from);
  if (exhausted !== null && application.jobs[0] !== undefined) failJob(application, application.jobs[0], exhausted);
  watchCpu(application, from, place);
}

/** What the faults bring beside the strain: failures, records, and what somebody asks of the service. */
function suffer(application: ApplicationRuntime, from: Millis, place: Place): void {
  const { failures, asked, messages } = consequencesOf(application, from, place);
  for (const { at, message } of messages) note(application, at, message);
  for (const failure of failures) {
    const [job] = application.jobs;
    if (job?.state === 'RUNNING') failJob(application, job, failure);
  }
  for (const kind of asked) happen(application, kind, from, place);
}

export function obey(application: ApplicationRuntime, command: Command, at: Millis, place: Place): void {
  const id = command.kind === 'fault-on' ? command.fault.id : command.id;
  // The same id again replaces the fault.
  switchOff(application, id, at, place);
  if (command.kind === 'fault-off') return;
  const fault = beginFault(application, command.fault, at);
  application.faults = [...application.faults, fault];
  const mistake = faults[command.fault.kind].settings?.(application.settings);
  if (mistake !== undefined) reconfigure(application, { ...application.settings, ...mistake }, at, place);
}

function switchOff(application: ApplicationRuntime, id: string, at: Millis, place: Place): void {
  const fault = application.faults.find(({ spec }) => spec.id === id);
  if (fault === undefined) return;
  application.faults = application.faults.filter((each) => each !== fault);
  if (fault.before !== null) reconfigure(application, { ...application.settings, ...fault.before }, at, place);
}
