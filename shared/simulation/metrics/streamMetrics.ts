import { sum } from '../flow/numbers.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import type { ApplicationRuntime } from '../runtime/runtime.ts';
import type { Sampler, Samplers } from './samplers.ts';
import { sampler } from './samplers.ts';
import type { SeriesStore } from './seriesStore.ts';

const NAMESPACE = 'AWS/Kinesis';

type Make = (metric: string, unit: string) => { sample(value: number): void };

/** What the streams themselves report, whether or not anybody reads them. */
export function streamSamplers(application: ApplicationRuntime, store: SeriesStore): Samplers {
  const make =
    (stream: string): Make =>
    (metric, unit) =>
      store.open(NAMESPACE, metric, unit, [{ name: 'StreamName', value: stream }]);
  const sources = [...application.sources.values()].filter(({ blueprint }) => blueprint.kind === 'kinesis');
  return {
    always: [
      ...sources
        .filter(({ blueprint }) => samples(application, store, `from ${blueprint.name}`))
        .flatMap((source) => ofSource(application, source, make(source.blueprint.name))),
      ...kinesisTargets(application)
        .filter(({ stream }) => samples(application, store, `to ${stream}`))
        .flatMap((target) => ofTarget(application, target, make(target.stream))),
    ],
    twice: [],
    once: [],
  };
}

/** Whose model tells of an end of a stream, region by region: several applications may share a stream, which has one set of figures. */
const tellers = new WeakMap<SeriesStore, Map<string, string>>();

function samples({ name }: ApplicationRuntime, store: SeriesStore, end: string): boolean {
  const known = tellers.get(store) ?? new Map<string, string>();
  tellers.set(store, known);
  const teller = known.get(end) ?? name;
  known.set(end, teller);
  return teller === name;
}

function ofSource(application: ApplicationRuntime, source: SourceFlow, make: Make): Sampler[] {
  const { recordBytes } = source.blueprint;
  const arriving = () => sum(source.arriving);
  const reads = (value: () => number) => () => (application.jobs.some(({ state }) => state === 'RUNNING') ? value() : NaN);
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
    sampler(
      make('GetRecords.IteratorAgeMilliseconds', 'Milliseconds'),
      reads(() => Math.round(Math.max(...source.behind))),
    ),
    sampler(
      make('ReadProvisionedThroughputExceeded', 'Count'),
      reads(() => source.refused),
    ),
  ];
}

interface StreamTarget {
  readonly stream: string;
  /** Of the vertex that writes to it. */
  readonly uid: string;
  /** Records that reach the sink per record that reaches the vertex. */
  readonly reaching: number;
}

const kinesisTargets = ({ blueprint }: ApplicationRuntime): StreamTarget[] =>
  blueprint.jobs.flatMap(({ vertices }) =>
    vertices.flatMap(({ uid, operators }) => {
      let reaching = 1;
      return operators.flatMap(({ target, selectivity }) => {
        const here = reaching;
        reaching *= selectivity;
        return target?.kind === 'kinesis' ? [{ stream: target.name, uid, reaching: here }] : [];
      });
    }),
  );

function ofTarget(application: ApplicationRuntime, { uid, reaching }: StreamTarget, make: Make): Sampler[] {
  const sink = (): VertexFlow | undefined =>
    application.jobs.find(({ state }) => state === 'RUNNING')?.flow.vertices.find(({ blueprint }) => blueprint.uid === uid);
  const told = (value: (vertex: VertexFlow) => number) => () => {
    const vertex = sink();
    return vertex === undefined ? NaN : Math.round(value(vertex));
  };
  const written = (vertex: VertexFlow) => sum(vertex.processed) * reaching;
  return [
    sampler(make('PutRecords.Records', 'Count'), told(written)),
    sampler(
      make('PutRecords.Bytes', 'Bytes'),
      told((vertex) => written(vertex) * vertex.bytesIn),
    ),
    sampler(
      make('WriteProvisionedThroughputExceeded', 'Count'),
      told((vertex) => written(vertex) * (vertex.strain?.refused ?? 0)),
    ),
  ];
}
