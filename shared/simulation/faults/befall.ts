import type { Millis } from '../../units/units.ts';
import { MINUTE, millis } from '../../units/units.ts';
import { at, sum } from '../flow/numbers.ts';
import type { Flow } from '../flow/runtime.ts';
import { keyOf, uniform } from '../random.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime/runtime.ts';
import type { ApplicationSettings } from '../settings.ts';
import { createStrain } from '../strain.ts';
import type { WantedFailure } from '../strain.ts';
import type { FaultSpec, ScenarioEvent } from '../types.ts';
import { STEP } from '../types.ts';
import type { ActiveFault, Fault, FaultContext, TimedMessage, Usual } from './fault.ts';
import { faults, victimsOf } from './faults.ts';

/** A fault that begins: whom it befalls is decided once. */
export function beginFault(application: ApplicationRuntime, spec: FaultSpec, began: Millis): ActiveFault {
  const { blueprint, key, settings } = application;
  const fault = faults[spec.kind];
  const victims = victimsOf(spec.kind, blueprint);
  const chosen = victims[Math.floor(uniform(keyOf(key, 'victim', spec.kind), 1) * victims.length)] ?? '';
  const mistake = fault.settings?.(settings);
  return {
    spec,
    began,
    until: spec.duration === null ? null : millis(began + spec.duration),
    victim: spec.where !== undefined && victims.includes(spec.where) ? spec.where : chosen,
    before: mistake === undefined ? null : partOf(settings, mistake),
    usual: usualOf(application, began),
  };
}

/** The same settings as in `like`. */
const partOf = (settings: ApplicationSettings, like: Partial<ApplicationSettings>): Partial<ApplicationSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name in like));

type Where = FaultContext['place'];

/** What the faults that are on make of an application in the step that begins at `from`. Without any it is calm. */
export function strainApplication(application: ApplicationRuntime, from: Millis, place: Where): void {
  const wasCalm = application.calm;
  application.calm = application.faults.length === 0;
  if (application.calm && wasCalm) return;
  application.strain = createStrain();
  application.faults = application.faults.map((each) =>
    each.usual === null ? { ...each, usual: usualOf(application, from) } : each,
  );
  for (const { fault, context } of contexts(application, from, place)) fault.strain?.(context, application.strain);
}

/** What follows from the faults in a step, beside the strain. */
interface Consequences {
  readonly failures: readonly WantedFailure[];
  readonly asked: readonly ScenarioEvent['kind'][];
  readonly messages: readonly TimedMessage[];
}

const NONE: Consequences = { failures: [], asked: [], messages: [] };

export function consequencesOf(application: ApplicationRuntime, from: Millis, place: Where): Consequences {
  if (application.faults.length === 0) return NONE;
  const all = contexts(application, from, place);
  return {
    failures: all
      .map(({ fault, context }) => (context.running === null ? null : (fault.failure?.(context) ?? null)))
      .filter((each) => each !== null),
    asked: all.map(({ fault, context }) => fault.asks?.(context) ?? null).filter((each) => each !== null),
    messages: all.flatMap(({ fault, context }) => fault.logs?.(context) ?? []),
  };
}

interface Acting {
  readonly fault: Fault;
  readonly context: FaultContext;
}

/** A fault acts once it is known how the application did before. */
function contexts(application: ApplicationRuntime, from: Millis, place: Where): readonly Acting[] {
  const [job] = application.jobs;
  if (job === undefined) return [];
  return application.faults.flatMap((active) => {
    const context = contextOf(application, job, active, from, place);
    return context === null ? [] : [{ fault: faults[active.spec.kind], context }];
  });
}

function contextOf(
  application: ApplicationRuntime,
  job: JobRuntime,
  { victim, usual, began, spec, before }: ActiveFault,
  from: Millis,
  place: Where,
): FaultContext | null {
  const { blueprint, sources, machines, key } = application;
  // A mistake in the settings does nothing before they hold.
  if (before !== null && application.status !== 'RUNNING') return null;
  const vertex = job.flow.vertices.find((each) => each.blueprint.uid === victim || each.blueprint.source === victim);
  if (vertex === undefined || usual === null) return null;
  return {
    severity: spec.severity,
    from,
    since: millis(from - began),
    key: keyOf(key, 'fault', spec.kind),
    blueprint,
    place,
    machines,
    jobId: job.id,
    job: job.blueprint.name,
    flow: job.flow,
    sources,
    vertex,
    source: sources.get(vertex.blueprint.source ?? '') ?? null,
    usual,
    running: job.state === 'RUNNING' ? millis(from - job.runningSince) : null,
    restarts: job.restarts,
  };
}

/** Null until the job has run for a minute. */
function usualOf({ jobs: [job], sources, machines }: ApplicationRuntime, from: Millis): Usual | null {
  if (job === undefined || job.state !== 'RUNNING' || from - job.runningSince < MINUTE) return null;
  const { vertices } = job.flow;
  return {
    rates: new Map(vertices.map(({ id, lastMinute }) => [id, lastMinute / 60])),
    parallelisms: new Map(vertices.map(({ id, parallelism }) => [id, parallelism])),
    arrivals: new Map([...sources.values()].map(({ blueprint, arriving }) => [blueprint.id, (sum(arriving) * 1000) / STEP])),
    busiest: Math.max(...vertices.flatMap(({ busy }) => [...busy])) / 1000,
    computing: computingOf(job.flow, machines[0]?.slots ?? 1, machines.length),
  };
}

/** Of the busiest machine: subtask i of every vertex shares slot i. */
function computingOf({ vertices }: Flow, slots: number, machines: number): number {
  const loads = new Float64Array(Math.max(1, machines));
  for (const { parallelism, processed, cost, cpu } of vertices) {
    for (let i = 0; i < parallelism; i++) {
      const m = Math.min(loads.length - 1, Math.floor(i / slots));
      loads[m] = at(loads, m) + (at(processed, i) * cost * cpu) / STEP;
    }
  }
  return Math.max(...loads);
}
