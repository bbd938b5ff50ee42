import { sum } from '../flow/numbers.ts';
import type { Flow, VertexFlow } from '../flow/runtime.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime/runtime.ts';
import type { Machine } from '../runtime/machines.ts';
import { customSamplers } from './customMetrics.ts';
import { jobSamplers } from './jobMetrics.ts';
import { consumerSamplers, kafkaReader } from './kafkaReader.ts';
import { MANAGED, managedSamplers } from './managedMemory.ts';
import type { Sampler, Samplers, SeriesMaker } from './samplers.ts';
import { countedSampler, sampler } from './samplers.ts';
import { zeppelinSamplers } from './zeppelinMetrics.ts';

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
    // Of the minute that ends.
    total('oldGenerationGCTime', 'Milliseconds', ({ oldCollecting, oldCollectingBefore }) => oldCollecting - oldCollectingBefore),
    // The service counts one more unit, for orchestration.
    () => kpus.sample(application.machines.length + 1),
  ];
  if (application.blueprint.mode === 'INTERACTIVE')
    return { always: [], twice: [], once: [...machines, ...zeppelinSamplers(application, make)] };
  const [job] = application.jobs;
  const ofJob = job === undefined ? null : jobSamplers(application, job, make);
  return {
    always:
      job === undefined
        ? []
        : [
            ...flowSamplers(job, make),
            ...customSamplers(application.blueprint.customMetrics ?? [], job, make),
            ...(ofJob?.always ?? []),
          ],
    twice: [
      perMachine('containerCPUUtilization', 'Percent', ({ containerCpu }) => containerCpu),
      perMachine('containerMemoryUtilization', 'Percent', ({ containerMemory }) => containerMemory),
      perMachine('containerDiskUtilization', 'Percent', ({ containerDisk }) => containerDisk),
    ],
    once: [
      ...machines,
      ...(job === undefined ? [] : [...(ofJob?.once ?? []), ...endSamplers(application, job, make)]),
      ...managedSamplers(
        make,
        {},
        () => application.machines.reduce((all, { managed }) => all + managed * MANAGED, 0),
        () => application.machines.length * MANAGED,
      ),
    ],
  };
}

/** Records that the sources took in, that the sinks wrote, and that came too late. */
function flowSamplers({ flow }: JobRuntime, make: SeriesMaker): Sampler[] {
  const { vertices } = flow;
  const { sources, sinks } = endsOf(flow);
  const into = () => sources.reduce((all, { lastMinute }) => all + lastMinute, 0);
  const out = () => sinks.reduce((all, { lastMinuteOut }) => all + lastMinuteOut, 0);
  return [
    countedSampler(make, {}, into, out),
    sampler(make('numLateRecordsDropped', 'Count', {}), () =>
      Math.round(vertices.reduce((all, { recentLate }) => all + sum(recentLate), 0)),
    ),
  ];
}

/** Event time at both ends, and what the Kafka consumers tell of all topics together. */
function endSamplers(application: ApplicationRuntime, { flow }: JobRuntime, make: SeriesMaker): Sampler[] {
  const { sources, sinks } = endsOf(flow);
  return [
    sampler(make('currentInputWatermark', 'Milliseconds', {}), () => slowest(sinks)),
    sampler(make('currentOutputWatermark', 'Milliseconds', {}), () => slowest(sources)),
    ...kafkaSamplers(application, sources, make),
  ];
}

const endsOf = ({ vertices }: Flow): Record<'sources' | 'sinks', readonly VertexFlow[]> => ({
  sources: vertices.filter(({ blueprint }) => blueprint.source !== null),
  sinks: vertices.filter(({ blueprint }) => blueprint.operators.some(({ kind }) => kind === 'sink')),
});

/** Of all topics together: the worst lag, and what was consumed of the first. */
function kafkaSamplers(application: ApplicationRuntime, readers: readonly VertexFlow[], make: SeriesMaker): Sampler[] {
  return readers.flatMap((vertex) => {
    const source = application.sources.get(vertex.blueprint.source ?? '');
    return source?.blueprint.kind === 'kafka' ? consumerSamplers(kafkaReader(application, source), vertex, {}, make) : [];
  });
}

/** NaN, and so no sample, while any has none, or there is none. */
export function slowest(vertices: readonly VertexFlow[]): number {
  let least = Infinity;
  for (const { slowest: own } of vertices) least = Math.min(least, own);
  return least === Infinity ? NaN : least;
}
