import type { Millis } from '../../units/units.ts';
import { DAY, millis } from '../../units/units.ts';
import { openShards } from '../flow/source/shards.ts';
import { between, keyOf, uniform } from '../random.ts';
import type { SimulatedStream } from '../types.ts';
import type { ApplicationRuntime } from './runtime.ts';

type Reader = Pick<ApplicationRuntime, 'blueprint' | 'sources'>;

/** The Kinesis streams that applications read and write, by name. Those that nobody reads have shards as chance will. */
export function streamsOf(applications: readonly Reader[], seed: number, begin: Millis): readonly SimulatedStream[] {
  const streams = new Map<string, SimulatedStream>();
  const put = (name: string, firstShard: number, shards: number, closedShards: number) => {
    const created = millis(begin - (200 + 400 * uniform(keyOf(seed, 'stream', name), 1)) * DAY);
    streams.set(name, { name, shards, firstShard, closedShards, created });
  };
  for (const { blueprint } of applications)
    for (const { target } of blueprint.jobs.flatMap(({ vertices }) => vertices.flatMap(({ operators }) => operators)))
      if (target?.kind === 'kinesis') put(target.name, 0, between(keyOf(seed, 'stream', target.name), 0, 1, 6), 0);
  for (const source of applications.flatMap(({ sources }) => [...sources.values()])) {
    if (source.blueprint.kind !== 'kinesis') continue;
    const { first, count, closed } = openShards(source);
    put(source.blueprint.name, first, count, closed);
  }
  return [...streams.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
