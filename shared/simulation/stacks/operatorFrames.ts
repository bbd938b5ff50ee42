import type { Frame } from './frames.ts';
import type { OperatorProfile } from './profile.ts';
import { classOf, lineOf } from './userCode.ts';

/** How an operator stands in a stack. */
export interface OperatorFrames {
  /** From where the runtime hands it a record into its own code. */
  readonly enter: readonly Frame[];
  /** Its own code. Null where it is all Flink's. */
  readonly own: Frame | null;
  /** From there to where it hands a record on. */
  readonly emit: readonly Frame[];
  /** Hands its records on when a watermark comes, not when a record does. */
  readonly fires: boolean;
}

export interface Surroundings {
  /** Of the job's own classes. */
  readonly package: string;
  readonly modern: boolean;
  /** How many inputs the operator has: 0 of a source, 2 of a join. */
  readonly inputs: number;
}

const api = 'org.apache.flink.streaming.api.operators';
const table = 'org.apache.flink.table.runtime.operators';
const collector: Frame = `${api}.TimestampedCollector.collect:51`;

/** What Flink calls the operator's class, told from its name as the APIs give it, and from what it does. */
export function framesOf(operator: OperatorProfile, around: Surroundings): OperatorFrames {
  if (operator.kind === 'source') return sourceFrames(operator, around);
  const known = KNOWN.find(([name]) => name.test(operator.name));
  if (known !== undefined) return { own: null, emit: [collector], fires: false, ...known[1](around, operator) };
  if (operator.kind === 'sink')
    return { enter: [`${SINK}.SinkWriterOperator.processElement:163`], own: null, emit: [], fires: false };
  return functionFrames(operator, around);
}

const SINK = 'org.apache.flink.streaming.runtime.operators.sink';

/** The operators of the DataStream API around a function of the job's own. */
function functionFrames(operator: OperatorProfile, around: Surroundings): OperatorFrames {
  const { stateful, selectivity } = operator;
  const call = (enter: Frame, method: string, emit: readonly Frame[] = []): OperatorFrames => ({
    enter: [`${api}.${enter}`],
    own: ownMethod(operator, around, method),
    emit,
    fires: false,
  });
  if (stateful && around.inputs > 1) return call('co.KeyedCoProcessOperator.processElement1:78', 'processElement1', [collector]);
  if (stateful) return call('KeyedProcessOperator.processElement:83', 'processElement', [collector]);
  if (selectivity > 1) return call('StreamFlatMap.processElement:47', 'flatMap', [collector]);
  if (selectivity < 1) return call('StreamFilter.processElement:39', 'filter');
  return call('StreamMap.processElement:38', 'map');
}

export function ownMethod({ name }: OperatorProfile, around: Surroundings, method: string): Frame {
  const owner = `${around.package}.${classOf(name)}`;
  return `${owner}.${method}:${lineOf(owner + method)}`;
}

function sourceFrames(operator: OperatorProfile, around: Surroundings): OperatorFrames {
  const emitter =
    operator.partner === 'kafka'
      ? [
          'org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter.emitRecord:53',
          'org.apache.flink.connector.kafka.source.reader.deserializer.KafkaValueOnlyDeserializationSchemaWrapper.deserialize:53',
        ]
      : ['org.apache.flink.connector.kinesis.source.reader.KinesisStreamsRecordEmitter.emitRecord:67'];
  const owner = `${around.package}.${classOf(operator.name)}Schema`;
  return {
    enter: [
      `${api}.SourceOperator.emitNext:${around.modern ? 535 : 443}`,
      'org.apache.flink.connector.base.source.reader.SourceReaderBase.pollNext:160',
      ...emitter,
    ],
    own: SQL.test(operator.name)
      ? 'org.apache.flink.formats.json.JsonRowDataDeserializationSchema.deserialize:89'
      : `${owner}.deserialize:${lineOf(owner, 24, 60)}`,
    emit: [
      `${api}.source.SourceOutputWithWatermarks.collect:101`,
      `${api}.source.SourceOutputWithWatermarks.collect:110`,
      `org.apache.flink.streaming.runtime.tasks.SourceOperatorStreamTask$AsyncDataOutputToOutput.emitRecord:${around.modern ? 315 : 309}`,
    ],
    fires: false,
  };
}

/** Flink SQL numbers the operators of a plan. */
const SQL = /\[\d+\]/;

type Known = (around: Surroundings, operator: OperatorProfile) => Partial<OperatorFrames> & Pick<OperatorFrames, 'enter'>;

