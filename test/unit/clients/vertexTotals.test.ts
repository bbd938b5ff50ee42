import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JobAnswer } from '#electron/clients/flink/answers.ts';
import type { Span } from '#electron/clients/flink/vertexTotals.ts';
import { sharesSoFar, totalsMemory } from '#electron/clients/flink/vertexTotals.ts';
import { recordedJob, recordings } from './recordedJob.ts';

const read = (situation: string): JobAnswer =>
  JobAnswer.parse(JSON.parse(readFileSync(join(recordings, situation, 'job.json'), 'utf8')));

/** What a vertex does in every second of every subtask; times in milliseconds. */
interface Work {
  readonly busy: number | null;
  readonly backpressured: number;
  readonly idle: number;
  readonly read: number;
  readonly written: number;
}
type Metrics = JobAnswer['vertices'][number]['metrics'];

const P = 4;
const STARTED = Date.UTC(2026, 9, 13, 11);
const steady: Work = { busy: 300, backpressured: 100, idle: 600, read: 50, written: 20 };

/** A job that has run for so many seconds, whose totals were fetched at `fetched`. */
function jobAt(
  seconds: number,
  fetched: number,
  works: Readonly<Record<string, Work>>,
  changes: Partial<Metrics> = {},
): JobAnswer {
  const sum = (value: number | null) => (value === null ? null : value * fetched * P);
  return JobAnswer.parse({
    jid: 'a'.repeat(32),
    name: 'test',
    state: 'RUNNING',
    'start-time': STARTED,
    now: STARTED + seconds * 1000,
    timestamps: { RUNNING: STARTED },
    vertices: Object.entries(works).map(([id, work]) => ({
      id,
      name: id,
      parallelism: P,
      maxParallelism: 128,
      status: 'RUNNING',
      'start-time': STARTED,
      metrics: {
        'read-records': sum(work.read),
        'write-records': sum(work.written),
        'accumulated-busy-time': sum(work.busy) ?? 'NaN',
        'accumulated-backpressured-time': sum(work.backpressured),
        'accumulated-idle-time': sum(work.idle),
        ...changes,
      },
    })),
  });
}

/** Polls at these seconds of a job whose totals are fetched every ten; the last span of a vertex. */
function polled(works: Readonly<Record<string, Work>>, seconds: readonly number[], vertex: string): Span | undefined {
  const totals = totalsMemory();
  let spans: ReadonlyMap<string, Span> = new Map();
  for (const second of seconds) spans = totals.follow(jobAt(second, Math.floor(second / 10) * 10, works));
  return spans.get(vertex);
}

