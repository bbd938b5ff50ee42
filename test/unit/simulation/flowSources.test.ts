import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blueprint } from '#shared/simulation/blueprint.ts';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { arrivedAt, forgetRead, noteArrivals, startArrivals } from '#shared/simulation/flow/source/arrivals.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { totalBacklog } from '#shared/simulation/flow/sources.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import { STEP } from '#shared/simulation/types.ts';
import { stage, strainWith } from '#test/support/flows.ts';

/** An application's flow with its first source and whoever reads it. */
function read(id: string, change: (blueprint: Blueprint) => Blueprint = (same) => same) {
  const blueprint = change(findBlueprint(id));
  const [job] = blueprint.jobs;
  const [first] = blueprint.sources;
  if (job === undefined || first === undefined) throw new Error(`${id} reads nothing.`);
  const { flow, sources, play } = stage(blueprint, job, 7);
  const source = sources.get(first.id);
  const reader = flow.vertices.find((vertex) => vertex.blueprint.source === first.id);
  if (source === undefined || reader === undefined) throw new Error(`Nobody reads ${first.id}.`);
  const on = (strain: Parameters<typeof strainWith>[3], steps: number) => play(strainWith(null, {}, source, strain), steps);
  return { flow, source, reader, play, on, calm: (steps: number) => play(createStrain(), steps) };
}

describe('the age of what waits', () => {
  it('is the time since it came, whatever comes now', () => {
    const { source, on } = read('ticker-counts');
    on({ unreachable: true }, 40);
    const [after40] = source.behind;
    expect(after40).toBeCloseTo(40 * STEP, -3);
    // Hardly anything comes any more: what waits gets older all the same, and no faster.
    on({ unreachable: true, arrivals: 0.01 }, 20);
    expect(source.behind[0]).toBeCloseTo(60 * STEP, -3);
  });

  it('is nothing once all is read', () => {
    const { source, on, calm } = read('ticker-counts');
    on({ unreachable: true }, 8);
    calm(80);
    expect(Math.max(...source.behind)).toBe(0);
  });

  it('is found again after a job has gone back to its last checkpoint', () => {
    const { source, calm, on } = read('ticker-counts');
    calm(20);
    source.committed.set(source.position);
    calm(6);
    source.position.set(source.committed);
    on({ unreachable: true }, 1);
    expect(Math.max(...source.behind)).toBeCloseTo(7 * STEP, -3);
  });

  it('is known to a step where much waits for days, in a bounded memory', () => {
    const history = startArrivals(1);
    const arrived = new Float64Array(1);
    for (let step = 0; step <= 20_000; step++) {
      arrived[0] = step * 100;
      noteArrivals(history, step * STEP, arrived);
    }
    expect(history.rows.length).toBeLessThanOrEqual(2 * 512);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2_000_000, noNaN: true }), (position) => {
        expect(Math.abs(arrivedAt(history, 0, position) - (position / 100) * STEP)).toBeLessThanOrEqual(STEP);
      }),
    );
    forgetRead(history, Float64Array.of(1_999_900));
    expect(history.end - history.first).toBeLessThanOrEqual(3);
  });
});

