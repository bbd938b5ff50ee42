import { describe, expect, it } from 'vitest';
import { compareCheckpoints } from '#shared/analysis/checkpoints/compare.ts';
import { criticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import { whatIf } from '#shared/analysis/checkpoints/whatIf.ts';
import { criticalSentence, whatIfSentence } from '#shared/analysis/checkpoints/words.ts';
import { recordedDetail } from './recordedDetail.ts';

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
      'Checkpoint 4 took 31.0 s: Discard: Writer, subtask 1 waited 24.2 s for alignment (78 %); the last barrier came from Slow write, subtask 1, 24.2 s after the first of its siblings.',
    );
    if (found?.kind !== 'acknowledged') throw new Error('not acknowledged');
    const better = whatIf(detail, edges, found);
    // Without the wait of 24,171 ms, the subtask took 6,781 ms; its siblings no longer.
    expect(better).toMatchObject({ median: 0, over: 'others' });
    expect(better?.duration).toBeGreaterThan(6_700);
    expect(better?.duration).toBeLessThan(6_900);
    expect(better && whatIfSentence(found, better)).toBe(
      'If its alignment took the median (0 ms, over the subtasks of the other vertices), the checkpoint would take 6.8 s.',
    );
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
    expect(whatIf(detail, edges, found)?.duration).toBe(115);
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
