import { at } from '../flow/numbers.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime/runtime.ts';
import { sampler, slowest } from './applicationMetrics.ts';
import type { Sampler, Samplers, SeriesMaker } from './samplers.ts';

/** CloudWatch's names carry underscores for blanks. */
export const dimensionValue = (name: string): string => name.replaceAll(' ', '_');

/** What tasks, operators and threads report: each level includes the ones above it. */
export function taskSamplers({ blueprint: { metricsLevel }, jobs }: ApplicationRuntime, make: SeriesMaker): Samplers {
  const [job] = jobs;
  if (job === undefined || metricsLevel === 'APPLICATION') return { always: [], twice: [], once: [] };
  const tasks = job.flow.vertices.flatMap((vertex) => ofTask(job, vertex, make));
  const operators = metricsLevel === 'TASK' ? [] : job.flow.vertices.flatMap((vertex) => ofOperators(job, vertex, make));
  const threads = metricsLevel === 'PARALLELISM' ? job.flow.vertices.flatMap((vertex) => ofThreads(job, vertex, make)) : [];
  return { always: [...tasks, ...operators, ...threads], twice: [], once: [] };
}

function ofTask(job: JobRuntime, vertex: VertexFlow, make: SeriesMaker): Sampler[] {
  const task = { Task: dimensionValue(vertex.name) };
  return [
    ...counters(make, task, () => vertex.lastMinute, vertex.selectivity),
    ...times(job, vertex, make, task),
    ...watermarks(vertex, make, task),
  ];
}

function ofOperators(job: JobRuntime, vertex: VertexFlow, make: SeriesMaker): Sampler[] {
  let reaching = 1;
  return vertex.blueprint.operators.flatMap(({ name, selectivity }) => {
    const operator = { Operator: dimensionValue(name) };
    const share = reaching;
    reaching *= selectivity;
    return [
      ...counters(make, operator, () => vertex.lastMinute * share, selectivity),
      ...times(job, vertex, make, operator),
      ...watermarks(vertex, make, operator),
    ];
  });
}

function ofThreads(job: JobRuntime, vertex: VertexFlow, make: SeriesMaker): Sampler[] {
  return Array.from({ length: vertex.parallelism }, (_, i) => {
    const thread = { Task: dimensionValue(vertex.name), Parallelism: String(i) };
    const recent = () =>
      at(vertex.recent, i * 4) + at(vertex.recent, i * 4 + 1) + at(vertex.recent, i * 4 + 2) + at(vertex.recent, i * 4 + 3);
    return [...counters(make, thread, recent, vertex.selectivity), ...times(job, vertex, make, thread, i)];
  }).flat();
}

/** A snapshot of a counter covers one minute, so that a minute's Sum is four times its records. */
const counters = (
  make: SeriesMaker,
  of: Readonly<Record<string, string>>,
  records: () => number,
  selectivity: number,
): Sampler[] => [
  sampler(make('numRecordsIn', 'Count', of), () => Math.round(records())),
  sampler(make('numRecordsInPerSecond', 'Count/Second', of), () => records() / 60),
  sampler(make('numRecordsOut', 'Count', of), () => Math.round(records() * selectivity)),
  sampler(make('numRecordsOutPerSecond', 'Count/Second', of), () => (records() * selectivity) / 60),
  sampler(make('numLateRecordsDropped', 'Count', of), () => 0),
];

/** One sample a subtask: Maximum is the worst of them. A SourceFunction has no busy time. */
function times(
  job: JobRuntime,
  vertex: VertexFlow,
  make: SeriesMaker,
  of: Readonly<Record<string, string>>,
  only: number | null = null,
): Sampler[] {
  const { blueprint } = vertex;
  const each = (metric: string, values: Float64Array): Sampler => {
    const series = make(metric, 'Milliseconds', of);
    return () => {
      if (job.state !== 'RUNNING') return;
      if (only !== null) series.sample(at(values, only));
      else series.sampleAll(values);
    };
  };
  return [
    ...(blueprint.legacySource ? [] : [each('busyTimeMsPerSecond', vertex.busy)]),
    each('backPressuredTimeMsPerSecond', vertex.backpressured),
    each('idleTimeMsPerSecond', vertex.idle),
  ];
}

function watermarks(vertex: VertexFlow, make: SeriesMaker, of: Readonly<Record<string, string>>): Sampler[] {
  const before = vertex.inputs.map(({ from }) => from);
  const own = [vertex];
  return [
    ...(before.length === 0 ? [] : [sampler(make('currentInputWatermark', 'Milliseconds', of), () => slowest(before))]),
    sampler(make('currentOutputWatermark', 'Milliseconds', of), () => slowest(own)),
  ];
}
