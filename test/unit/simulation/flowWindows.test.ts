import { describe, expect, it } from 'vitest';
import type { Blueprint } from '#shared/simulation/blueprint.ts';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import type { VertexFlow } from '#shared/simulation/flow/runtime.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import { STEP } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { stage, strainWith } from '#test/support/flows.ts';

/** The clickstream with its sessions counted by windows of five minutes instead of as they come. */
function windowed(late = 0): Blueprint {
  const blueprint = findBlueprint('clickstream-sessions');
  return {
    ...blueprint,
    jobs: blueprint.jobs.map((job) => ({
      ...job,
      vertices: job.vertices.map((vertex) => ({
        ...vertex,
        operators: vertex.operators.map((operator) =>
          operator.name === 'Session per visitor' ? { ...operator, window: { size: millis(5 * MINUTE), late } } : operator,
        ),
      })),
    })),
  };
}

function play(blueprint: Blueprint) {
  const [job] = blueprint.jobs;
  if (job === undefined) throw new Error('no job');
  const all = stage(blueprint, job, 7);
  const vertex = all.flow.vertices.find(({ window }) => window !== null);
  const edge = vertex?.outputs[0];
  if (vertex?.window === null || vertex === undefined || edge === undefined) throw new Error('no window');
  return { ...all, vertex, window: vertex.window, edge, sink: edge.to };
}

const into = ({ processed }: VertexFlow): number => sum(processed);

describe('a window of five minutes', () => {
  it('sends nothing until event time has passed its end, then all results at once', () => {
    const { play: run, sink } = play(windowed());
    const seen: number[] = [];
    run(createStrain(), 80, () => seen.push(into(sink)));
    const bursts = seen.map((records, i) => (records > 0 ? i : -1)).filter((i) => i >= 0);
    // Five minutes are 20 steps; a burst takes a step or two.
    expect(bursts.length).toBeLessThan(20);
    expect(new Set(bursts.map((i) => i % 20)).size).toBeLessThanOrEqual(5);
    expect(bursts.length).toBeGreaterThanOrEqual(3);
  });

  it('keeps its state as long as it is open', () => {
    const { play: run, vertex } = play(windowed());
    const sizes: number[] = [];
    run(createStrain(), 80, () => sizes.push(sum(vertex.state)));
    const later = sizes.slice(22);
    expect(Math.min(...later)).toBeLessThan(0.15 * Math.max(...later));
    expect(later.filter((size, i) => i > 0 && size < (later[i - 1] ?? 0)).length).toBeLessThanOrEqual(4);
  });

  it('stays open while event time stands still: state grows, and the sink gets nothing', () => {
    const { play: run, vertex, sink, sources } = play(windowed());
    run(createStrain(), 45);
    const before = sum(vertex.state);
    const [source] = sources.values();
    if (source === undefined) throw new Error('no source');
    let received = 0;
    const stalled = strainWith(null, {}, source, { idleHoldsWatermark: true, activePartitions: 5 });
    run(stalled, 3);
    run(stalled, 60, () => (received += into(sink)));
    expect(received).toBe(0);
    expect(sum(vertex.state)).toBeGreaterThan(3 * before);
  });

  it('holds its task back while those after it are slow to take the burst', () => {
    const { play: run, vertex, sink } = play(windowed());
    run(createStrain(), 18);
    let most = 0;
    run(strainWith(sink, { wait: 400 }), 40, () => (most = Math.max(most, ...vertex.backpressured)));
    expect(most).toBeGreaterThan(900);
  });

  it('drops what comes too late, and counts it', () => {
    const { play: run, vertex } = play(windowed(0.002));
    run(createStrain(), 20);
    expect(sum(vertex.late) / sum(vertex.recordsIn)).toBeCloseTo(0.002, 6);
    const before = sum(vertex.late);
    const read = sum(vertex.recordsIn);
    run(strainWith(vertex, { late: 0.3 }), 20);
    expect((sum(vertex.late) - before) / (sum(vertex.recordsIn) - read)).toBeCloseTo(0.302, 6);
  });

  it('has its results costed when they are sent, not when records come', () => {
    const { vertex, window } = play(windowed());
    const plain = findBlueprint('clickstream-sessions').jobs[0]?.vertices.find(({ uid }) => uid === vertex.blueprint.uid);
    const [, after] = plain?.operators ?? [];
    expect(window.cost).toBeCloseTo((after?.cost ?? 0) / 1000, 1);
    expect(STEP / window.cost).toBeGreaterThan(1_000);
  });
});
