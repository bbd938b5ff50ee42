import type { Millis } from '../../units/units.ts';
import { at } from '../flow/numbers.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import { drift, keyOf } from '../random.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime/runtime.ts';
import { STEP } from '../types.ts';
import type { Machine } from '../runtime/machines.ts';
import type { Sampler, Samplers, SeriesMaker } from './samplers.ts';

/** Native memory of a KPU that Flink manages: what RocksDB reserves. */
const MANAGED = 1024 ** 3 * 0.9;

/** The application's own level. A notebook has the machine's figures and Zeppelin's, but none of a job. */
export function applicationSamplers(application: ApplicationRuntime, make: SeriesMaker): Samplers {
  const own = (metric: string, unit: string) => make(metric, unit, {});
  const perMachine = (metric: string, unit: string, value: (machine: Machine) => number): Sampler => {
    const series = own(metric, unit);
    return () => {
      for (const machine of application.machines) series.sample(value(machine));
    };
  };
  const total = (metric: string, unit: string, value: (machine: Machine) => number): Sampler => {
    const series = own(metric, unit);
    return () => series.sample(application.machines.reduce((all, machine) => all + value(machine), 0));
  };
  const kpus = own('KPUs', 'Count');
  const machines: Sampler[] = [
    perMachine('cpuUtilization', 'Percent', ({ cpu }) => cpu),
    perMachine('heapMemoryUtilization', 'Percent', ({ heap }) => heap),
    total('threadCount', 'Count', ({ threads }) => threads),
    total('oldGenerationGCCount', 'Count', ({ oldCollections }) => oldCollections),
    total('oldGenerationGCTime', 'Milliseconds', ({ oldCollecting }) => oldCollecting),
    // The service counts one more unit, for orchestration.
    () => kpus.sample(application.machines.length + 1),
  ];
  if (application.blueprint.mode === 'INTERACTIVE')
    return { always: [], twice: [], once: [...machines, ...zeppelin(application, make)] };
  const job = application.jobs[0];
  return {
    always: job === undefined ? [] : flowSamplers(job, make),
    twice: [
      perMachine('containerCPUUtilization', 'Percent', ({ containerCpu }) => containerCpu),
      perMachine('containerMemoryUtilization', 'Percent', ({ containerMemory }) => containerMemory),
      perMachine('containerDiskUtilization', 'Percent', ({ containerDisk }) => containerDisk),
    ],
    once: [...machines, ...(job === undefined ? [] : jobSamplers(application, job, make))],
  };
}

/** Records that the sources took in and that the sinks wrote, and event time at both ends. */
function flowSamplers({ flow }: JobRuntime, make: SeriesMaker): Sampler[] {
  const sources = flow.vertices.filter(({ blueprint }) => blueprint.source !== null);
  const sinks = flow.vertices.filter(({ blueprint }) => blueprint.operators.some(({ kind }) => kind === 'sink'));
  const into = () => sources.reduce((all, { lastMinute }) => all + lastMinute, 0);
  const out = () => sinks.reduce((all, { lastMinute, selectivity }) => all + lastMinute * selectivity, 0);
  return [
    sampler(make('numRecordsIn', 'Count', {}), () => Math.round(into())),
    sampler(make('numRecordsInPerSecond', 'Count/Second', {}), () => into() / 60),
    sampler(make('numRecordsOut', 'Count', {}), () => Math.round(out())),
    sampler(make('numRecordsOutPerSecond', 'Count/Second', {}), () => out() / 60),
    sampler(make('numLateRecordsDropped', 'Count', {}), () => 0),
    sampler(make('currentInputWatermark', 'Milliseconds', {}), () => slowest(sinks)),
    sampler(make('currentOutputWatermark', 'Milliseconds', {}), () => slowest(sources)),
  ];
}

export const sampler =
  (series: { sample(value: number): void }, value: (from: Millis) => number): Sampler =>
  (from) =>
    series.sample(value(from));

/** NaN, and so no sample, while any has none. */
export const slowest = (vertices: readonly VertexFlow[]): number =>
  vertices.reduce((least, vertex) => Math.min(least, vertex.slowest), Infinity);

function jobSamplers(application: ApplicationRuntime, job: JobRuntime, make: SeriesMaker): Sampler[] {
  const own = (metric: string, unit: string, value: (from: Millis) => number) => sampler(make(metric, unit, {}), value);
  const end = (from: Millis) => from + STEP;
  const last = (value: 'duration' | 'checkpointedSize') => () => job.checkpoints.last?.[value] ?? NaN;
  const managed = () => application.machines.length * MANAGED;
  const used = () => (job.flow.vertices.some(({ state }) => at(state, 0) > 0) ? managed() * 0.94 : 0);
  return [
    own('uptime', 'Milliseconds', (from) => (job.state === 'RUNNING' ? end(from) - job.runningSince : 0)),
    own('downtime', 'Milliseconds', (from) => (job.downSince === null ? 0 : end(from) - job.downSince)),
    own('fullRestarts', 'Count', () => job.restarts),
    own('numRestarts', 'Count', () => job.restarts),
    ...(application.blueprint.checkpointing.enabled
      ? [
          own('lastCheckpointDuration', 'Milliseconds', last('duration')),
          own('lastCheckpointSize', 'Bytes', last('checkpointedSize')),
          own('numberOfFailedCheckpoints', 'Count', () => job.checkpoints.failed),
        ]
      : []),
    own('managedMemoryTotal', 'Bytes', managed),
    own('managedMemoryUsed', 'Bytes', used),
    own('managedMemoryUtilization', 'Percent', () => (100 * used()) / Math.max(1, managed())),
  ];
}

/** What the Zeppelin server of a notebook reports of itself. */
function zeppelin(application: ApplicationRuntime, make: SeriesMaker): Sampler[] {
  const key = keyOf(application.key, 'zeppelin');
  const wander = (from: Millis, of: number) => drift(key ^ of, from / 900_000);
  return [
    sampler(make('zeppelinCpuUtilization', 'Percent', {}), (from) => 6 + 4 * wander(from, 1)),
    sampler(make('zeppelinHeapMemoryUtilization', 'Percent', {}), (from) => 38 + 9 * wander(from, 2)),
    sampler(make('zeppelinThreadCount', 'Count', {}), (from) => Math.round(118 + 9 * wander(from, 3))),
    sampler(make('zeppelinWaitingJobs', 'Count', {}), (from) => (wander(from, 4) > 0.75 ? 1 : 0)),
    sampler(make('zeppelinServerUptime', 'Seconds', {}), (from) =>
      Math.round((from + STEP - (application.jobs[0]?.started ?? from)) / 1000),
    ),
  ];
}
