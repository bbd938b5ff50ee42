import type { SourceBlueprint, VertexBlueprint } from '../blueprint.ts';
import { uniform } from '../random.ts';
import { classOf, lineOf, packageOf } from '../stacks/userCode.ts';
import type { Message } from './record.ts';
import { debug, info, origin } from './record.ts';

/** A line that an operator's own code writes for each record. */
export function processedRecord({ operators }: VertexBlueprint, job: string, key: number, n: number): Message {
  const operator = operators.find(({ kind }) => kind === 'operator') ?? operators[0];
  const owner = `${packageOf(job)}.${classOf(operator?.name ?? 'Operator')}`;
  const id = Math.floor(uniform(key, n) * 0xffffffff)
    .toString(16)
    .padStart(8, '0');
  return info(
    origin(owner, 'processElement', lineOf(`${owner}log`), `${operator?.name ?? ''} (${1 + (n % 2)}/2)#0`),
    `Processed record ${id} in ${1 + Math.floor(9 * uniform(key ^ 1, n))} ms`,
  );
}

/** What Flink, its connectors and their clients say at the level DEBUG. */
export function debugChatter(source: SourceBlueprint | null, key: number, n: number): Message {
  const thread = `flink-taskmanager-thread-${1 + (n % 6)}`;
  const amount = Math.floor(10_000 * uniform(key, n));
  switch (Math.floor(uniform(key ^ 2, n) * 4)) {
    case 0:
      return source?.kind === 'kafka'
        ? debug(
            origin('org.apache.kafka.clients.consumer.internals.Fetcher', 'fetchRecords', 721, thread),
            `[Consumer clientId=${source.name}-0, groupId=${source.name}] Added READ_UNCOMMITTED fetch request for partition ${source.name}-${amount % source.partitions} at position FetchPosition{offset=${amount + 48_211_000}}`,
          )
        : debug(
            origin('software.amazon.awssdk.request', 'lambda$debug$0', 91, 'sdk-async-response-3-0'),
            `Received successful response: 200, Request ID: ${amount.toString(16)}-${n.toString(16)}`,
          );
    case 1:
      return debug(
        origin('org.apache.flink.runtime.io.network.partition.PipelinedSubpartition', 'notifyDataAvailable', 372, thread),
        `Subpartition ${n % 8} has ${amount % 10} buffers available, backlog ${amount % 7}`,
      );
    case 2:
      return debug(
        origin('org.apache.flink.streaming.api.operators.InternalTimerServiceImpl', 'advanceWatermark', 311, thread),
        `Advancing to watermark, ${amount % 100} timers fire`,
      );
    default:
      return debug(
        origin('org.apache.flink.runtime.taskmanager.TaskManagerServices', 'heartbeat', 188, thread),
        `Received heartbeat request from the resource manager, ${amount % 64} slots reported`,
      );
  }
}
