import type { Fault } from '../fault.ts';
import { limitedTo, strainOnSource } from '../strains.ts';
import { isSpread, sourcesWhere } from '../victims.ts';

/** Share of the subtasks that still have a shard. */
const KEPT = { mild: 0.5, clear: 0.3, severe: 0.15 };
/** Share of what comes in that so few can read. */
const GIVES = { mild: 1.02, clear: 0.85, severe: 0.6 };

export const fewShardsIdleSubtasks: Fault = {
  problem: 'few-shards-idle-subtasks',
  title: 'Fewer shards than source subtasks',
  truth:
    'Shards of the source stream were merged. A shard is read by one subtask, so most source subtasks have nothing to do while a few read all there is.',
  victims: (blueprint) =>
    sourcesWhere(
      blueprint,
      ({ kind, partitions }, reader) => kind === 'kinesis' && partitions > 2 && isSpread(reader, blueprint),
    ),
  strain(context, strain) {
    if (context.source === null) return;
    const kept = Math.max(1, Math.floor(context.vertex.parallelism * KEPT[context.severity]));
    const source = strainOnSource(strain, context.source);
    source.activePartitions = kept;
    source.readLimit *= limitedTo(GIVES, context, kept);
  },
};
