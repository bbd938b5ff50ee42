import { afterEach, expect, it, vi } from 'vitest';
import { readLimits } from '#electron/clients/flink/readLimits.ts';
import type { Job } from '#shared/model/job.ts';
import { startBigFlink } from '#test/support/bigFlink.ts';
import { hurriedClock } from '../hurriedClock.ts';
import { watching } from '../watching.ts';

// On a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

/** A cluster with one large job, and an engine that watches it; a second passes in 50 ms. */
async function setup() {
  const clock = hurriedClock(20, Date.UTC(2026, 9, 13, 12));
  const flink = await startBigFlink({ vertices: 300, parallelism: 4, now: () => clock.now() });
  open.push(flink);
  const engine = await watching({ kind: 'flink', id: 'local', name: 'Local', url: flink.url }, clock);
  open.push(engine);
  const ref = { connection: 'local', id: flink.job };
  const sightOf = (...vertices: string[]) => ({ kind: 'sight', ref, vertices }) as const;
  const job = { kind: 'job', ref } as const;
  return { flink, engine, job, sightOf };
}

const detailOf = (job: Job, vertex: string | undefined) => job.vertices.find(({ id }) => id === vertex)?.detail;

it('what comes into sight is read in full, what goes out of it keeps its means', async () => {
  const { flink, engine, job, sightOf } = await setup();
  const [calm = '', other = ''] = flink.vertices.slice(-2);
  await engine.follow(job);
  await engine.live(job, (value) => detailOf(value, calm) === 'totals');

  const first = sightOf(calm);
  await engine.follow(job, first);
  const seen = await engine.live(job, (value) => detailOf(value, calm) === 'subtasks');
  expect(seen.vertices.find(({ id }) => id === calm)?.watermark).not.toBeNull();
  expect(await engine.live(first, (value) => value.length > 0)).toEqual([calm]);

  // Two viewers, or a view that has moved on: all that is in sight of anybody is read.
  const second = sightOf(other);
  await engine.follow(job, first, second);
  await engine.live(job, (value) => [calm, other].every((vertex) => detailOf(value, vertex) === 'subtasks'));
  expect(await engine.live(second, (value) => value.length > 0)).toEqual([other]);

  await engine.follow(job, second);
  const later = await engine.live(job, (value) => detailOf(value, calm) === 'totals');
  expect(detailOf(later, other)).toBe('subtasks');
  const busy = later.vertices.find(({ id }) => id === calm)?.mean.busy;
  expect(busy ?? -1).toBeCloseTo(seen.vertices.find(({ id }) => id === calm)?.mean.busy ?? -2, 1);

  await engine.follow(job);
  await engine.live(job, (value) => detailOf(value, other) === 'totals');
});

it('a topic names what it is told of alone, also of vertices that there are not', async () => {
  const { flink, engine, job, sightOf } = await setup();
  const topic = sightOf('no such vertex', flink.bottleneck);
  await engine.follow(job, topic);
  expect(await engine.live(topic, (value) => value.length > 0)).toEqual([flink.bottleneck]);
  const value = await engine.live(job);
  const full = value.vertices.filter(({ detail }) => detail === 'subtasks');
  expect(full.length).toBeLessThanOrEqual(readLimits.suspects + 1);
});

it('a large job that nobody looks at has its rates after the second fetch of its metrics, not after a minute', async () => {
  const { flink, engine, job } = await setup();
  const fleet = { kind: 'fleet', connection: 'local' } as const;
  await engine.follow(fleet);
  await engine.live(fleet, ([row]) => row?.recordsIn.current != null);
  // One more may come before the metrics are fetched anew, and one while this is asked.
  expect(flink.asked()['jobs/:job']).toBeLessThanOrEqual(4);
  await engine.follow(fleet, job);
  const { vertices } = await engine.live(job, (value) => value.vertices.every(({ detail }) => detail !== 'none'));
  expect(vertices.filter(({ detail }) => detail === 'totals').length).toBeGreaterThan(vertices.length - readLimits.suspects - 1);
});

it('while the cluster does not answer a sight is old, as its job is', async () => {
  const { flink, engine, job, sightOf } = await setup();
  const topic = sightOf(flink.bottleneck);
  await engine.follow(job, topic);
  await engine.live(topic, (value) => value.length > 0);
  await flink.close();
  expect(await engine.when(topic, ({ state }) => state === 'stale')).toMatchObject({ value: [flink.bottleneck] });
});
