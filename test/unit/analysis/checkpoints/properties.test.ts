import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '#renderer/features/checkpoints/gantt/ganttRows.ts';
import { asOf } from '#shared/analysis/checkpoints/asOf.ts';
import { compareCheckpoints } from '#shared/analysis/checkpoints/compare.ts';
import { criticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import { endToEnd, phasesOf, restOf, spanOf } from '#shared/analysis/checkpoints/phases.ts';
import { whatIf } from '#shared/analysis/checkpoints/whatIf.ts';
import type { CheckpointDetail, CheckpointSubtask } from '#shared/model/insight/checkpointDetail.ts';
import type { Edge } from '#shared/model/job.ts';
import { bytes, millis } from '#shared/units/units.ts';

const TRIGGERED = millis(1_700_000_000_000);

const length = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60_000 }));
const subtask = (unaligned: boolean): fc.Arbitrary<Omit<CheckpointSubtask, 'index'>> =>
  fc.tuple(length, length, length, length, fc.integer({ min: 0, max: 30 })).map(([startDelay, alignment, sync, async, rest]) => {
    const duration = millis(spanOf({ startDelay, alignment, sync, async }, unaligned) + rest);
    return {
      pending: false,
      acknowledged: millis(TRIGGERED + duration),
      duration,
      startDelay: millis(startDelay),
      alignment: millis(alignment),
      sync: millis(sync),
      async: millis(async),
      checkpointedSize: bytes(1),
      stateSize: bytes(2),
      processedData: bytes(0),
      persistedData: bytes(0),
      unaligned,
      aborted: false,
    };
  });

/** Any checkpoint of any graph: vertices in a line or with shortcuts, hash or forward. */
const arbitrary: fc.Arbitrary<{ readonly detail: CheckpointDetail; readonly edges: readonly Edge[] }> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.boolean())
  .chain(([vertices, parallelism, unaligned]) =>
    fc.record({
      parts: fc.array(fc.array(subtask(unaligned), { minLength: parallelism, maxLength: parallelism }), {
        minLength: vertices,
        maxLength: vertices,
      }),
      links: fc.array(fc.tuple(fc.nat(vertices - 1), fc.nat(vertices - 1), fc.constantFrom('HASH', 'FORWARD')), { maxLength: 8 }),
    }),
  )
  .map(({ parts, links }) => {
    const all = parts.map((each) => each.map((one, index): CheckpointSubtask => ({ ...one, index })));
    const duration = millis(Math.max(...all.flat().map((each) => each.duration ?? 0)));
    return {
      edges: links.filter(([a, b]) => a < b).map(([a, b, shipStrategy]) => ({ from: `v${a}`, to: `v${b}`, shipStrategy })),
      detail: {
        job: 'job',
        checkpoint: {
          id: 1,
          status: 'COMPLETED',
          savepoint: false,
          triggered: TRIGGERED,
          duration,
          checkpointedSize: bytes(1),
          stateSize: bytes(1),
          failure: null,
          unaligned: false,
          acknowledged: millis(TRIGGERED + duration),
          subtasks: all.flat().length,
          acknowledgedSubtasks: all.flat().length,
          processedData: null,
          persistedData: null,
          path: null,
        },
        vertices: all.map((subtasks, i) => ({
          id: `v${i}`,
          name: `Vertex ${i}`,
          status: 'COMPLETED',
          subtaskCount: subtasks.length,
          acknowledgedCount: subtasks.length,
          duration: millis(Math.max(...subtasks.map((each) => each.duration ?? 0))),
          acknowledged: null,
          checkpointedSize: bytes(1),
          stateSize: bytes(1),
          subtasks,
        })),
      },
    };
  });

/** An earlier one that took no time. */
const idle = (detail: CheckpointDetail): CheckpointDetail => ({
  ...detail,
  vertices: detail.vertices.map((vertex) => ({
    ...vertex,
    subtasks:
      vertex.subtasks?.map((each) => ({
        ...each,
        startDelay: millis(0),
        alignment: millis(0),
        sync: millis(0),
        async: millis(0),
        duration: millis(0),
      })) ?? null,
  })),
});

describe('any checkpoint', () => {
  it('its phases and the rest add up to what each subtask took, in words and as drawn', () => {
    fc.assert(
      fc.property(arbitrary, ({ detail }) => {
        for (const each of detail.vertices.flatMap(({ subtasks }) => subtasks ?? [])) {
          const parts = phasesOf(each);
          if (parts === null) throw new Error('has answered');
          expect(spanOf(parts, each.unaligned) + (restOf(each) ?? 0)).toBe(endToEnd(each));
          const drawn = segmentsOf(each);
          expect(Math.max(0, ...drawn.map(({ to }) => to))).toBe(drawn.length === 0 ? 0 : spanOf(parts, each.unaligned));
        }
      }),
    );
  });

  it('took its time for a phase of a subtask that is on the way of the barriers, and for no more than the whole', () => {
    fc.assert(
      fc.property(arbitrary, ({ detail, edges }) => {
        const found = criticalPath(detail, edges);
        if (found?.kind !== 'acknowledged') throw new Error('all have answered');
        expect(found.duration).toBe(detail.checkpoint.duration);
        expect(found.path).toContainEqual(found.place);
        expect(found.took).toBeLessThanOrEqual(found.duration);
        expect(found.share).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('would never take longer with a phase at its median, nor less than what is not cut', () => {
    fc.assert(
      fc.property(arbitrary, ({ detail, edges }) => {
        const found = criticalPath(detail, edges);
        if (found?.kind !== 'acknowledged') throw new Error('all have answered');
        const better = whatIf(detail, edges, found, idle(detail));
        if (better === null) return;
        expect(better.duration).toBeLessThanOrEqual(found.duration);
        // A wait that is cut does not make saving faster.
        const isWait = found.phase === 'startDelay' || found.phase === 'alignment';
        const uncut = detail.vertices
          .flatMap(({ subtasks }) => subtasks ?? [])
          .map(({ sync, async }) => (isWait ? (sync ?? 0) + (async ?? 0) : 0));
        expect(better.duration).toBeGreaterThanOrEqual(Math.max(...uncut));
      }),
    );
  });

  it('does not differ from itself', () => {
    fc.assert(
      fc.property(arbitrary, ({ detail }) => {
        for (const { difference } of compareCheckpoints(detail, detail).phases) expect(difference).toBe(0);
      }),
    );
  });

  it('stood, at any moment before its end, as far as its subtasks had acknowledged', () => {
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 0, max: 200_000 }), ({ detail }, after) => {
        const then = asOf(detail, millis(TRIGGERED + after));
        const isOver = after >= (detail.checkpoint.duration ?? 0);
        expect(then.checkpoint.status).toBe(isOver ? 'COMPLETED' : 'IN_PROGRESS');
        for (const [i, vertex] of then.vertices.entries()) {
          const done = (detail.vertices[i]?.subtasks ?? []).filter(({ duration }) => (duration ?? 0) <= after).length;
          if (!isOver) expect(vertex.acknowledgedCount).toBe(done);
        }
        if (!isOver) expect(criticalPath(then, [])?.kind).toBe('unanswered');
      }),
    );
  });
});
