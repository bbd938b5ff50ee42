import { thrownByRuntime } from '../../logs/stackTraces.ts';
import type { Fault } from '../fault.ts';
import { crashNow } from '../moments.ts';
import { strainOnSource } from '../strains.ts';
import { verticesWhere } from '../victims.ts';

/** The job lives about so many seconds before the tasks that lack buffers are deployed. */
const LIVES = { mild: 240, clear: 60, severe: 12 };
const pool = 'org.apache.flink.runtime.io.network.buffer.NetworkBufferPool';

export const insufficientNetworkBuffers: Fault = {
  problem: 'insufficient-network-buffers',
  title: 'There are too few network buffers for the job graph',
  truth:
    'After a change of the job graph every task has more channels than there is network memory for: tasks fail as soon as they set their exchanges up.',
  victims: (blueprint) => verticesWhere(blueprint, ({ uid }, { edges }) => edges.some(({ to }) => to === uid)),
  strain({ sources }, strain) {
    // Until all tasks are there, none reads.
    for (const source of sources.values()) strainOnSource(strain, source).unreachable = true;
  },
  failure(context) {
    const at = crashNow(context, LIVES);
    if (at === null) return null;
    const required = 2 * context.vertex.parallelism + 1;
    const thrown = thrownByRuntime(
      `java.io.IOException: Insufficient number of network buffers: required ${required}, but only ${Math.floor(required / 3)} available. The total number of network buffers is currently set to 2048 of 32768 bytes each. You can increase this number by setting the configuration keys 'taskmanager.memory.network.fraction', 'taskmanager.memory.network.min', and 'taskmanager.memory.network.max'.`,
      `${pool}.internalCreateBufferPool:513`,
      `${pool}.createBufferPool:474`,
      'org.apache.flink.runtime.io.network.partition.ResultPartitionFactory.lambda$createBufferPoolFactory$1:351',
      'org.apache.flink.runtime.taskmanager.Task.setupPartitionsAndGates:1002',
      'org.apache.flink.runtime.taskmanager.Task.doRun:682',
      'java.lang.Thread.run:840',
    );
    return { at, thrown, vertex: context.vertex.id, losesMachine: false, memory: null };
  },
};
