import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blueprints, findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { fillOf } from '#shared/simulation/flow/runtime.ts';
import type { VertexFlow } from '#shared/simulation/flow/runtime.ts';
import { acknowledgementOf, countOf, travel } from '#shared/simulation/runtime/checkpoints/barriers.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import { STEP } from '#shared/simulation/types.ts';
import { stage, strainWith } from '#test/support/flows.ts';

const streaming = blueprints.filter(({ mode }) => mode === 'STREAMING');
const jobOf = ({ jobs: [job], id }: (typeof blueprints)[number]) => {
  if (job === undefined) throw new Error(`${id} has no job.`);
  return job;
};

const rows = (all: Float64Array = new Float64Array(0)) =>
  Array.from({ length: countOf(all) }, (_, i) => acknowledgementOf(all, i));
const seconds = (steps: number): number => (steps * STEP) / 1000;

describe.each(streaming.map((blueprint) => [blueprint.id, blueprint] as const))('%s', (_, blueprint) => {
  it('shows what a record costs as records per second of busy time (DS2), whatever holds a task back', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat({ max: 7 }), fc.double({ min: 0, max: 20, noNaN: true }), (key, at, wait) => {
        const { flow, play } = stage(blueprint, jobOf(blueprint), key);
        const sick = flow.vertices[at % flow.vertices.length] ?? null;
        play(strainWith(sick, { wait }), 40);
        for (const vertex of flow.vertices) {
          if (vertex.window !== null) continue;
          const cost = vertex.cost + (vertex === sick ? wait : 0);
          vertex.recordsIn.forEach((records, i) => {
            const busy = vertex.busySum[i] ?? 0;
            if (records < 100) return;
            expect(((1000 * records) / busy) * cost, vertex.name).toBeGreaterThan(950);
            expect(((1000 * records) / busy) * cost, vertex.name).toBeLessThan(1050);
          });
        }
      }),
      { numRuns: 6 },
    );
  });
});

describe('Little’s law: what waits is the rate times the wait', () => {
  it('holds for a stream that is read late: its backlog came in during the time that it is behind', () => {
    fc.assert(
      fc.property(fc.constantFrom(...streaming), fc.double({ min: 0.3, max: 0.8, noNaN: true }), (blueprint, limit) => {
        const { flow, sources, play } = stage(blueprint, jobOf(blueprint), 11);
        const vertex = flow.vertices.find((each) => each.blueprint.source !== null);
        const source = sources.get(vertex?.blueprint.source ?? '');
        if (vertex === undefined || source === undefined || source.blueprint.bounded !== undefined) return;
        // A reader that takes part of what comes.
        const wait = vertex.parallelism / ((source.blueprint.arrivals.mean / 1000) * limit);
        const rates: number[] = [];
        play(strainWith(vertex, { wait }), 120, () => rates.push((sum(source.arriving) * 1000) / STEP));
        source.behind.forEach((behind, k) => {
          const backlog = (source.arrived[k] ?? 0) - (source.position[k] ?? 0);
          if (behind < 4 * STEP) return;
          const during = rates.slice(-Math.round(behind / STEP));
          const rate = (during.reduce((all, each) => all + each, 0) / during.length) * (source.weights[k] ?? 0);
          expect((rate * behind) / 1000 / backlog).toBeGreaterThan(0.95);
          expect((rate * behind) / 1000 / backlog).toBeLessThan(1.05);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('holds for the buffers before a task: a barrier waits as long as the records before it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...streaming), fc.nat({ max: 7 }), fc.integer(), (blueprint, at, key) => {
        const { flow, play } = stage(blueprint, jobOf(blueprint), key);
        const slow = flow.vertices.filter(({ inputs }) => inputs.length === 1 && inputs[0]?.shipStrategy !== 'FORWARD');
        const vertex = slow[at % Math.max(1, slow.length)];
        const edge = vertex?.inputs[0];
        if (vertex === undefined || edge === undefined) return;
        play(createStrain(), 20);
        const load = vertex.lastMinute / 60_000;
        play(strainWith(vertex, { wait: vertex.parallelism / (load * 0.4) }), 40);
        const acknowledged = travel({ flow, key, id: 5, savepoint: false, unaligned: false, strain: createStrain().checkpoints });
        const left = Math.max(
          ...rows(acknowledged.get(edge.from.id)).map((each) => each.startDelay + each.alignment + each.sync),
        );
        rows(acknowledged.get(vertex.id)).forEach(({ startDelay, alignment }, i) => {
          const rate = (vertex.processed[i] ?? 0) / STEP;
          const waited = startDelay + alignment - left;
          if (waited < 1_000) return;
          expect((rate * waited) / (fillOf(edge, i) * edge.bound)).toBeGreaterThan(0.95);
          expect((rate * waited) / (fillOf(edge, i) * edge.bound)).toBeLessThan(1.05);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('holds for a record on its way: it is processed when as many have been as were before it', () => {
    const blueprint = findBlueprint('orders-enrichment');
    const { flow, play } = stage(blueprint, jobOf(blueprint), 3);
    const sink = flow.vertices.find(({ blueprint: { uid } }) => uid === 'warehouse');
    const edge = sink?.inputs[0];
    if (sink === undefined || edge === undefined) throw new Error('no warehouse');
    const into: number[] = [];
    const out: number[] = [];
    const waiting: number[] = [];
    play(strainWith(sink, { wait: 3 }), 240, () => {
      into.push(edge.delivered);
      out.push(sum(sink.recordsIn));
      waiting.push(sum(edge.queue));
    });
    const from = 80;
    const rate = ((out.at(-1) ?? 0) - (out[from] ?? 0)) / seconds(out.length - 1 - from);
    const mean = waiting.slice(from).reduce((all, each) => all + each, 0) / (waiting.length - from);
    const waits = into.slice(from, -20).map((count, i) => timeUntil(out, count) - (from + i));
    const wait = waits.reduce((all, each) => all + each, 0) / waits.length;
    expect((rate * seconds(wait)) / mean).toBeGreaterThan(0.95);
    expect((rate * seconds(wait)) / mean).toBeLessThan(1.05);
  });
});

/** The step, and the part of it, at which a growing count reaches a value. */
function timeUntil(counts: readonly number[], value: number): number {
  const step = counts.findIndex((count) => count >= value);
  const [before = 0, after = 0] = [counts[step - 1], counts[step]];
  return step - 1 + (value - before) / (after - before);
}

const times = (vertex: VertexFlow, i: number): number =>
  (vertex.busySum[i] ?? 0) + (vertex.backpressuredSum[i] ?? 0) + (vertex.idleSum[i] ?? 0);

describe('time', () => {
  it('is spent once: after an hour each subtask accounts for an hour', () => {
    const blueprint = findBlueprint('clickstream-sessions');
    const { flow, play } = stage(blueprint, jobOf(blueprint), 5);
    play(createStrain(), 240);
    for (const vertex of flow.vertices) {
      for (let i = 0; i < vertex.parallelism; i++) expect(times(vertex, i)).toBeCloseTo(3_600_000, 3);
    }
  });
});
