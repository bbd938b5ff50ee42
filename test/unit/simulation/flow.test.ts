import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { totalBacklog } from '#shared/simulation/flow/sources.ts';
import { lateShare } from '#shared/simulation/flow/work.ts';
import { anyFlow, playThrough } from '#test/support/flows.ts';

const holds = (look: Parameters<typeof playThrough>[1]) =>
  fc.assert(
    fc.property(anyFlow, (each) => playThrough(each, look)),
    { numRuns: 150 },
  );

/** Sums of some 100,000 steps' worth of doubles agree to so many of their digits. */
const equal = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(expected)));

describe('the flow of every job, whatever goes wrong', () => {
  it('loses no record and makes none up', () => {
    holds(({ flow: { vertices, edges }, sources }) => {
      for (const source of sources.values()) equal(sum(source.position) + totalBacklog(source), sum(source.arrived));
      for (const vertex of vertices) {
        const read = sources.get(vertex.blueprint.source ?? '');
        const came = read === undefined ? vertex.inputs.reduce((all, { delivered }) => all + delivered, 0) : sum(read.position);
        const waits = vertex.inputs.reduce((all, { queue }) => all + sum(queue), 0);
        equal(sum(vertex.recordsIn) + waits, came);
      }
      for (const { from, to, blueprint, shipStrategy, delivered } of edges) {
        const copies = shipStrategy === 'BROADCAST' ? to.parallelism : 1;
        equal(delivered, sum(from.recordsOut) * blueprint.share * copies);
      }
    });
  });

  it('turns every record that is not late into its results, at once or when its window ends', () => {
    holds(({ flow: { vertices } }) => {
      for (const { recordsIn, recordsOut, late, selectivity, window } of vertices) {
        const waits = window === null ? 0 : sum(window.gathered) + sum(window.due);
        equal(sum(recordsOut) + waits, (sum(recordsIn) - sum(late)) * selectivity);
      }
    });
  });

  it('never lets more wait than the buffers hold', () => {
    holds(({ flow: { edges } }) => {
      for (const { queue, bound } of edges) {
        expect(Math.min(...queue)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(...queue)).toBeLessThanOrEqual(bound * (1 + 1e-9) + 1e-6);
      }
    });
  });

  it('accounts for every millisecond of every subtask', () => {
    holds(({ flow: { vertices } }) => {
      for (const { parallelism, busy, backpressured, idle } of vertices) {
        expect(Math.min(...busy, ...backpressured, ...idle)).toBeGreaterThanOrEqual(0);
        for (let i = 0; i < parallelism; i++) equal((busy[i] ?? 0) + (backpressured[i] ?? 0) + (idle[i] ?? 0), 1000);
      }
    });
  });

  it('makes nobody work faster than records cost', () => {
    holds(({ flow: { vertices } }) => {
      for (const { processed, capacity } of vertices) {
        expect(Math.max(...processed.map((records, i) => records / (capacity[i] ?? 0)))).toBeLessThanOrEqual(1 + 1e-9);
      }
    });
  });

  it('has no figure that is negative or not a number, and no event time that goes back', () => {
    fc.assert(
      fc.property(anyFlow, (each) => {
        const reached = new Map<string, number>();
        playThrough(each, ({ flow: { vertices }, sources }) => {
          for (const vertex of vertices) {
            const { state, dirty, recordsIn, recordsOut, late, lastMinute } = vertex;
            for (const value of [...state, ...dirty, ...recordsIn, ...recordsOut, ...late, lastMinute, lateShare(vertex)]) {
              expect(value).toBeGreaterThanOrEqual(0);
            }
            vertex.watermark.forEach((watermark, i) => {
              const key = `${vertex.id} ${i}`;
              const before = reached.get(key);
              if (before !== undefined) expect(watermark).toBeGreaterThanOrEqual(before);
              if (!Number.isNaN(watermark)) reached.set(key, watermark);
            });
          }
          for (const { behind, arriving, reading, refused } of sources.values()) {
            expect(Math.min(...behind, ...arriving, ...reading, refused)).toBeGreaterThanOrEqual(0);
          }
        });
      }),
      { numRuns: 100 },
    );
  });
});
