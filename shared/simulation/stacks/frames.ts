/**
 * A frame as Flink's flame graphs print it: `class.method:line`; −2 is a native method, −1 a class without lines. Lists of frames go
 * from the thread's start inwards. Lines are those of Flink 1.20 and 2.3; other versions differ by a few.
 */
export type Frame = string;

const task = 'org.apache.flink.runtime.taskmanager.Task';
const tasks = 'org.apache.flink.streaming.runtime.tasks';
const mailbox = `${tasks}.mailbox.MailboxProcessor`;
const io = 'org.apache.flink.streaming.runtime.io';

/** From the thread's start into the loop that every task runs. */
export const loop = (modern: boolean): readonly Frame[] => [
  'java.lang.Thread.run:840',
  `${task}.run:${modern ? 579 : 575}`,
  `${task}.doRun:${modern ? 774 : 763}`,
  `${task}.restoreAndInvoke:${modern ? 969 : 949}`,
  `${task}.runWithSystemExitMonitoring:${modern ? 987 : 970}`,
  `${task}$$Lambda$0/0x0.run:-1`,
  `${tasks}.StreamTask.invoke:${modern ? 959 : 917}`,
  `${tasks}.StreamTask.runMailboxLoop:${modern ? 1022 : 973}`,
];

/** Waiting for mail: nothing to read, or no room to write. Both look the same (soft backpressure). */
export const waitingForMail = (modern: boolean): readonly Frame[] => [
  `${mailbox}.runMailboxLoop:229`,
  `${mailbox}.processMail:${modern ? 369 : 368}`,
  `${mailbox}.processMailsWhenDefaultActionUnavailable:${modern ? 380 : 379}`,
  `${tasks}.mailbox.TaskMailboxImpl.take:${modern ? 161 : 149}`,
  'java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await:1764',
  'java.util.concurrent.locks.LockSupport.parkNanos:252',
  'jdk.internal.misc.Unsafe.park:-2',
];

/** Into the processing of one input. */
export const processing = (modern: boolean): readonly Frame[] => [
  `${mailbox}.runMailboxLoop:231`,
  `${tasks}.StreamTask$$Lambda$0/0x0.runDefaultAction:-1`,
  `${tasks}.StreamTask.processInput:${modern ? 656 : 638}`,
];

const twoInputs = (modern: boolean): Frame => `${io}.StreamMultipleInputProcessor.processInput:${modern ? 86 : 85}`;

/** From there to the first operator, by what the vertex reads. */
export function input(inputs: number, modern: boolean): readonly Frame[] {
  if (inputs === 0) return [`${io}.StreamOneInputProcessor.processInput:65`, `${io}.StreamTaskSourceInput.emitNext:68`];
  const network = [
    `${io}.StreamOneInputProcessor.processInput:65`,
    `${io}.AbstractStreamTaskNetworkInput.emitNext:114`,
    `${io}.AbstractStreamTaskNetworkInput.processElement:157`,
  ];
  if (inputs === 1)
    return [
      ...network,
      `${tasks}.OneInputStreamTask$StreamTaskNetworkOutput.emitRecord:238`,
      `${io}.RecordProcessorUtils$$Lambda$0/0x0.accept:-1`,
      `${io}.RecordProcessorUtils.lambda$getRecordProcessor$0:64`,
    ];
  return [
    twoInputs(modern),
    ...network,
    `${io}.StreamTwoInputProcessorFactory$StreamTaskNetworkOutput.emitRecord:${modern ? 279 : 277}`,
    `${io}.RecordProcessorUtils$$Lambda$0/0x0.accept:-1`,
    `${io}.RecordProcessorUtils.lambda$getRecordProcessor1$1:97`,
  ];
}

/** Reading a record out of network buffers, up to the serializer. */
export const reading = (inputs: number, modern: boolean): readonly Frame[] => [
  ...(inputs > 1 ? [twoInputs(modern)] : []),
  `${io}.StreamOneInputProcessor.processInput:65`,
  `${io}.AbstractStreamTaskNetworkInput.emitNext:103`,
  'org.apache.flink.runtime.io.network.api.serialization.SpillingAdaptiveSpanningRecordDeserializer.getNextRecord:93',
  'org.apache.flink.runtime.io.network.api.serialization.SpillingAdaptiveSpanningRecordDeserializer.readNextRecord:103',
  'org.apache.flink.runtime.io.network.api.serialization.SpillingAdaptiveSpanningRecordDeserializer.readNonSpanningRecord:128',
  'org.apache.flink.runtime.io.network.api.serialization.NonSpanningWrapper.readInto:337',
  'org.apache.flink.runtime.plugable.NonReusingDeserializationDelegate.read:53',
  'org.apache.flink.streaming.runtime.streamrecord.StreamElementSerializer.deserialize:44',
  'org.apache.flink.streaming.runtime.streamrecord.StreamElementSerializer.deserialize:204',
];

