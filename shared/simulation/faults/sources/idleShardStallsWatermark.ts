import type { Fault } from '../fault.ts';
import { strainOnSource } from '../strains.ts';
import { hasWindows, isSpread, sourcesWhere } from '../victims.ts';

/** Shards that get no records any more. */
const IDLE = { mild: 1, clear: 1, severe: 2 };

export const idleShardStallsWatermark: Fault = {
  problem: 'idle-shard-stalls-watermark',
  title: 'A shard without records holds event time back',
  truth:
    'Nothing is written to one shard any more, and the watermark strategy does not mark it as idle: event time stands still, and no window closes although records flow.',
  victims: (blueprint) =>
    hasWindows(blueprint)
      ? sourcesWhere(
          blueprint,
          ({ partitions }, reader) =>
            isSpread(reader, blueprint) && partitions > 2 && partitions <= (reader.parallelism ?? blueprint.parallelism),
        )
      : [],
  strain({ source, severity }, strain) {
    if (source === null) return;
    const own = strainOnSource(strain, source);
    own.activePartitions = source.weights.length - IDLE[severity];
    own.idleHoldsWatermark = true;
  },
};
