import { at, sum } from '../flow/numbers.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import { lateShare } from '../flow/work.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime/runtime.ts';
import { slowest } from './applicationMetrics.ts';
import { consumerSamplers, kafkaReader } from './kafkaReader.ts';
import { MANAGED, managedSamplers } from './managedMemory.ts';
import type { Sampler, Samplers, SeriesMaker } from './samplers.ts';
import { countedSampler, join, sampler } from './samplers.ts';

/** CloudWatch's names carry underscores for blanks. */
const dimensionValue = (name: string): string => name.replaceAll(' ', '_');

type Dimensions = Readonly<Record<string, string>>;

/** What tasks, operators and threads report: each level includes the ones above it. */
export function taskSamplers(application: ApplicationRuntime, make: SeriesMaker): Samplers {
  const { metricsLevel } = application.settings.monitoring;
  const [job] = application.jobs;
  if (job === undefined || metricsLevel === 'APPLICATION') return join();
  const { vertices } = job.flow;
  return join(
    ...vertices.map((vertex) => ofTask(application, job, vertex, make)),
    ...(metricsLevel === 'TASK' ? [] : vertices.flatMap((vertex) => ofOperators(application, job, vertex, make))),
    ...(metricsLevel === 'PARALLELISM' ? vertices.flatMap((vertex) => ofThreads(application, job, vertex, make)) : []),
  );
}

function ofTask(application: ApplicationRuntime, job: JobRuntime, vertex: VertexFlow, make: SeriesMaker): Samplers {
  const task = { Task: dimensionValue(vertex.name) };
  const counts: Counts = {
    into: () => vertex.lastMinute,
    out: () => vertex.lastMinuteOut,
    late: () => sum(vertex.recentLate),
  };
  return {
    always: [...counters(make, task, counts), ...times(job, vertex, make, task)],
    twice: [],
    once: [
      ...watermarks(vertex, make, task),
      ...managed(application, vertex, make, task),
      ...consumer(application, vertex, make, task),
    ],
  };
}

function ofOperators(application: ApplicationRuntime, job: JobRuntime, vertex: VertexFlow, make: SeriesMaker): Samplers[] {
  const { operators } = vertex.blueprint;
  const window = operators.findIndex((each) => each.window !== undefined);
  let reaching = 1;
  return operators.map(({ name, kind, selectivity, state }, i) => {
    const operator = { Operator: dimensionValue(name) };
    const [before, after] = [reaching, reaching * selectivity];
    reaching = after;
    // What follows a window comes and goes with its results.
    const fired = window >= 0 && i > window;
    const emitted = () => vertex.lastMinuteOut / vertex.selectivity;
    const counts: Counts = {
      into: () => (fired ? emitted() : vertex.lastMinute) * before,
      out: () => (fired || i === window ? emitted() : vertex.lastMinute) * after,
      late: () => (i === Math.max(0, window) ? sum(vertex.recentLate) : 0),
    };
    return {
      always: [...counters(make, operator, counts), ...times(job, vertex, make, operator)],
      twice: [],
      once: [
        ...watermarks(vertex, make, operator),
        ...(state === null ? [] : managed(application, vertex, make, operator)),
        ...(kind === 'source' ? consumer(application, vertex, make, operator) : []),
      ],
    };
  });
}

function ofThreads(application: ApplicationRuntime, job: JobRuntime, vertex: VertexFlow, make: SeriesMaker): Samplers[] {
  return Array.from({ length: vertex.parallelism }, (_, i) => {
    const thread = { Task: dimensionValue(vertex.name), Parallelism: String(i) };
    const minute = (steps: Float64Array) => at(steps, i * 4) + at(steps, i * 4 + 1) + at(steps, i * 4 + 2) + at(steps, i * 4 + 3);
    const counts: Counts = {
      into: () => minute(vertex.recent),
      out: () => minute(vertex.recentOut),
      late: () => minute(vertex.recent) * lateShare(vertex),
    };
    return {
      always: [...counters(make, thread, counts), ...times(job, vertex, make, thread, i)],
      twice: [],
      once: [
        sampler(make('currentOutputWatermark', 'Milliseconds', thread), () => at(vertex.watermark, i)),
        ...(vertex.inputs.length === 0
          ? []
          : [sampler(make('currentInputWatermark', 'Milliseconds', thread), () => at(vertex.watermark, i))]),
        ...managed(application, vertex, make, thread, i),
        ...consumer(application, vertex, make, thread, i),
      ],
    };
  });
}

interface Counts {
  /** Records of the last minute, in and out. */
  readonly into: () => number;
  readonly out: () => number;
  /** And those dropped. */
  readonly late: () => number;
}

/** A snapshot of a counter covers one minute, so that a minute's Sum is four times its records. */
function counters(make: SeriesMaker, of: Dimensions, { into, out, late }: Counts): Sampler[] {
  const counted = countedSampler(make, of, into, out);
  const dropped = make('numLateRecordsDropped', 'Count', of);
  return [
    () => {
      counted();
      dropped.sample(Math.round(late()));
    },
  ];
}

/** One sample a subtask: Maximum is the worst of them. A SourceFunction has no busy time. */
function times(job: JobRuntime, vertex: VertexFlow, make: SeriesMaker, of: Dimensions, only: number | null = null): Sampler[] {
  const { busy, backpressured, idle, blueprint } = vertex;
  const open = (metric: string) => make(metric, 'Milliseconds', of);
  const all = [
    ...(blueprint.legacySource ? [] : [{ series: open('busyTimeMsPerSecond'), values: busy }]),
    { series: open('backPressuredTimeMsPerSecond'), values: backpressured },
    { series: open('idleTimeMsPerSecond'), values: idle },
  ];
  return [
    () => {
      if (job.state !== 'RUNNING') return;
      for (const { series, values } of all) {
        if (only !== null) series.sample(at(values, only));
        else series.sampleAll(values);
      }
    },
  ];
}

function watermarks(vertex: VertexFlow, make: SeriesMaker, of: Dimensions): Sampler[] {
  const before = vertex.inputs.map(({ from }) => from);
  const own = [vertex];
  return [
    ...(before.length === 0 ? [] : [sampler(make('currentInputWatermark', 'Milliseconds', of), () => slowest(before))]),
    sampler(make('currentOutputWatermark', 'Milliseconds', of), () => slowest(own)),
  ];
}

function consumer(
  application: ApplicationRuntime,
  vertex: VertexFlow,
  make: SeriesMaker,
  of: Dimensions,
  only: number | null = null,
): Sampler[] {
  const source = application.sources.get(vertex.blueprint.source ?? '');
  return source?.blueprint.kind === 'kafka' ? consumerSamplers(kafkaReader(application, source), vertex, of, make, only) : [];
}

/** The managed memory of the slots that the subtasks are in. */
function managed(
  { machines }: ApplicationRuntime,
  vertex: VertexFlow,
  make: SeriesMaker,
  of: Dimensions,
  only: number | null = null,
): Sampler[] {
  const slots = machines[0]?.slots ?? 1;
  const total = ((only === null ? vertex.parallelism : 1) * MANAGED) / slots;
  return managedSamplers(
    make,
    of,
    () => (vertex.stateful === null ? 0 : total),
    () => total,
  );
}
