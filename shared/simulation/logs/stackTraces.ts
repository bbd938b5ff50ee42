import type { Blueprint } from '../blueprint.ts';

const runtimeFrames = [
  '\tat org.apache.flink.streaming.runtime.tasks.OneInputStreamTask$StreamTaskNetworkOutput.emitRecord(OneInputStreamTask.java:238)',
  '\tat org.apache.flink.streaming.runtime.io.AbstractStreamTaskNetworkInput.processElement(AbstractStreamTaskNetworkInput.java:157)',
  '\tat org.apache.flink.streaming.runtime.io.StreamOneInputProcessor.processInput(StreamOneInputProcessor.java:65)',
  '\tat org.apache.flink.streaming.runtime.tasks.StreamTask.processInput(StreamTask.java:638)',
  '\tat org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor.runMailboxLoop(MailboxProcessor.java:231)',
  '\tat org.apache.flink.streaming.runtime.tasks.StreamTask.invoke(StreamTask.java:917)',
  '\tat org.apache.flink.runtime.taskmanager.Task.run(Task.java:575)',
  '\tat java.base/java.lang.Thread.run(Thread.java:840)',
];

/** What a single task failure of this application looks like; `chance` in [0, 1) chooses. */
export function stackTrace({ sources }: Blueprint, chance: number): string[] {
  const kafka = sources.some(({ kind }) => kind === 'kafka');
  const cause = kafka
    ? 'org.apache.kafka.common.errors.DisconnectException: Cancelled in-flight FETCH request due to node 2 being disconnected'
    : 'software.amazon.awssdk.core.exception.SdkClientException: Unable to execute HTTP request: connection reset by peer';
  const remote =
    'org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager. This might indicate that the remote task manager was lost.';
  return chance < 0.5
    ? [
        'java.lang.RuntimeException: One or more fetchers have encountered exception',
        ...runtimeFrames,
        `Caused by: ${cause}`,
        '\t... 8 more',
      ]
    : [remote, ...runtimeFrames];
}
