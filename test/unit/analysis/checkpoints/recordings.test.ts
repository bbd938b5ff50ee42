import { describe, expect, it } from 'vitest';
import { compareCheckpoints } from '#shared/analysis/checkpoints/compare.ts';
import { criticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import { whatIf } from '#shared/analysis/checkpoints/whatIf.ts';
import { adviceOf, criticalSentence, whatIfSentence } from '#shared/analysis/checkpoints/words.ts';
import type { CheckpointDetail, CheckpointSubtask } from '#shared/model/insight/checkpointDetail.ts';
import { millis } from '#shared/units/units.ts';
import { recordedDetail } from './recordedDetail.ts';

/** The same checkpoint under another name, with other subtasks. */
const changed = (
  detail: CheckpointDetail,
  { id }: { readonly id: number },
  change: (subtask: CheckpointSubtask) => CheckpointSubtask,
): CheckpointDetail => ({
  ...detail,
  checkpoint: { ...detail.checkpoint, id },
  vertices: detail.vertices.map((vertex) => ({ ...vertex, subtasks: vertex.subtasks?.map(change) ?? null })),
});

const SLOWEST = [
  ['1.20/checkpoint-slow', 'Slow write', 1, 'startDelay', 16_900],
  ['1.20/checkpoint-alignment', 'Discard: Writer', 1, 'alignment', 24_171],
  ['1.20/checkpoint-trouble', 'Slow write', 1, 'startDelay', 9_603],
  ['2.3/checkpoint-trouble', 'Slow write', 0, 'startDelay', 9_962],
  ['1.20/backpressured', 'Slow lookup', 0, 'startDelay', 18_884],
  ['1.20/skewed', 'Score per key -> Discard: Writer', 2, 'startDelay', 18_524],
  ['1.20/healthy', 'Mean per key (5 s window) -> Discard: Writer', 1, 'sync', 44],
  ['1.20/failed', 'Parse record -> Discard: Writer', 1, 'sync', 8],
  ['1.20/checkpoint-unaligned', 'Remember everything', 1, 'sync', 30],
] as const;

describe('checkpoints of real clusters', () => {
  it.each(SLOWEST)('%s: %s, subtask %i, %s', async (situation, name, subtask, phase, took) => {
    const { detail, edges } = await recordedDetail(situation);
    expect(criticalPath(detail, edges)).toMatchObject({ kind: 'acknowledged', place: { name, subtask }, phase, took });
  });

  it('the sender of a late barrier is named with the alignment that it caused, and the whole is computed without it', async () => {
    const { detail, edges } = await recordedDetail('1.20/checkpoint-alignment');
    const found = criticalPath(detail, edges);
    expect(criticalSentence(detail.checkpoint, found)).toBe(
      'Checkpoint 4 took 31.0 s: both subtasks of Discard: Writer waited up to 24.2 s for alignment (78 %); the last barrier came from Slow write, subtask 1, 24.2 s after the first of its siblings.',
    );
    if (found?.kind !== 'acknowledged') throw new Error('not acknowledged');
    expect(adviceOf(found)).toContain('Look at Slow write, subtask 1: it is slower than its siblings');
    // Both wait alike, and other vertices do other work: without an earlier checkpoint there is nothing to compare with.
    expect(whatIf(detail, edges, found)).toBeNull();
    expect(whatIf(detail, edges, found, detail)).toBeNull();
    const earlier = changed(detail, { id: 3 }, (each) => ({ ...each, alignment: millis(0) }));
    const better = whatIf(detail, edges, found, earlier);
    // Without the wait of 24,171 ms, the subtask took 6,781 ms; its siblings no longer.
    expect(better).toMatchObject({ median: 0, over: { earlier: 3 } });
    expect(better?.duration).toBeGreaterThan(6_700);
    expect(better?.duration).toBeLessThan(6_900);
    expect(better && whatIfSentence(found, better)).toBe(
      'If its alignment took the median (0 ms, over its subtasks in checkpoint 3), the checkpoint would take 6.8 s.',
    );
  });

  it('where all subtasks wait alike, what was waited for is the input whose barriers came last, or a barrier that was held on its way', async () => {
    const { detail } = await recordedDetail('1.20/checkpoint-alignment');
    const quick = { alignment: millis(0), duration: millis(20), startDelay: millis(10), sync: millis(5), async: millis(5) };
    const [left, right, join] = detail.vertices.map(({ id }) => id);
    const late = (slow: string | undefined, startDelay: number): CheckpointDetail => ({
      ...detail,
      vertices: detail.vertices.slice(0, 3).map((vertex) => ({
        ...vertex,
        subtasks: (vertex.subtasks ?? []).map((each) => ({
          ...each,
          ...quick,
          ...(vertex.id === slow ? { startDelay: millis(startDelay), duration: millis(startDelay + 10) } : {}),
          ...(vertex.id === join ? { startDelay: millis(20), alignment: millis(45_000), duration: millis(45_030) } : {}),
        })),
      })),
    });
    const into = [left, right].map((from) => ({ from: from ?? '', to: join ?? '', shipStrategy: 'HASH' }));
    const [of, held] = [late(right, 45_000), late(undefined, 0)].map((each) => criticalPath(each, into));
    if (of?.kind !== 'acknowledged' || held?.kind !== 'acknowledged') throw new Error('not acknowledged');
    expect(of.input).toMatchObject({ kind: 'late', vertex: right });
    expect(adviceOf(of)).toContain(`Look at ${detail.vertices[1]?.name}`);
    expect(held).toMatchObject({ late: null, alike: { count: 2, of: 2, most: 45_000 }, input: { kind: 'held', sent: 15 } });
    expect(criticalSentence(detail.checkpoint, held)).toContain('its inputs had sent every barrier after 15 ms');
    expect(adviceOf(held)).toContain('All subtasks wait alike');
  });

  it('of a start delay only what the subtask itself waited is cut, and those behind it are early with it', async () => {
    const { detail, edges } = await recordedDetail('1.20/checkpoint-slow');
    const found = criticalPath(detail, edges);
    if (found?.kind !== 'acknowledged') throw new Error('not acknowledged');
    expect(found.path.map(({ name }) => name)).toEqual([
      'Discard: Writer',
      'Slow write',
      'Remember everything',
      'Source: Source: events',
    ]);
    // What is left is the slowest of the others: 115 ms of “Remember everything”.
    const earlier = changed(detail, { id: 10 }, (each) => ({ ...each, startDelay: millis(0) }));
    expect(whatIf(detail, edges, found, earlier)?.duration).toBe(115);
  });

  it.each([
    ['1.20/checkpoint-trouble', 'failed', 'Checkpoint 7 failed after 10.0 s: Slow write, both subtasks had not acknowledged.'],
    ['2.3/checkpoint-trouble', 'failed', 'Checkpoint 8 failed after 10.0 s: Slow write, both subtasks had not acknowledged.'],
    ['1.20/checkpoint-slow', 'in-progress', 'Checkpoint 11 is in progress: Slow write, both subtasks have not acknowledged yet.'],
    ['1.20/checkpoint-alignment', 'in-progress', 'Checkpoint 5 is in progress: Slow write, subtask 1 has not acknowledged yet.'],
    ['2.3/checkpoint-trouble', 'in-progress', 'Checkpoint 10 is in progress: Remember everything, subtask 1 has not'],
    [
      '1.20/skewed',
      'in-progress',
      'Checkpoint 4 is in progress: Score per key -> Discard: Writer, subtask 2 has not acknowledged',
    ],
  ] as const)('%s %s: what has not answered is named', async (situation, outcome, sentence) => {
    const { detail, edges } = await recordedDetail(situation, outcome);
    expect(criticalSentence(detail.checkpoint, criticalPath(detail, edges))).toContain(sentence);
  });

  it('reads a subtask that has not answered as that, and −1 as not known', async () => {
    const { detail } = await recordedDetail('1.20/checkpoint-trouble', 'failed');
    const [, , waiting] = detail.vertices;
    expect(waiting).toMatchObject({ name: 'Slow write', acknowledgedCount: 0, duration: null, acknowledged: null });
    expect(waiting?.subtasks?.map(({ pending, duration, startDelay }) => [pending, duration, startDelay])).toEqual([
      [true, null, null],
      [true, null, null],
    ]);
    expect(detail.checkpoint).toMatchObject({
      status: 'FAILED',
      failure: 'Checkpoint expired before completing.',
      duration: 10_007,
    });
  });

  it('reads what an unaligned checkpoint persisted of in-flight data', async () => {
    const { detail } = await recordedDetail('1.20/checkpoint-unaligned');
    expect(detail.checkpoint).toMatchObject({ unaligned: true, duration: 48 });
    expect(detail.checkpoint.persistedData).toBeGreaterThan(1_000_000);
  });

  it('two are compared by phase, the biggest difference first', async () => {
    const [slow, aligned] = [await recordedDetail('1.20/checkpoint-slow'), await recordedDetail('1.20/checkpoint-alignment')];
    const [first, second] = compareCheckpoints(slow.detail, aligned.detail).phases;
    expect(first).toMatchObject({ name: 'Discard: Writer', phase: 'alignment', before: 43, after: 24_171, difference: 24_128 });
    expect(second).toMatchObject({ name: 'Slow write', phase: 'startDelay', before: 16_900, after: 30_949 });
  });
});
