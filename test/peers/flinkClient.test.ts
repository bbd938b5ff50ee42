import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { JobMemory } from '#electron/clients/flink/readJob.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import type { Span } from '#electron/clients/flink/vertexTotals.ts';
import { totalsMemory } from '#electron/clients/flink/vertexTotals.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { Job } from '#shared/model/job.ts';
import { millis } from '#shared/units/units.ts';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { RawAggregate, RawBackpressure, RawCheckpoints, RawJob } from './support/flinkAnswers.ts';
import type { FlinkCluster, PeerJob } from './support/flinkCluster.ts';
import { flinkVersions, startFlink } from './support/flinkCluster.ts';
import { sameMoment } from './support/sameMoment.ts';
import { succeed } from './support/succeed.ts';

const names: readonly PeerJob[] = ['healthy', 'chained', 'backpressured', 'skewed'];
const { signal } = new AbortController();

describe.each(flinkVersions)('our Flink client and a real Flink %s', (version) => {
  let flink: FlinkCluster;
  let rest: FlinkRest;
  const memory: JobMemory = new Map();
  const ids = new Map<PeerJob, string>();
  const id = (name: PeerJob) => ids.get(name) ?? '';
  const read = async (name: PeerJob): Promise<Job> => succeed(await readJob(rest, id(name), version, memory, signal));

  beforeAll(async () => {
    flink = await startFlink(version);
    rest = flinkRest({ base: flink.url, cookie: null, concurrency: 6, timeout: millis(10_000) });
    for (const name of names) ids.set(name, await flink.run(name));
    // A job's figures mean something a while after its start.
    await vi.waitFor(
      async () => {
        for (const name of names) expect((await read(name)).vertices.map(({ level }) => level)).not.toContain(null);
      },
      { timeout: 120_000, interval: 500 },
    );
  });
  afterAll(() => flink?.dispose());

  it('agree on the cluster and its jobs', async () => {
    expect(succeed(await rest.overview(signal))).toEqual({ version, taskManagers: 1 });
    const raw = await flink.ask<{ jobs: readonly RawJob[] }>('jobs/overview');
    const listed = succeed(await rest.jobs(signal));
    const byName = <T extends { readonly name: string }>(jobs: readonly T[]) =>
      jobs.toSorted((a, b) => a.name.localeCompare(b.name));
    expect(byName(listed)).toEqual(
      byName(raw.jobs).map((job) => ({ id: job.jid, name: job.name, state: job.state, started: job['start-time'], ended: null })),
    );
    expect(listed.map(({ id }) => id).sort()).toEqual([...ids.values()].sort());
  });

  it.each(names)('agree on the graph of the %s job', async (name) => {
    const raw = await flink.ask<RawJob>(`jobs/${id(name)}`);
    const job = await read(name);
    expect(job).toMatchObject({ id: id(name), name, state: 'RUNNING', started: raw['start-time'], flinkVersion: version });
    expect(
      job.vertices.map(({ id, name, parallelism, maxParallelism, status }) => ({
        id,
        name,
        parallelism,
        maxParallelism,
        status,
      })),
    ).toEqual(
      raw.vertices.map(({ id, name, parallelism, maxParallelism, status }) => ({
        id,
        name,
        parallelism,
        maxParallelism,
        status,
      })),
    );
    const edges = raw.plan.nodes.flatMap(({ id: to, inputs = [] }) =>
      inputs.map(({ id: from, ship_strategy }) => ({ from, to, shipStrategy: ship_strategy })),
    );
    expect(edges).toHaveLength(job.vertices.length - 1);
    expect(job.edges).toEqual(edges);
  });

  it.each(names)('agree on the backpressure of every subtask of the %s job', async (name) => {
    const { vertices } = await flink.ask<RawJob>(`jobs/${id(name)}`);
    for (const vertex of vertices) {
      const [raw, job] = await sameMoment(
        () => flink.ask<RawBackpressure>(`jobs/${id(name)}/vertices/${vertex.id}/backpressure`),
        () => read(name),
      );
      const ours = job.vertices.find((each) => each.id === vertex.id);
      const most = (key: 'ratio' | 'busyRatio') => Math.min(1, Math.max(...(raw.subtasks ?? []).map((each) => each[key])));
      expect(ours?.level).toBe(raw.backpressureLevel);
      expect(ours?.worst).toMatchObject({ busy: most('busyRatio'), backpressured: most('ratio') });
      expect(
        ours?.subtasks.map(({ index, shares, level }) => ({
          subtask: index,
          level,
          ratio: shares.backpressured,
          busy: shares.busy,
        })),
      ).toEqual(
        (raw.subtasks ?? [])
          .map(({ subtask, backpressureLevel, ratio, busyRatio }) => ({
            subtask,
            level: backpressureLevel,
            ratio,
            busy: busyRatio,
          }))
          .sort((a, b) => a.subtask - b.subtask),
      );
    }
  });

  it.each(names)('agree on the rates of the %s job', async (name) => {
    const { vertices } = await flink.ask<RawJob>(`jobs/${id(name)}`);
    for (const [at, vertex] of vertices.entries()) {
      // What a source reads and a sink writes is outside of Flink's exchanges, where it counts 0: that is no figure. In a job of
      // one vertex the operators' own counters are all there is; this source reads nothing from anywhere.
      const [isSource, isSink, alone] = [at === 0, at === vertices.length - 1, vertices.length === 1];
      const writes = alone ? 'Discard__Writer.numRecordsInPerSecond' : 'numRecordsOutPerSecond';
      const [raw, job] = await sameMoment(
        () =>
          flink.ask<RawAggregate[]>(
            `jobs/${id(name)}/vertices/${vertex.id}/subtasks/metrics?get=numRecordsInPerSecond,${writes}`,
          ),
        () => read(name),
      );
      const sum = (metric: string) => raw.find((each) => each.id === metric)?.sum;
      expect(job.vertices[at]).toMatchObject({
        recordsIn: isSource ? null : sum('numRecordsInPerSecond'),
        recordsOut: isSink && !alone ? null : sum(writes),
      });
      expect(sum(isSource ? writes : 'numRecordsInPerSecond')).toBeGreaterThan(0);
    }
  });

  it('agree on every metric of a vertex, though their names fill more than one request', async () => {
    const vertex = (await flink.ask<RawJob>(`jobs/${id('backpressured')}`)).vertices[1]?.id ?? '';
    const path = `jobs/${id('backpressured')}/vertices/${vertex}/subtasks/metrics`;
    const known = (await flink.ask<{ id: string }[]>(path)).map((each) => each.id);
    // Each asked for twice, they are longer than what Flink takes in one request.
    expect(2 * known.join(',').length).toBeGreaterThan(4083);

    const gauges = ['busyTimeMsPerSecond', 'backPressuredTimeMsPerSecond', 'idleTimeMsPerSecond'];
    const [raw, all] = await sameMoment(
      () => flink.ask<RawAggregate[]>(`${path}?get=${gauges.join(',')}`),
      async () =>
        succeed(await rest.vertexMetrics(id('backpressured'), vertex, (every) => [...every, ...every, 'no.such.metric'], signal)),
    );
    // A flag has no sum: Flink leaves it out of the answer.
    expect([...all.keys(), 'isBackPressured'].sort()).toEqual([...known].sort());
    expect(raw).toHaveLength(gauges.length);
    for (const { id, min, max, avg, sum } of raw) expect(all.get(id)).toEqual({ min, max, average: avg, sum });
  });

  it('tell by the totals of a vertex what its subtasks say, on average over some seconds', async () => {
    const jobs = (['healthy', 'backpressured', 'skewed'] as const).map((name) => ({
      name,
      totals: totalsMemory(),
      spans: new Map<string, Span>() as ReadonlyMap<string, Span>,
      readings: [] as { readonly at: number; readonly job: Job }[],
    }));
    const begun = Date.now();
    const readAgain = async () => {
      for (const each of jobs) {
        each.spans = each.totals.follow(succeed(await rest.job(id(each.name), signal)));
        each.readings.push({ at: Date.now(), job: await read(each.name) });
      }
    };
    const expectTheSame = () => {
      for (const { name, spans, readings } of jobs) {
        // A span is of the last twenty seconds, and what subtasks say of their last five.
        const recent = readings.filter(({ at }) => at > Date.now() - 20_000);
        expect(recent.length).toBeGreaterThan(0);
        for (const { id: vertex, name: of } of recent[0]?.job.vertices ?? []) {
          const span = spans.get(vertex);
          for (const share of ['busy', 'backpressured', 'idle'] as const) {
            const said = recent.map(({ job }) => job.vertices.find((each) => each.id === vertex)?.mean[share] ?? -1);
            const mean = said.reduce((sum, value) => sum + value, 0) / said.length;
            expect(Math.abs((span?.mean[share] ?? -1) - mean), `${name}: ${of}, ${share}`).toBeLessThan(0.2);
          }
          // A source that makes a thousand a second.
          if (name === 'healthy' && of.startsWith('Source')) expect((span?.sent ?? 0) / 1000).toBeCloseTo(1, 0);
        }
      }
    };
    // Where processors are scarce, what one tells of some seconds reaches the other late: until they agree on all of it, twice running.
    let agreed = 0;
    await vi.waitFor(
      async () => {
        await readAgain();
        const before = agreed;
        agreed = 0;
        expect(Date.now() - begun).toBeGreaterThan(10_000);
        expectTheSame();
        agreed = before + 1;
        expect(agreed).toBeGreaterThan(1);
      },
      { timeout: 120_000, interval: 500 },
    );
  });

  it('agree on checkpoints, as they are made', async () => {
    const path = `jobs/${id('healthy')}/checkpoints`;
    await vi.waitUntil(async () => (await flink.ask<RawCheckpoints>(path)).counts.completed > 2, {
      timeout: 30_000,
      interval: 100,
    });
    const [raw, job] = await sameMoment(
      () => flink.ask<RawCheckpoints>(path),
      () => read('healthy'),
    );
    const done = (status: string, figure: number) => (status === 'IN_PROGRESS' ? null : figure);
    expect(job.checkpoints).toMatchObject({
      enabled: true,
      interval: 2_000,
      timeout: 600_000,
      completed: raw.counts.completed,
      failed: raw.counts.failed,
      inProgress: raw.counts.in_progress,
    });
    expect(job.checkpoints.history).toEqual(
      raw.history.map((each) => ({
        id: each.id,
        status: each.status,
        savepoint: each.is_savepoint,
        triggered: each.trigger_timestamp,
        duration: done(each.status, each.end_to_end_duration),
        checkpointedSize: done(each.status, each.checkpointed_size),
        stateSize: done(each.status, each.state_size),
        failure: null,
        unaligned: each.checkpoint_type === 'UNALIGNED_CHECKPOINT',
        acknowledged: each.num_acknowledged_subtasks === 0 ? null : each.latest_ack_timestamp,
        subtasks: each.num_subtasks,
        acknowledgedSubtasks: each.num_acknowledged_subtasks,
        processedData: each.processed_data,
        persistedData: each.persisted_data,
        path: each.status === 'COMPLETED' && each.discarded !== true ? each.external_path : null,
      })),
    );
    expect(job.checkpoints).toMatchObject({
      restored: null,
      settings: { exactlyOnce: true, maxConcurrent: 1, unaligned: false, externalized: false, changelog: false },
    });
    expect(job.restarts).toBe(0);
  });

  it('lead to the vertex that holds a job back, and to none where all is well', async () => {
    const bottleneck = async (name: PeerJob) => {
      const job = await read(name);
      return job.vertices.find((vertex) => vertex.id === findBottleneck(job)?.vertex)?.name;
    };
    expect(await bottleneck('healthy')).toBeUndefined();
    expect(await bottleneck('chained')).toBeUndefined();
    expect(await bottleneck('backpressured')).toBe('Slow lookup');
    expect(await bottleneck('skewed')).toBe('Score per key -> Discard: Writer');
    expect(findBottleneck(await read('skewed'))?.reason).toContain('skewed');
  });

  it('agree that a job is unknown, or that a request makes no sense', async () => {
    const unknown = await rest.job('0'.repeat(32), signal);
    expect(unknown).toMatchObject({ ok: false, error: { kind: 'not-found', source: 'Flink REST' } });
    expect(await rest.job('no-id', signal)).toMatchObject({ ok: false, error: { kind: 'bad-request' } });
  });

  it('give no figures for a job that was cancelled, though Flink keeps its last ones', async () => {
    await flink.cancel(id('skewed'));
    const { vertices } = await flink.ask<RawJob>(`jobs/${id('skewed')}`);
    const raw = await flink.ask<RawBackpressure>(`jobs/${id('skewed')}/vertices/${vertices[1]?.id}/backpressure`);
    expect(raw.status).toBe('ok');
    const job = await read('skewed');
    expect(job.state).toBe('CANCELED');
    for (const vertex of job.vertices)
      expect(vertex).toMatchObject({ status: 'CANCELED', level: null, recordsIn: null, subtasks: [] });
  });

  it('end in one sentence when the cluster is gone', async () => {
    await flink.stop();
    expect(await rest.overview(signal)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });
});