/** Handing a record to the next operator of the chain. */
export const chaining: readonly Frame[] = [
  'org.apache.flink.streaming.api.operators.CountingOutput.collect:48',
  'org.apache.flink.streaming.api.operators.CountingOutput.collect:29',
  `${tasks}.CopyingChainingOutput.collect:29`,
  `${tasks}.CopyingChainingOutput.collect:50`,
];
export const pushing: Frame = `${tasks}.CopyingChainingOutput.pushToOperator:75`;
/** Chained operators get a copy: objects are not reused. */
export const copying: Frame = `${tasks}.CopyingChainingOutput.pushToOperator:74`;

const writer = 'org.apache.flink.runtime.io.network.api.writer';

/** Sending a record to another vertex. */
export const sending: readonly Frame[] = [
  'org.apache.flink.streaming.api.operators.CountingOutput.collect:48',
  'org.apache.flink.streaming.api.operators.CountingOutput.collect:29',
  `${io}.RecordWriterOutput.collect:92`,
  `${io}.RecordWriterOutput.collectAndCheckIfChained:108`,
  `${io}.RecordWriterOutput.pushToRecordWriter:144`,
  `${writer}.ChannelSelectorRecordWriter.emit:55`,
  `${writer}.RecordWriter.emit:105`,
];
/** Up to the serializer. */
export const writing: readonly Frame[] = [
  `${writer}.RecordWriter.serializeRecord:136`,
  'org.apache.flink.runtime.plugable.SerializationDelegate.write:54',
  'org.apache.flink.streaming.runtime.streamrecord.StreamElementSerializer.serialize:165',
  'org.apache.flink.streaming.runtime.streamrecord.StreamElementSerializer.serialize:44',
];
/** No network buffer is free, in the middle of a record or of several (hard backpressure). */
export const waitingForBuffer: readonly Frame[] = [
  `${writer}.BufferWritingResultPartition.emitRecord:171`,
  `${writer}.BufferWritingResultPartition.appendUnicastDataForNewRecord:275`,
  `${writer}.BufferWritingResultPartition.requestNewUnicastBufferBuilder:352`,
  `${writer}.BufferWritingResultPartition.requestNewBufferBuilderFromPool:398`,
  'org.apache.flink.runtime.io.network.buffer.LocalBufferPool.requestBufferBuilderBlocking:390',
  'org.apache.flink.runtime.io.network.buffer.LocalBufferPool.requestMemorySegmentBlocking:447',
  'java.util.concurrent.CompletableFuture.get:2072',
  'java.util.concurrent.CompletableFuture.waitingGet:1898',
  'java.util.concurrent.ForkJoinPool.managedBlock:3436',
  'java.util.concurrent.ForkJoinPool.unmanagedBlock:3465',
  'java.util.concurrent.CompletableFuture$Signaller.block:1864',
  'java.util.concurrent.locks.LockSupport.park:211',
  'jdk.internal.misc.Unsafe.park:-2',
];

/** The last barrier has come: the task takes its part of the checkpoint before it goes on. */
export const snapshotting: readonly Frame[] = [
  'org.apache.flink.streaming.runtime.io.checkpointing.CheckpointedInputGate.pollNext:122',
  'org.apache.flink.streaming.runtime.io.checkpointing.CheckpointedInputGate.handleEvent:181',
  'org.apache.flink.streaming.runtime.io.checkpointing.SingleCheckpointBarrierHandler.processBarrier:214',
  'org.apache.flink.streaming.runtime.io.checkpointing.CheckpointBarrierHandler.notifyCheckpoint:147',
  'org.apache.flink.streaming.runtime.tasks.StreamTask.triggerCheckpointOnBarrier:1289',
  'org.apache.flink.streaming.runtime.tasks.StreamTask.performCheckpoint:1344',
  'org.apache.flink.streaming.runtime.tasks.SubtaskCheckpointCoordinatorImpl.checkpointState:350',
  'org.apache.flink.streaming.runtime.tasks.SubtaskCheckpointCoordinatorImpl.takeSnapshotSync:757',
  'org.apache.flink.streaming.runtime.tasks.RegularOperatorChain.snapshotState:188',
  'org.apache.flink.streaming.api.operators.StreamOperatorStateHandler.snapshotState:234',
];
