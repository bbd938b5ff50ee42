import type { VertexBlueprint } from '../blueprint.ts';
import { packageOf } from '../stacks/userCode.ts';
import type { Message } from './record.ts';
import { origin, warn } from './record.ts';

/** Why a checkpoint fails that meets an object without a serializer. */
export const notSerializable = (job: string): string =>
  `Asynchronous task checkpoint failed. Caused by: com.esotericsoftware.kryo.KryoException: java.io.NotSerializableException: ${packageOf(job)}.model.Attachment`;

/** What its task says. */
export function cannotSerialize({ operators }: VertexBlueprint, job: string, subtask: string): Message {
  const name = operators.map((each) => each.name).join(' -> ');
  return warn(
    origin(
      'org.apache.flink.streaming.runtime.tasks.AsyncCheckpointRunnable',
      'handleExecutionException',
      175,
      'AsyncOperations-thread-3',
    ),
    `${name} (${subtask}) - asynchronous part of checkpoint could not be completed.`,
    [
      'java.util.concurrent.ExecutionException: com.esotericsoftware.kryo.KryoException: Error during Java serialization.',
      '\tat java.util.concurrent.FutureTask.report(FutureTask.java:122)',
      '\tat org.apache.flink.util.concurrent.FutureUtils.runIfNotDoneAndGet(FutureUtils.java:511)',
      `Caused by: java.io.NotSerializableException: ${packageOf(job)}.model.Attachment`,
      '\t... 3 more',
    ],
  );
}
