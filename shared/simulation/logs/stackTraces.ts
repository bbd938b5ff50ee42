import type { Blueprint, SinkTarget, VertexBlueprint } from '../blueprint.ts';
import { input, loop, processing } from '../stacks/frames.ts';
import type { Frame } from '../stacks/frames.ts';
import { classOf, lineOf, packageOf } from '../stacks/userCode.ts';

/** From an operator's call outwards to the thread's start, as a stack trace prints it. */
const runtimeFrames = [...loop(false), ...processing(false), ...input(1, false)].reverse().map(printed);

/** A frame of a stack as a stack trace has it. */
function printed(frame: Frame): string {
  const colon = frame.lastIndexOf(':');
  const method = frame.slice(0, colon);
  const owner = method.slice(0, method.lastIndexOf('.'));
  const file = owner.slice(owner.lastIndexOf('.') + 1).split('$')[0] ?? '';
  const line = Number(frame.slice(colon + 1));
  return `\tat ${method}(${line > 0 ? `${file}.java:${line}` : line === -2 ? 'Native Method' : 'Unknown Source'})`;
}

/** What was thrown, and by what it was caused, the outermost first. */
const chained = (thrown: string, causes: readonly string[], frames: readonly string[]): string[] => [
  thrown,
  ...frames,
  ...causes.flatMap((cause) => [`Caused by: ${cause}`, `\t... ${frames.length} more`]),
];

/** Thrown by the job's own code in an operator. */
export function thrownByOperator(
  { operators }: VertexBlueprint,
  job: string,
  thrown: string,
  causes: readonly string[] = [],
): string[] {
  const operator = operators.find(({ kind }) => kind === 'operator') ?? operators[0];
  const owner = `${packageOf(job)}.${classOf(operator?.name ?? 'Operator')}`;
  return chained(thrown, causes, [
    printed(`${owner}.lambda$process$0:${lineOf(`${owner}lambda`)}`),
    printed(`${owner}.processElement:${lineOf(`${owner}processElement`)}`),
    printed('org.apache.flink.streaming.api.operators.KeyedProcessOperator.processElement:83'),
    ...runtimeFrames,
  ]);
}

/** Thrown while a source reads. */
export const thrownByReader = (cause: string, ...further: readonly string[]): string[] => [
  'java.lang.RuntimeException: One or more fetchers have encountered exception',
  ...[
    'org.apache.flink.connector.base.source.reader.fetcher.SplitFetcherManager.checkErrors:333',
    'org.apache.flink.connector.base.source.reader.SourceReaderBase.getNextFetch:228',
    'org.apache.flink.connector.base.source.reader.SourceReaderBase.pollNext:190',
    'org.apache.flink.streaming.api.operators.SourceOperator.emitNext:443',
  ].map(printed),
  ...runtimeFrames.slice(3),
  'Caused by: java.lang.RuntimeException: SplitFetcher thread 0 received unexpected exception while polling the records',
  printed('org.apache.flink.connector.base.source.reader.fetcher.SplitFetcher.runOnce:168'),
  printed('org.apache.flink.connector.base.source.reader.fetcher.SplitFetcher.run:117'),
  '\t... 5 more',
  ...[cause, ...further].flatMap((each) => [`Caused by: ${each}`, '\t... 6 more']),
];

/** Thrown while a SourceFunction reads. */
export const thrownByConsumer = (thrown: string, ...causes: readonly string[]): string[] =>
  chained(
    thrown,
    causes,
    [
      'org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher.runFetcher:774',
      'org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer.run:351',
      'org.apache.flink.streaming.api.operators.StreamSource.run:113',
      'org.apache.flink.streaming.runtime.tasks.SourceStreamTask$LegacySourceFunctionThread.run:338',
    ].map(printed),
  );

/** Where the writers of the connectors notice that a write has failed. */
const WRITERS: Readonly<Record<SinkTarget['kind'], readonly Frame[]>> = {
  kinesis: ['org.apache.flink.connector.base.sink.writer.AsyncSinkWriter.lambda$flush$2:334'],
  firehose: ['org.apache.flink.connector.base.sink.writer.AsyncSinkWriter.lambda$flush$2:334'],
  kafka: [
    'org.apache.flink.connector.kafka.sink.KafkaWriter$WriterCallback.throwException:436',
    'org.apache.flink.connector.kafka.sink.KafkaWriter$WriterCallback.lambda$onCompletion$0:417',
  ],
  s3: [
    'org.apache.flink.fs.s3.common.writer.RecoverableMultiPartUploadImpl.uploadPart:113',
    'org.apache.flink.connector.file.sink.writer.FileWriterBucket.write:193',
    'org.apache.flink.connector.file.sink.writer.FileWriter.write:195',
  ],
  opensearch: ['org.apache.flink.connector.opensearch.sink.OpensearchWriter.lambda$new$0:131'],
  jdbc: [
    'org.apache.flink.connector.jdbc.internal.JdbcOutputFormat.writeRecord:203',
    'org.apache.flink.connector.jdbc.internal.GenericJdbcSinkFunction.invoke:57',
  ],
  discard: [],
};

/** Thrown while a sink writes. */
export const thrownByWriter = (kind: SinkTarget['kind'], thrown: string, ...causes: readonly string[]): string[] =>
  chained(thrown, causes, [
    ...WRITERS[kind].map(printed),
    printed('org.apache.flink.streaming.runtime.tasks.mailbox.Mail.run:90'),
    ...runtimeFrames.slice(-4),
  ]);

/** Thrown by the runtime itself, outside of any operator. */
export const thrownByRuntime = (thrown: string, ...frames: readonly Frame[]): string[] => [thrown, ...frames.map(printed)];

/** A connection that broke once: what a single, harmless failure of this application looks like; `chance` in [0, 1) chooses. */
export function isolatedFailure({ sources }: Blueprint, chance: number): string[] {
  if (chance >= 0.5) return remoteTaskManagerLost;
  return thrownByReader(
    sources.some(({ kind }) => kind === 'kafka')
      ? 'org.apache.kafka.common.errors.DisconnectException: Cancelled in-flight FETCH request due to node 2 being disconnected'
      : 'software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: connection reset by peer',
  );
}

const netty = 'org.apache.flink.runtime.io.network.netty';

export const remoteTaskManagerLost: string[] = thrownByRuntime(
  `${netty}.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager. This might indicate that the remote task manager was lost.`,
  `${netty}.CreditBasedPartitionRequestClientHandler.channelInactive:134`,
  'org.apache.flink.shaded.netty4.io.netty.channel.AbstractChannelHandlerContext.invokeChannelInactive:303',
  'org.apache.flink.shaded.netty4.io.netty.channel.DefaultChannelPipeline.fireChannelInactive:831',
  'org.apache.flink.shaded.netty4.io.netty.channel.AbstractChannel$AbstractUnsafe$7.run:620',
  'java.lang.Thread.run:840',
);
