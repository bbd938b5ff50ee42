import type { Millis } from '../../units/units.ts';
import { DAY, millis } from '../../units/units.ts';
import type { Blueprint } from '../blueprint.ts';
import { between, keyOf, uniform } from '../random.ts';
import type { SimulatedStream } from '../types.ts';

/** The Kinesis streams that applications read and write, by name. Those that nobody reads have shards as chance will. */
export function streamsOf(blueprints: readonly Blueprint[], seed: number, begin: Millis): readonly SimulatedStream[] {
  const shards = new Map<string, number>();
  for (const { jobs } of blueprints)
    for (const { target } of jobs.flatMap(({ vertices }) => vertices.flatMap(({ operators }) => operators)))
      if (target?.kind === 'kinesis') shards.set(target.name, between(keyOf(seed, 'stream', target.name), 0, 1, 6));
  for (const { sources } of blueprints)
    for (const { kind, name, partitions } of sources) if (kind === 'kinesis') shards.set(name, partitions);
  return [...shards]
    .map(([name, count]) => ({
      name,
      shards: count,
      created: millis(begin - (200 + 400 * uniform(keyOf(seed, 'stream', name), 1)) * DAY),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
