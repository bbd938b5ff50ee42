import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '#shared/model/connection.ts';
import type { RecordedCluster } from '../clients/recordedCluster.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';
import { hurriedClock } from './hurriedClock.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const connectionTo = (url: string): Connection => ({ kind: 'flink', id: 'local', name: 'Local', url });
const fleet = { kind: 'fleet', connection: 'local' } as const;

/** A second passes in 20 ms, from the moment of the recording on. */
async function setup(
  situation: string,
): Promise<{ cluster: RecordedCluster; engine: Watching; ref: { connection: string; id: string } }> {
  const cluster = await recordedCluster(situation);
  open.push(cluster);
  const engine = await watching(connectionTo(cluster.origin), hurriedClock(50, cluster.recorded));
  open.push(engine);
  await engine.follow(fleet);
  return { cluster, engine, ref: { connection: 'local', id: cluster.job } };
}

describe('watching a Flink cluster', () => {
  it.each([
    ['1.20/healthy', 'Flink 1.20.5'],
    ['2.3/healthy', 'Flink 2.3.0'],
  ])('%s: the fleet is its jobs, with rates and checkpoints', async (situation, runtime) => {
    const { cluster, engine } = await setup(situation);
    const rows = await engine.live(fleet, (each) =>
      each.some(
        ({ recordsIn, jobState, parallelism }) => recordsIn.current !== null && jobState !== null && parallelism !== null,
      ),
    );
    // Its figures are kept a moment before it is told of itself.
    const row = rows.find(({ ref }) => ref.id === cluster.job);
    expect(row).toMatchObject({
      name: 'healthy',
      origin: 'cluster',
      runtime,
      status: null,
      jobState: 'RUNNING',
      parallelism: 2,
      kpus: null,
      lag: null,
      restarts: 0,
    });
    // What the source hands on and what reaches the sink.
    expect(row?.recordsIn.current).toBeCloseTo(1000, -1);
    expect(row?.recordsOut.current).toBeCloseTo(1000, -1);
    expect(row?.lastCheckpointDuration).toBeGreaterThan(0);
    expect(await engine.connection(({ state }) => state === 'live')).toMatchObject({ error: null });
  });

  it('names the bottleneck of a job that is held back, in the graph and in its health', async () => {
    const { engine, ref } = await setup('1.20/backpressured');
    const rows = await engine.live(fleet, ([row]) => row?.health.level === 'warning');
    expect(rows[0]?.health.reasons.join(' ')).toContain('Slow lookup is the bottleneck: 100 % busy');
    await engine.follow({ kind: 'job', ref });
    const job = await engine.live({ kind: 'job', ref });
    expect(job.vertices.map(({ level }) => level)).toEqual(['high', 'ok', 'ok']);
  });

  it('draws charts from what it saw since it began', async () => {
    const { engine, ref } = await setup('1.20/backpressured');
    const charts = { kind: 'charts', ref, minutes: 60 } as const;
    await engine.follow(charts);
    const series = await engine.live(charts, (each) => each.some(({ points }) => points.length >= 3));
    const busy = series.filter(({ metric }) => metric === 'busyTimeMsPerSecond');
    expect(busy.map(({ of }) => of)).toEqual(['Source: Source: events -> Enrich', 'Slow lookup', 'Discard: Writer']);
    expect(busy[1]).toMatchObject({ statistic: 'Gauge', unit: 'Ratio' });
    expect(busy[1]?.points.at(-1)?.[1]).toBe(1);
    expect(series.map(({ metric }) => metric)).toContain('lastCheckpointDuration');
  });

  it('shows an ended job by its state, and asks for it once', async () => {
    const { cluster, engine, ref } = await setup('1.20/failed');
    await engine.follow(fleet, { kind: 'job', ref });
    const [row] = await engine.live(fleet, ([first]) => first?.health.level === 'critical');
    expect(row).toMatchObject({ jobState: 'FAILED', health: { reasons: ['The job failed.'] }, recordsIn: { current: null } });
    await engine.live({ kind: 'job', ref });
    const asked = () => cluster.requests.filter((line) => line === `GET /jobs/${cluster.job}`).length;
    const overviews = () => cluster.requests.filter((line) => line === 'GET /jobs/overview').length;
    const before = overviews();
    const view = () => engine.connection(({ lastGood }) => overviews() >= before + 3 && lastGood !== null);
    await view();
    expect(asked()).toBe(1);
  });

  it('keeps what it knew, with its age, while the cluster is gone, and comes back by itself', async () => {
    const { cluster, engine, ref } = await setup('1.20/healthy');
    await engine.follow(fleet, { kind: 'job', ref });
    const before = await engine.live({ kind: 'job', ref });
    await cluster.close();
    const down = await engine.connection(({ state }) => state === 'down');
    expect(down.error).toMatchObject({ kind: 'unreachable', source: 'Flink REST' });
    expect(down.nextTry).toBeGreaterThan(down.lastGood ?? Infinity);
    expect(await engine.when(fleet, ({ state }) => state === 'stale')).toMatchObject({ error: { kind: 'unreachable' } });
    expect(await engine.when({ kind: 'job', ref }, ({ state }) => state === 'stale')).toMatchObject({ value: before });

    open.push(await recordedCluster('1.20/healthy', { port: cluster.port }));
    await engine.connection(({ state }) => state === 'live');
    await engine.live(fleet);
    await engine.live({ kind: 'job', ref });
  });

  it('is down, not broken, while the cluster answers garbage', async () => {
    const { cluster, engine } = await setup('1.20/healthy');
    await engine.live(fleet);
    cluster.interrupt((response) => void response.writeHead(200).end('<html>'));
    expect((await engine.connection(({ state }) => state === 'down')).error?.kind).toBe('bad-response');
    cluster.interrupt((response) => void response.writeHead(503).end('Service temporarily unavailable'));
    await engine.connection(({ error }) => error?.kind === 'unreachable');
    cluster.interrupt(null);
    await engine.connection(({ state }) => state === 'live');
  });

  it('says of a job that the cluster does not know that it is not there', async () => {
    const { engine } = await setup('1.20/healthy');
    const ref = { connection: 'local', id: 'f'.repeat(32) };
    await engine.follow({ kind: 'job', ref }, { kind: 'application', ref });
    for (const kind of ['job', 'application'] as const)
      expect(await engine.when({ kind, ref }, ({ state }) => state === 'failed')).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('tests a connection in one sentence', async () => {
    const { cluster, engine } = await setup('2.3/healthy');
    expect(await engine.call('connections.test', connectionTo(cluster.origin))).toEqual({
      ok: true,
      value: 'Flink 2.3.0, 1 job running',
    });
    await cluster.close();
    expect(await engine.call('connections.test', connectionTo(cluster.origin))).toMatchObject({
      ok: false,
      error: { kind: 'unreachable', remedy: 'Check that the cluster runs and that its address is right.' },
    });
  });

  it('leaves the clock and the logs alone, with a reason', async () => {
    const { engine, ref } = await setup('1.20/healthy');
    expect(await engine.call('simulator.clock', { connection: 'local', paused: true })).toMatchObject({ ok: false });
    const search = { ref, pattern: '', from: 0, to: 1, limit: 1, source: 'service' };
    expect(await engine.call('logs.search', search)).toMatchObject({
      ok: false,
      error: { message: 'The logs of a Flink cluster of your own are not in CloudWatch.' },
    });
  });
});