const every = (step: number, from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

describe('the totals that a real cluster tells', () => {
  it.each(['1.20/healthy', '1.20/backpressured', '1.20/skewed', '2.3/healthy', '2.3/backpressured', '2.3/skewed'])(
    '%s: are milliseconds summed over the subtasks, which fill the time since the start',
    (situation) => {
      const job = read(situation);
      for (const { metrics, parallelism, ...vertex } of job.vertices) {
        const { 'accumulated-busy-time': busy, 'accumulated-backpressured-time': held, 'accumulated-idle-time': idle } = metrics;
        const ran = ((busy ?? 0) + (held ?? 0) + (idle ?? 0)) / parallelism;
        const since = job.now - (vertex['start-time'] ?? 0);
        expect(since - ran).toBeGreaterThanOrEqual(0);
        // They were fetched within the last ten seconds.
        expect(since - ran).toBeLessThan(10_500);
      }
    },
  );

  it.each(['1.20/backpressured', '1.20/skewed', '1.20/legacy-source', '2.3/backpressured', '2.3/skewed'])(
    '%s: say what the subtasks say, of a job that does the same all the time',
    (situation) => {
      const job = read(situation);
      recordedJob(situation).vertices.forEach(({ mean, name }, i) => {
        const vertex = job.vertices[i];
        if (vertex === undefined) throw new Error('There is no such vertex.');
        const soFar = sharesSoFar(vertex, job.now);
        // Its first seconds, and what was not fetched yet of a source whose busy time is not told.
        if (mean.busy !== null) expect(Math.abs((soFar.busy ?? -1) - mean.busy), name).toBeLessThan(0.1);
        else expect(soFar.busy).toBeNull();
        expect((soFar.backpressured ?? -1) > 0.5, name).toBe((mean.backpressured ?? -1) > 0.5);
      });
    },
  );
});

describe('what totals tell between polls', () => {
  it.each([
    ['every 5 s', every(5, 60, 120)],
    ['every second', every(1, 60, 120)],
    ['once a minute', every(60, 60, 300)],
    ['whenever', [61, 64, 65, 73, 74, 88, 89, 90, 111]],
  ])('is the same %s', (_, seconds) => {
    const span = polled({ a: steady }, seconds, 'a');
    expect(span?.mean.busy).toBeCloseTo(0.3, 9);
    expect(span?.mean.backpressured).toBeCloseTo(0.1, 9);
    expect(span?.mean.idle).toBeCloseTo(0.6, 9);
    expect(span?.received).toBeCloseTo(50 * P, 9);
    expect(span?.sent).toBeCloseTo(20 * P, 9);
  });

  it('is nothing before there are two fetches', () => {
    expect(polled({ a: steady }, [61, 65, 69], 'a')).toBeUndefined();
    expect(polled({ a: steady }, [61, 65, 69, 70], 'a')).toBeDefined();
  });

  it('has no busy time of a source whose busy time is NaN, and tells how long it was held back by the time of the others', () => {
    const legacy: Work = { busy: null, backpressured: 900, idle: 0, read: 0, written: 10 };
    // A poll once in five seconds: by its own clock an interval would be wrong by up to that.
    const span = polled({ legacy, a: steady }, every(4, 61, 125), 'legacy');
    expect(span?.mean.busy).toBeNull();
    expect(span?.mean.backpressured).toBeCloseTo(0.9, 9);
    expect(span?.sent).toBeCloseTo(10 * P, 9);
    // Alone it has the server's clock only.
    expect(polled({ legacy }, every(10, 60, 120), 'legacy')?.mean.backpressured).toBeCloseTo(0.9, 9);
  });

  it('begins anew when a total falls, as with a new attempt of some subtasks', () => {
    const totals = totalsMemory();
    for (const second of [60, 70, 80]) totals.follow(jobAt(second, second, { a: steady }));
    expect(totals.follow(jobAt(90, 90, { a: steady }, { 'accumulated-idle-time': 1_000 })).get('a')).toBeUndefined();
    const next = totals.follow(jobAt(100, 100, { a: { ...steady, idle: 600 } }));
    expect(next.get('a')?.mean.busy ?? 0).toBeLessThanOrEqual(1);
  });

  it('waits until every subtask has told', () => {
    const totals = totalsMemory();
    for (const second of [60, 70]) totals.follow(jobAt(second, second, { a: steady }));
    const before = totals.follow(jobAt(75, 70, { a: steady })).get('a');
    expect(before).toBeDefined();
    const half = { 'read-records': 1, 'read-records-complete': false, 'accumulated-idle-time': 1 };
    expect(totals.follow(jobAt(80, 80, { a: steady }, half)).get('a')).toEqual(before);
    expect(totals.follow(jobAt(90, 90, { a: steady })).get('a')?.mean.busy).toBeCloseTo(0.3, 9);
  });

  it('is forgotten when nothing is fetched any more, and when the vertex does not run', () => {
    const totals = totalsMemory();
    for (const second of [60, 70]) totals.follow(jobAt(second, second, { a: steady }));
    expect(totals.follow(jobAt(180, 70, { a: steady })).has('a')).toBe(true);
    expect(totals.follow(jobAt(200, 70, { a: steady })).has('a')).toBe(false);
    for (const second of [210, 220]) totals.follow(jobAt(second, second, { a: steady }));
    expect(totals.follow({ ...jobAt(225, 220, { a: steady }), state: 'RESTARTING' }).has('a')).toBe(false);
  });

  it('neither jumps when half of the task managers have answered, nor when one fetch says something else', () => {
    const totals = totalsMemory();
    const busier: Work = { ...steady, busy: 600, idle: 300 };
    for (const second of [60, 70, 80, 90]) totals.follow(jobAt(second, second, { a: steady }));
    // Half of the subtasks have told of the time until second 100, the others until 90.
    const half = (key: keyof Work) => ((steady[key] ?? 0) * 90 + (busier[key] ?? 0) * 5) * P;
    const mixed = totals.follow(
      jobAt(100, 90, { a: steady }, { 'accumulated-busy-time': half('busy'), 'accumulated-idle-time': half('idle') }),
    );
    expect(Math.abs((mixed.get('a')?.mean.busy ?? 0) - 0.3)).toBeLessThan(0.1);
  });
});
