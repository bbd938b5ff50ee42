import { sum } from '../flow/numbers.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { behind } from '../flow/sources.ts';
import type { ApplicationRuntime } from '../runtime/runtime.ts';
import { sinkOf } from '../runtime/faults.ts';
import type { SinkTarget } from '../blueprint.ts';
import { STEP } from '../types.ts';
import { sampler } from './applicationMetrics.ts';
import type { Sampler, Samplers } from './samplers.ts';
import type { SeriesStore } from './seriesStore.ts';

const NAMESPACE = 'AWS/Kinesis';

/** What the streams themselves report, whether or not anybody reads them. */
export function streamSamplers(application: ApplicationRuntime, store: SeriesStore): Samplers {
  const make = (stream: string) => (metric: string, unit: string) =>
    store.open(NAMESPACE, metric, unit, [{ name: 'StreamName', value: stream }]);
  const sources = [...application.sources.values()].filter(({ blueprint }) => blueprint.kind === 'kinesis');
  return {
    always: [
      ...sources.flatMap((source) => ofSource(application, source, make(source.blueprint.name))),
      ...kinesisTargets(application).flatMap((target) => ofTarget(application, make(target.name))),
    ],
    twice: [],
    once: [],
  };
}

type Make = (metric: string, unit: string) => { sample(value: number): void };

function ofSource(application: ApplicationRuntime, source: SourceFlow, make: Make): Sampler[] {
  const { recordBytes } = source.blueprint;
  const arriving = () => sum(source.arriving);
  const reads = (value: () => number) => () => (application.jobs.some(({ state }) => state === 'RUNNING') ? value() : NaN);
  const age = () => {
    let oldest = 0;
    for (let k = 0; k < source.weights.length; k++) oldest = Math.max(oldest, behind(source, k));
    return Math.round(oldest);
  };
  return [
    sampler(make('IncomingRecords', 'Count'), () => Math.round(arriving())),
    sampler(make('IncomingBytes', 'Bytes'), () => Math.round(arriving() * recordBytes)),
    sampler(
      make('GetRecords.Records', 'Count'),
      reads(() => Math.round(sum(source.reading))),
    ),
    sampler(
      make('GetRecords.Bytes', 'Bytes'),
      reads(() => Math.round(sum(source.reading) * recordBytes)),
    ),
    sampler(make('GetRecords.IteratorAgeMilliseconds', 'Milliseconds'), reads(age)),
    sampler(make('ReadProvisionedThroughputExceeded', 'Count'), () => 0),
  ];
}

const kinesisTargets = ({ blueprint }: ApplicationRuntime): SinkTarget[] =>
  blueprint.jobs
    .flatMap(({ vertices }) => vertices.flatMap(({ operators }) => operators.map(({ target }) => target)))
    .filter((target) => target !== null)
    .filter(({ kind }) => kind === 'kinesis');

function ofTarget(application: ApplicationRuntime, make: Make): Sampler[] {
  const written = () => {
    const [job] = application.jobs;
    const sink = job === undefined || job.state !== 'RUNNING' ? undefined : sinkOf(job.flow);
    return sink === undefined ? NaN : Math.round(sum(sink.processed) * sink.selectivity);
  };
  const slow = () => application.faults.find(({ spec }) => spec.kind === 'slow-sink');
  const refused = () => {
    const fault = slow();
    if (fault === undefined || fault.load === null) return 0;
    return Math.round(((fault.load * STEP) / 1000) * 0.08);
  };
  return [
    sampler(make('PutRecords.Records', 'Count'), written),
    sampler(make('PutRecords.Bytes', 'Bytes'), () => written() * 420),
    sampler(make('WriteProvisionedThroughputExceeded', 'Count'), refused),
  ];
}
