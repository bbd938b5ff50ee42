import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Output } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';
import type { Job } from '#shared/model/job.ts';
import type { Series } from '#shared/model/series.ts';
import { DAY, HOUR, MINUTE } from '#shared/units/units.ts';
import type { RecordedCluster } from '../clients/recordedCluster.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';
import { hurriedClock } from './hurriedClock.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

vi.setConfig({ testTimeout: 60_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const fleet = { kind: 'fleet', connection: 'local' } as const;
const SPEED = 50;

interface Scene {
  readonly cluster: RecordedCluster;
  /** Another run of the app, on the same file, that begins so much after the recording. */
  readonly engine: (after: number) => Promise<Watching>;
}

async function setup(situation: string): Promise<Scene> {
  const cluster = await recordedCluster(situation);
  open.push(cluster);
  const { recorded } = cluster;
  const folder = await mkdtemp(join(tmpdir(), 'flink-history-'));
  open.push({ close: () => rm(folder, { recursive: true }) });
  const connection = { kind: 'flink', id: 'local', name: 'Local', url: cluster.origin } as const;
  return {
    cluster,
    engine: async (after) => {
      const engine = await watching(connection, hurriedClock(SPEED, recorded + after), join(folder, 'settings.json'));
      open.push(engine);
      await engine.follow(fleet);
      return engine;
    },
  };
}

async function stop(engine: Watching): Promise<void> {
  open.splice(open.indexOf(engine), 1);
  await engine.close();
}

const past = async (engine: Watching, topic: Topic, at: number) => {
  const { snapshot } = (await engine.call('past', { topic, at })) as Output<'past'>;
  return snapshot;
};

async function rowsOf(engine: Watching, at: number): Promise<readonly ApplicationSummary[]> {
  const snapshot = await past(engine, fleet, at);
  if (snapshot.state !== 'live') throw new Error(`the fleet of then is ${snapshot.state}`);
  return snapshot.value as ApplicationSummary[];
}

describe('the history of a plain cluster', () => {
  it('goes on over a restart of the app: the charts begin with what was seen before', async () => {
    const { cluster, engine: start } = await setup('1.20/backpressured');
    const ref = { connection: 'local', id: cluster.job };
    const charts = { kind: 'charts', ref, minutes: 60 } as const;
    const first = await start(0);
    await first.follow(fleet, charts, { kind: 'job', ref });
    const before = await first.live(charts, (each) => each.some(({ points }) => points.length >= 4));
    const job = await first.live({ kind: 'job', ref });
    const rows = await first.live(fleet, ([each]) => each?.recordsIn.current !== null && each?.recordsIn.current !== undefined);
    const [row] = rows;
    await stop(first);
    const seen = Math.max(...before.flatMap(({ points }) => points.map(([at]) => at)));

    const second = await start(30 * MINUTE);
    await second.follow(fleet, charts);
    const after = await second.live(charts, (each) => each.some(({ points }) => (points.at(-1)?.[0] ?? 0) > seen + 10 * MINUTE));
    const of = (all: readonly Series[], metric: string, subject: string) =>
      all.find((each) => each.metric === metric && each.of === subject)?.points ?? [];
    for (const [metric, subject] of [
      ['busyTimeMsPerSecond', 'Slow lookup'],
      ['numRecordsInPerSecond', ''],
    ] as const) {
      const points = of(after, metric, subject);
      expect(points.filter(([at]) => at <= seen)).toEqual(of(before, metric, subject).filter(([at]) => at <= seen));
      // Nobody asked in between: a gap, not a line across.
      expect(points.some(([at, value]) => at > seen && value === null)).toBe(true);
    }

    expect(await past(second, { kind: 'job', ref }, seen)).toMatchObject({ state: 'live', value: { ...job } satisfies Job });
    const rowThen = await rowsOf(second, seen);
    expect(rowThen.map(({ ref: { id } }) => id)).toEqual(rows.map(({ ref: { id } }) => id));
    expect(rowThen[0]).toMatchObject({ name: row?.name, jobState: 'RUNNING', recordsIn: { current: row?.recordsIn.current } });
    const then = await past(second, charts, seen);
    expect(then.state === 'live' ? of(then.value as Series[], 'busyTimeMsPerSecond', 'Slow lookup') : []).toEqual(
      of(before, 'busyTimeMsPerSecond', 'Slow lookup').filter(([at]) => at <= seen),
    );
    expect(await past(second, { kind: 'application', ref }, seen)).toMatchObject({ state: 'live', value: { arn: null } });
    // Figures of the past hour are series like any other.
    const question = {
      ref,
      selectors: [
        {
          name: { namespace: 'Flink', metric: 'busyTimeMsPerSecond', dimensions: { Task: 'Slow lookup' } },
          statistic: 'Gauge',
          transform: 'none',
          period: null,
        },
      ],
      from: cluster.recorded,
      to: cluster.recorded + HOUR,
      columns: 400,
      source: 'fill',
    };
    const read = (await second.call('metrics.read', question)) as Output<'metrics.read'>;
    expect(read).toMatchObject({ ok: true, value: [{ unit: 'Ratio', source: 'history', latest: [expect.any(Number), 1] }] });
  });

  it('keeps jobs of the same name apart, and what each failed of', async () => {
    const { cluster, engine: start } = await setup('1.20/healthy');
    const healthy = cluster.job;
    const engine = await start(0);
    const seen = async (id: string): Promise<number> => {
      const topic = { kind: 'job', ref: { connection: 'local', id } } as const;
      await engine.follow(fleet, topic);
      const snapshot = await engine.when(topic, ({ state }) => state === 'live');
      return snapshot.state === 'live' ? snapshot.at : Number.NaN;
    };
    const first = await seen(healthy);
    // The same cluster runs another job in its place.
    cluster.play('1.20/backpressured');
    const other = cluster.job;
    expect(other).not.toBe(healthy);
    await engine.live(fleet, ([row]) => row?.ref.id === other && row.recordsIn.current !== null);
    const second = await seen(other);
    // The cluster lists jobs that have ended, too.
    const states = async (at: number) =>
      new Map((await rowsOf(engine, at)).map(({ ref, jobState }) => [ref.id, jobState] as const));
    expect((await states(first)).get(healthy)).toBe('RUNNING');
    expect((await states(first)).has(other)).toBe(false);
    expect((await states(second)).get(healthy)).toBe('CANCELED');
    expect((await states(second)).get(other)).toBe('RUNNING');
    expect(await past(engine, { kind: 'job', ref: { connection: 'local', id: other } }, first)).toMatchObject({
      state: 'failed',
    });
    const markers = async (application: string) =>
      (await engine.call('markers.read', { connection: 'local', application, from: 0, to: second + DAY })) as Marker[];
    // Recorded of a job that failed over and over.
    const failures = (await markers(other)).filter(({ kind }) => kind === 'failure');
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.every(({ ref }) => ref.id === other)).toBe(true);
    expect(failures[0]?.text).toMatch(/Exception/);
  });
});
