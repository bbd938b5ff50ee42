import { afterEach, describe, expect, it } from 'vitest';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import type { JobMemory } from '#electron/clients/flink/readJob.ts';
import { readLimits } from '#electron/clients/flink/readLimits.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import { millis } from '#shared/units/units.ts';
import type { BigFlink, BigFlinkOptions } from '#test/support/bigFlink.ts';
import { startBigFlink } from '#test/support/bigFlink.ts';

const NOON = Date.UTC(2026, 9, 13, 12);
const patient = AbortSignal.timeout(60_000);
const open: BigFlink[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

interface Polled {
  readonly flink: BigFlink;
  /** Lets so much time pass on the cluster, then polls. */
  readonly poll: (later: number, sight?: readonly string[]) => Promise<Job>;
  /** What the last poll asked, by kind of path. */
  readonly asked: () => Readonly<Record<string, number>>;
}

async function polled(options: Pick<BigFlinkOptions, 'vertices' | 'parallelism'> & Partial<BigFlinkOptions>): Promise<Polled> {
  let now = NOON;
  let from = 0;
  const flink = await startBigFlink({ now: () => now, ...options });
  open.push(flink);
  const rest = flinkRest({ base: flink.url, cookie: null, concurrency: 6, timeout: millis(20_000) });
  const memory: JobMemory = new Map();
  return {
    flink,
    async poll(later, sight = []) {
      now += later;
      from = flink.requests.length;
      const read = await readJob(rest, flink.job, '1.20.5', memory, patient, new Set(sight));
      if (!read.ok) throw new Error(read.error.message);
      return read.value;
    },
    asked: () => flink.asked(from),
  };
}

const all = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
const inFull = ({ vertices }: Job): string[] => vertices.flatMap(({ id, detail }) => (detail === 'subtasks' ? [id] : []));
const named = ({ vertices }: Job, id: string | undefined): Vertex => {
  const found = vertices.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no vertex ${id}.`);
  return found;
};

describe('a large job', () => {
  it('costs the same requests a poll with 100 and with 1,000 vertices', async () => {
    const costs: Readonly<Record<string, number>>[] = [];
    for (const vertices of [100, 1_000]) {
      const { flink, poll, asked } = await polled({ vertices, parallelism: 4 });
      const sight = flink.vertices.slice(-10);
      await poll(0, sight);
      await poll(10_000, sight);
      costs.push(asked());
    }
    const [small = {}, large = {}] = costs;
    expect(large).toEqual(small);
    expect(large['jobs/:job/vertices/:vertex/watermarks']).toBe(10);
    expect(large['jobs/:job/vertices/:vertex/subtasks/metrics']).toBeUndefined();
    // The job, its checkpoints, its restarts; of what is in sight two answers, of what is suspect one.
    expect(all(large)).toBeLessThanOrEqual(3 + 2 * 10 + readLimits.suspects);
  });

  it('tells the means and rates of every vertex between two polls, without asking any of them', async () => {
    const { flink, poll } = await polled({ vertices: 300, parallelism: 8 });
    const first = await poll(0);
    expect(first.vertices.filter(({ detail }) => detail === 'totals')).toEqual([]);
    // Nothing is fetched within ten seconds: what is not measured yet stays so, and is not 0.
    expect((await poll(4_000)).vertices.filter(({ detail }) => detail === 'none').length).toBeGreaterThan(200);
    const job = await poll(6_000);
    expect(new Set(job.vertices.map(({ detail }) => detail))).toEqual(new Set(['subtasks', 'totals']));
    const sources = new Set(flink.vertices.slice(0, 9));
    for (const vertex of job.vertices) {
      const { mean, worst, detail } = vertex;
      expect((mean.busy ?? -1) + (mean.backpressured ?? -1) + (mean.idle ?? -1)).toBeCloseTo(1, 1);
      expect(vertex.recordsOut ?? -1).toBeGreaterThanOrEqual(detail === 'subtasks' ? -1 : sources.has(vertex.id) ? 0 : -1);
      if (detail === 'totals') expect([worst.busy, vertex.level, vertex.subtasks]).toEqual([null, null, []]);
    }
    // The same figures, whether read of the totals or of the subtasks.
    const some = job.vertices.filter(({ detail }) => detail === 'totals').slice(0, 20);
    const seen = await poll(
      1_000,
      some.map(({ id }) => id),
    );
    for (const { id, mean, recordsIn } of some) {
      const full = named(seen, id);
      expect(full.detail).toBe('subtasks');
      expect(full.mean.busy ?? -1).toBeCloseTo(mean.busy ?? -1, 1);
      expect(full.recordsIn).toBe(recordsIn);
    }
  });

  it('keeps its figures between two fetches of Flink, and after a vertex went out of sight', async () => {
    const { flink, poll } = await polled({ vertices: 100, parallelism: 2 });
    const calm = flink.vertices.at(-1) ?? '';
    await poll(0);
    const before = named(await poll(10_000), calm);
    for (const later of [1_000, 4_000]) expect(named(await poll(later), calm)).toEqual(before);
    await poll(5_000, [calm]);
    const after = named(await poll(1_000), calm);
    expect(after.detail).toBe('totals');
    expect(after.mean.busy ?? -1).toBeCloseTo(before.mean.busy ?? -1, 1);
    expect(after.watermark).toBeNull();
  });

  it('names its bottleneck though nobody has it in sight', async () => {
    const { flink, poll } = await polled({ vertices: 1_000, parallelism: 2 });
    for (const later of [0, 5_000, 5_000, 60_000]) {
      const job = await poll(later);
      expect(inFull(job).length).toBeLessThanOrEqual(readLimits.suspects);
      expect(inFull(job)).toContain(flink.bottleneck);
      expect(findBottleneck(job)?.vertex).toBe(flink.bottleneck);
    }
  });

  it('finds the one subtask of 256 that works, though the mean of its vertex looks idle and more are suspect than are read', async () => {
    const { flink, poll } = await polled({ vertices: 1_000, parallelism: 256, hot: true });
    let job = await poll(0);
    for (let polls = 0; polls < 10 && findBottleneck(job) === null; polls += 1) job = await poll(5_000);
    expect(findBottleneck(job)).toMatchObject({ vertex: flink.bottleneck, reason: expect.stringContaining('(skewed)') });
    // And stays with it.
    for (const later of [5_000, 5_000, 180_000]) expect(findBottleneck(await poll(later))?.vertex).toBe(flink.bottleneck);
  });

  it('reads the lowest watermark of what is in sight, and of nothing else', async () => {
    const { flink, poll, asked } = await polled({ vertices: 100, parallelism: 4 });
    const [source = '', last = ''] = [flink.vertices[0], flink.vertices.at(-1)];
    const job = await poll(0, [source, last, 'no such vertex']);
    expect(named(job, last).watermark).toBe(NOON - 1_000 - 3);
    expect(job.vertices.filter(({ watermark }) => watermark !== null).map(({ id }) => id)).toEqual([last]);
    // A source has no input to have one of.
    expect(asked()['jobs/:job/vertices/:vertex/watermarks']).toBe(1);
  });
});

it('a job that is not large is read whole, with watermarks of what is in sight', async () => {
  const { flink, poll, asked } = await polled({ vertices: readLimits.whole, parallelism: 2 });
  const job = await poll(0, flink.vertices.slice(-2));
  expect(inFull(job)).toHaveLength(readLimits.whole);
  expect(asked()).toMatchObject({
    'jobs/:job/vertices/:vertex/backpressure': readLimits.whole,
    'jobs/:job/vertices/:vertex/watermarks': 2,
  });
});
