import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { buildFlow } from '#shared/simulation/flow/runtime.ts';
import type { Flow } from '#shared/simulation/flow/runtime.ts';
import { arrive, buildSource, totalBacklog } from '#shared/simulation/flow/sources.ts';
import type { SourceFlow } from '#shared/simulation/flow/sources.ts';
import { solveStep } from '#shared/simulation/flow/solve.ts';
import { withHotKey } from '#shared/simulation/flow/spread.ts';
import { STEP } from '#shared/simulation/types.ts';
import { millis } from '#shared/units/units.ts';
import { NOON } from '#test/support/worlds.ts';

/** Something that goes wrong for some steps: a vertex gets slower, an exchange gets a hot key, a core is taken. */
const trouble = fc.record({
  steps: fc.integer({ min: 1, max: 12 }),
  vertex: fc.nat({ max: 7 }),
  slower: fc.double({ min: 1, max: 60, noNaN: true }),
  edge: fc.nat({ max: 7 }),
  hot: fc.double({ min: 0, max: 0.95, noNaN: true }),
  contention: fc.double({ min: 1, max: 4, noNaN: true }),
});

const jobs = blueprints.flatMap((blueprint) => blueprint.jobs.map((job) => ({ blueprint, job })));

const anyFlow = fc.record({
  which: fc.nat({ max: jobs.length - 1 }),
  key: fc.integer(),
  troubles: fc.array(trouble, { minLength: 1, maxLength: 6 }),
});

/** Runs a job through its troubles and looks at it after each step. */
function play(
  { which, key, troubles }: typeof anyFlow extends fc.Arbitrary<infer T> ? T : never,
  look: (flow: Flow, sources: ReadonlyMap<string, SourceFlow>) => void,
): void {
  const { blueprint, job } = jobs[which] ?? { blueprint: null, job: null };
  if (blueprint === null) return;
  const flow = buildFlow(job, blueprint.parallelism, key);
  const sources = new Map(blueprint.sources.map((each) => [each.id, buildSource(each, key)]));
  let step = NOON / STEP;
  for (const { steps, vertex, slower, edge, hot, contention } of troubles) {
    const slow = flow.vertices[vertex % flow.vertices.length];
    const skewed = flow.edges[edge % Math.max(1, flow.edges.length)];
    if (slow !== undefined) slow.extraCost = slow.cost * (slower - 1);
    if (skewed?.shipStrategy === 'HASH') skewed.weights.set(withHotKey(skewed.healthyWeights, hot, 0));
    for (let i = 0; i < steps; i++, step++) {
      for (const source of sources.values()) arrive(source, millis(step * STEP));
      solveStep(flow, { sources, count: step, contention: () => contention });
      look(flow, sources);
    }
    if (slow !== undefined) slow.extraCost = 0;
    if (skewed !== undefined) skewed.weights.set(skewed.healthyWeights);
  }
}

const holds = (look: Parameters<typeof play>[1]) =>
  fc.assert(
    fc.property(anyFlow, (each) => play(each, look)),
    { numRuns: 150 },
  );

/** Sums of some 100,000 steps' worth of doubles agree to so many of their digits. */
const equal = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(expected)));

describe('the flow of every job, whatever goes wrong', () => {
  it('loses no record and makes none up', () => {
    holds(({ vertices, edges }, sources) => {
      for (const source of sources.values()) equal(sum(source.position) + totalBacklog(source), sum(source.arrived));
      for (const vertex of vertices) {
        const read = sources.get(vertex.blueprint.source ?? '');
        const came = read === undefined ? vertex.inputs.reduce((all, { delivered }) => all + delivered, 0) : sum(read.position);
        const waits = vertex.inputs.reduce((all, { queue }) => all + sum(queue), 0);
        equal(sum(vertex.recordsIn) + waits, came);
      }
      for (const { from, to, selectivity, shipStrategy, delivered } of edges) {
        const copies = shipStrategy === 'BROADCAST' ? to.parallelism : 1;
        equal(delivered, sum(from.recordsIn) * selectivity * copies);
      }
    });
  });

  it('never lets more wait than the buffers hold', () => {
    holds(({ edges }) => {
      for (const { queue, bound } of edges) {
        expect(Math.min(...queue)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(...queue)).toBeLessThanOrEqual(bound * (1 + 1e-9) + 1e-6);
      }
    });
  });

  it('accounts for every millisecond of every subtask', () => {
    holds(({ vertices }) => {
      for (const { parallelism, busy, backpressured, idle } of vertices) {
        expect(Math.min(...busy, ...backpressured, ...idle)).toBeGreaterThanOrEqual(0);
        equal(sum(busy) + sum(backpressured) + sum(idle), 1000 * parallelism);
        expect(Math.max(...busy.map((each, i) => each + (backpressured[i] ?? 0) + (idle[i] ?? 0)))).toBeLessThan(1000.001);
      }
    });
  });

  it('makes nobody work faster than records cost', () => {
    holds(({ vertices }) => {
      for (const { processed, capacity } of vertices) {
        expect(Math.max(...processed.map((records, i) => records / (capacity[i] ?? 0)))).toBeLessThanOrEqual(1 + 1e-9);
      }
    });
  });
});
