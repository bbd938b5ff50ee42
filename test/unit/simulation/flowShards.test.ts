import { describe, expect, it } from 'vitest';
import type { Blueprint } from '#shared/simulation/blueprint.ts';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { arrivalRate } from '#shared/simulation/flow/source/arrivalRate.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { isOpen, openShards, shardNumber } from '#shared/simulation/flow/source/shards.ts';
import { buildSource, totalBacklog } from '#shared/simulation/flow/sources.ts';
import type { SourceFlow } from '#shared/simulation/flow/sources.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import { STEP } from '#shared/simulation/types.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { stage, strainWith } from '#test/support/flows.ts';
import { kindsOf, minutesOf, published } from '#test/support/published.ts';
import { NOON } from '#test/support/worlds.ts';

/** The clickstream, scaled to twelve shards five minutes after noon, and back at one o'clock. */
function scaled(): Blueprint {
  const blueprint = findBlueprint('clickstream-sessions');
  const reshards = [
    { hour: 12 + 5 / 60, partitions: 12 },
    { hour: 13, partitions: 5 },
  ];
  return { ...blueprint, sources: blueprint.sources.map((source) => ({ ...source, partitions: 5, reshards })) };
}

function play(blueprint: Blueprint) {
  const [job] = blueprint.jobs;
  if (job === undefined) throw new Error('no job');
  const all = stage(blueprint, job, 7);
  const [source] = all.sources.values();
  const [reader] = all.flow.vertices;
  if (source === undefined || reader === undefined) throw new Error('nothing is read');
  return { ...all, source, reader };
}

const places = (source: SourceFlow): number[] => Array.from(source.weights, (_, k) => k);
const open = (source: SourceFlow): number[] =>
  places(source)
    .filter((k) => isOpen(source, k))
    .map((k) => shardNumber(source, k));

describe('a stream that is scaled', () => {
  it('closes its shards and opens new ones, with numbers of their own, day after day', () => {
    const { source, play: run } = play(scaled());
    run(createStrain(), 8, () => source.committed.set(source.position));
    expect(open(source)).toEqual([0, 1, 2, 3, 4]);
    expect(openShards(source)).toEqual({ first: 0, count: 5, closed: 0 });
    run(createStrain(), 16, () => source.committed.set(source.position));
    expect(open(source)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(openShards(source)).toEqual({ first: 5, count: 12, closed: 5 });
    run(createStrain(), (HOUR - 5 * MINUTE) / STEP, () => source.committed.set(source.position));
    expect(open(source)).toEqual([17, 18, 19, 20, 21]);
    expect(openShards(source)).toEqual({ first: 17, count: 5, closed: 12 });
    run(createStrain(), DAY / STEP, () => source.committed.set(source.position));
    expect(open(source)).toHaveLength(5);
    expect(Math.min(...open(source))).toBe(17 + 5 + 12);
  });

  it('loses nothing: closed shards are read to their end', () => {
    const { source, reader, play: run } = play(scaled());
    run(strainWith(null, {}, source, { unreachable: true }), 30);
    const closed = places(source).filter((k) => !isOpen(source, k) && (source.arrived[k] ?? 0) > 0);
    expect(closed).toHaveLength(5);
    run(createStrain(), 100);
    expect(totalBacklog(source)).toBeLessThan(1);
    expect(sum(reader.recordsIn)).toBeCloseTo(sum(source.arrived), 3);
  });

  it('waits for its last shards to be drained before it is scaled again', () => {
    const { source, play: run } = play(scaled());
    const stuck = strainWith(null, {}, source, { unreachable: true });
    run(createStrain(), 8, () => source.committed.set(source.position));
    run(stuck, HOUR / STEP);
    expect(open(source)).toHaveLength(12);
    run(createStrain(), 400, () => source.committed.set(source.position));
    expect(open(source)).toHaveLength(5);
  });

  it('does not hold event time back with what is read to its end', () => {
    const { source, reader, play: run } = play(scaled());
    run(createStrain(), 24);
    const before = reader.slowest;
    run(createStrain(), 2);
    expect(reader.slowest - before).toBe(2 * STEP);
    expect(source.weights.filter((weight) => weight > 0)).toHaveLength(12);
  });

  it('has series for the shards that there are, and those of closed ones end', () => {
    const store = published([{ ...scaled(), metricsLevel: 'PARALLELISM' }], 12);
    const shards = store
      .list('AWS/KinesisAnalytics', 'millisBehindLatest')
      .filter((series) => kindsOf(series) === 'Application+Flow+Id+ShardId');
    const last = (number: number) =>
      minutesOf(shards.find(({ dimensions }) => dimensions[3]?.value === `shardId-${String(number).padStart(12, '0')}`)).at(-1)
        ?.at;
    expect(shards).toHaveLength(17);
    expect(last(0)).toBeLessThan(NOON + 6 * MINUTE);
    expect(last(16)).toBe(NOON + 11 * MINUTE);
  });
});

describe('what comes into a stream again and again', () => {
  const blueprint = findBlueprint('ticker-counts').sources[0];
  if (blueprint === undefined) throw new Error('no source');
  const calm = { mean: 1_000, swing: 0, peak: 0, noise: 0 };
  const rates = (arrivals: typeof blueprint.arrivals, hours: number): number[] => {
    const source = buildSource({ ...blueprint, arrivals }, 7);
    return Array.from({ length: (hours * HOUR) / STEP }, (_, i) => arrivalRate(source, millis(NOON + i * STEP)));
  };

  it('is a spike: so many times as much, for so long', () => {
    const all = rates(
      { ...calm, episodes: [{ kind: 'spike', every: millis(2 * HOUR), lasts: millis(10 * MINUTE), times: 4 }] },
      24,
    );
    expect(new Set(all)).toEqual(new Set([1_000, 4_000]));
    expect(all.filter((rate) => rate === 4_000)).toHaveLength((12 * 10 * MINUTE) / STEP);
  });

  it('is an outage of the producers: nothing, and then all that they held back', () => {
    const all = rates({ ...calm, episodes: [{ kind: 'outage', every: millis(6 * HOUR), lasts: millis(20 * MINUTE) }] }, 24);
    expect(Math.min(...all)).toBe(0);
    expect(sum(all) / all.length).toBeCloseTo(1_000, 0);
    const stops = all.findIndex((rate, i) => rate === 0 && all[i - 1] !== 0);
    const back = all.findIndex((rate, i) => i > stops && rate > 0);
    expect(back - stops).toBe((20 * MINUTE) / STEP);
    expect(all[back]).toBe(3_000);
  });
});