describe('a stream', () => {
  it('that is cut gives nothing: its readers idle, nothing is lost, and all is read when it is back', () => {
    const { flow, source, reader, on, calm } = read('orders-enrichment');
    on({ unreachable: true }, 12);
    expect(Math.max(...reader.busy)).toBe(0);
    expect(Math.min(...reader.idle)).toBeGreaterThan(950);
    expect(totalBacklog(source)).toBeCloseTo(sum(source.arrived), 3);
    calm(60);
    expect(totalBacklog(source)).toBeLessThan(1);
    expect(sum(reader.recordsIn)).toBeCloseTo(sum(source.arrived), 3);
    expect(sum(flow.edges[0]?.queue ?? [])).toBeLessThan(1);
  });

  it('that refuses reads falls behind though its readers have time, and counts the refusals', () => {
    const { source, reader, on, calm } = read('ticker-counts');
    calm(8);
    expect(source.refused).toBe(0);
    on({ readLimit: 0.02, refused: 0.5 }, 20);
    expect(source.refused).toBeGreaterThan(0);
    expect(totalBacklog(source)).toBeGreaterThan(0.5 * sum(source.arriving) * 10);
    expect(Math.max(...reader.backpressured)).toBeLessThan(100);
    expect(Math.max(...reader.busy)).toBeLessThan(500);
  });

  it('refuses some of the reads when a shard gives all that it can', () => {
    const { source, on } = read('ticker-counts');
    const arriving = source.blueprint.arrivals.mean / source.blueprint.partitions;
    on({ readLimit: (0.5 * arriving) / source.blueprint.readLimit }, 10);
    expect(source.refused).toBeGreaterThan(source.blueprint.partitions);
  });

  it('with few active shards leaves the other readers idle', () => {
    const { reader, on } = read('clickstream-sessions');
    on({ activePartitions: 2 }, 20);
    const working = reader.processed.filter((records) => records > 0);
    expect(working).toHaveLength(2);
    expect(reader.processed.length).toBeGreaterThan(4);
  });

  it('with a hot partition overloads one reader', () => {
    const { reader, source, on } = read('payments-replication');
    on({ hotPartition: 0.7 }, 20);
    const sorted = [...source.behind].sort((a, b) => b - a);
    expect(sorted[0]).toBeGreaterThan(STEP);
    expect([...reader.busy].filter((busy) => busy > 980)).toHaveLength(1);
  });
});

describe('event time', () => {
  it('goes on while some shards are idle, and stands still once an idle one holds it', () => {
    const { reader, on } = read('clickstream-sessions');
    on({ activePartitions: 3 }, 20);
    const before = reader.slowest;
    on({ activePartitions: 3 }, 4);
    expect(reader.slowest - before).toBe(4 * STEP);
    const stalled = reader.slowest;
    on({ activePartitions: 3, idleHoldsWatermark: true }, 12);
    expect(reader.slowest).toBe(stalled);
    on({ activePartitions: 3 }, 1);
    expect(reader.slowest).toBeGreaterThan(stalled + 10 * STEP);
  });

  it('waits a minute for a shard that has become silent, then goes on without it', () => {
    const { reader, calm, on } = read('clickstream-sessions');
    calm(8);
    const before = reader.slowest;
    on({ activePartitions: 3 }, 3);
    expect(reader.slowest).toBe(before);
    on({ activePartitions: 3 }, 3);
    expect(reader.slowest).toBe(before + 6 * STEP);
  });

  it('stands still for everybody while nothing can be read', () => {
    const { flow, calm, on } = read('clickstream-sessions');
    calm(8);
    const before = flow.vertices.map(({ slowest }) => slowest);
    on({ unreachable: true }, 12);
    expect(flow.vertices.map(({ slowest }) => slowest)).toEqual(before);
  });
});

describe('a bounded source', () => {
  it('has all of its records at once, and comes to an end at which every window ends', () => {
    const { flow, source, reader, calm } = read('ticker-counts', (blueprint) => ({
      ...blueprint,
      sources: blueprint.sources.map((each) => ({ ...each, bounded: 2_000_000 })),
    }));
    source.arrived.set(source.weights.map((weight) => weight * 2_000_000));
    calm(1);
    const left = totalBacklog(source);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(2_000_000);
    calm(400);
    expect(totalBacklog(source)).toBeLessThan(1e-3);
    expect(sum(reader.recordsIn)).toBeCloseTo(2_000_000, 3);
    expect(flow.edges.every(({ queue }) => sum(queue) < 1)).toBe(true);
    expect(Math.min(...flow.vertices.map(({ slowest }) => slowest))).toBe(8.64e15);
    expect(flow.vertices.every(({ window }) => window === null || sum(window.gathered) + sum(window.due) === 0)).toBe(true);
  });
});