/** Operators that Flink, its SQL, PyFlink and Beam bring along. */
const KNOWN: readonly (readonly [RegExp, Known])[] = [
  [
    /^Python/,
    () => ({
      enter: [
        `${table}.python.AbstractStatelessFunctionOperator.processElement:123`,
        `${table}.python.scalar.ExternalPythonScalarFunctionOperator.processElementInternal:37`,
        'org.apache.flink.streaming.api.runners.python.beam.BeamPythonFunctionRunner.process:391',
      ],
    }),
  ],
  [
    /^LocalWindowAggregate/,
    () => ({ enter: [`${table}.aggregate.window.LocalSlicingWindowAggOperator.processElement:105`], fires: true }),
  ],
  [
    /^(Global|Group)WindowAggregate/,
    ({ modern }) => ({
      enter: [
        modern
          ? `${table}.window.tvf.common.WindowAggOperator.processElement:227`
          : `${table}.aggregate.window.WindowAggOperator.processElement:221`,
        `${table}.window.tvf.slicing.SlicingWindowProcessor.processElement:68`,
      ],
      fires: true,
    }),
  ],
  [/^WatermarkAssigner/, () => ({ enter: [`${table}.wmassigners.WatermarkAssignerOperator.processElement:106`], emit: [] })],
  [
    /^Timestamps/,
    () => ({
      enter: ['org.apache.flink.streaming.runtime.operators.TimestampsAndWatermarksOperator.processElement:143'],
      emit: [],
    }),
  ],
  [
    /^Calc/,
    () => ({
      enter: ['StreamExecCalc$31.processElement:-1'],
      emit: ['org.apache.flink.table.runtime.util.StreamRecordCollector.collect:44'],
    }),
  ],
  [
    /^StreamingFileWriter/,
    () => ({
      enter: [
        'org.apache.flink.connector.file.table.stream.AbstractStreamingWriter.processElement:160',
        'org.apache.flink.streaming.api.functions.sink.filesystem.StreamingFileSinkHelper.onElement:105',
        'org.apache.flink.streaming.api.functions.sink.filesystem.Buckets.onElement:310',
        'org.apache.flink.streaming.api.functions.sink.filesystem.Bucket.write:217',
      ],
    }),
  ],
  [
    /^PartitionCommitter/,
    () => ({ enter: ['org.apache.flink.connector.file.table.stream.PartitionCommitter.processElement:155'] }),
  ],
  [/Committer$/, () => ({ enter: [`${SINK}.CommitterOperator.processElement:199`] })],
  [
    /Windows$/,
    () => ({ enter: ['org.apache.flink.streaming.runtime.operators.windowing.WindowOperator.processElement:402'], fires: true }),
  ],
  [
    /^async wait operator/,
    (around, operator) => ({
      enter: [`${api}.async.AsyncWaitOperator.processElement:238`],
      own: ownMethod({ ...operator, name: 'Async request' }, around, 'asyncInvoke'),
    }),
  ],
  [
    /\//,
    (around, operator) => ({
      enter: [
        'org.apache.beam.runners.flink.translation.wrappers.streaming.DoFnOperator.processElement:741',
        'org.apache.beam.runners.core.SimpleDoFnRunner.processElement:177',
        'org.apache.beam.runners.core.SimpleDoFnRunner.invokeProcessElement:212',
      ],
      own: ownMethod(operator, around, 'processElement'),
      emit: ['org.apache.beam.runners.core.SimpleDoFnRunner$DoFnProcessContext.output:416'],
    }),
  ],
];

/** What happens to windows when the watermark passes their end: from the input to the operator's output. */
export const firing = (sql: boolean): readonly Frame[] => [
  'org.apache.flink.streaming.runtime.io.StreamOneInputProcessor.processInput:65',
  'org.apache.flink.streaming.runtime.io.AbstractStreamTaskNetworkInput.emitNext:114',
  'org.apache.flink.streaming.runtime.io.AbstractStreamTaskNetworkInput.processElement:160',
  'org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve.inputWatermark:184',
  'org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve.findAndOutputNewMinWatermarkAcrossAlignedSubpartitions:283',
  'org.apache.flink.streaming.runtime.tasks.OneInputStreamTask$StreamTaskNetworkOutput.emitWatermark:244',
  `${api}.AbstractStreamOperator.processWatermark:671`,
  `${api}.AbstractStreamOperator.emitWatermarkDirectly:677`,
  `${api}.InternalTimeServiceManagerImpl.advanceWatermark:244`,
  `${api}.InternalTimerServiceImpl.advanceWatermark:311`,
  `${api}.InternalTimerServiceImpl.tryAdvanceWatermark:335`,
  ...(sql
    ? [`${table}.window.tvf.slicing.SlicingWindowProcessor.fireWindow:121`]
    : [
        'org.apache.flink.streaming.runtime.operators.windowing.WindowOperator.onEventTime:467',
        'org.apache.flink.streaming.runtime.operators.windowing.WindowOperator.emitWindowContents:575',
      ]),
];
