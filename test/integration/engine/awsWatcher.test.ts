import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Connection } from '#shared/model/connection.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { RecordedCluster } from '../clients/recordedCluster.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';
import type { HurriedClock } from './hurriedClock.ts';
import { hurriedClock } from './hurriedClock.ts';
import type { Script, ScriptedAws } from './scriptedAws.ts';
import { arnOf, scriptedAws } from './scriptedAws.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

const open: { close(): Promise<void> }[] = [];
beforeEach(() => {
  // Credentials come through the SDK's own chain, as they do for everybody.
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'topsecret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const each of open.splice(0).toReversed()) await each.close();
});

const fleet = { kind: 'fleet', connection: 'prod' } as const;
const refOf = (name: string) => ({ connection: 'prod', id: arnOf(name) });
const connectionTo = (endpoint: string): Connection => ({
  kind: 'aws',
  id: 'prod',
  name: 'Production',
  profile: null,
  region: 'eu-west-1',
  endpoint,
});
const healthy = {
  numRecordsInPerSecond: 1000,
  numRecordsOutPerSecond: 10,
  cpuUtilization: 40,
  heapMemoryUtilization: 50,
  downtime: 0,
  numRestarts: 2,
  lastCheckpointDuration: 900,
  lastCheckpointSize: 4096,
};

/** A second passes in 20 ms, from the moment of the dashboard's recording on. */
async function setup(
  script: Partial<Script>,
  situation = '1.20/healthy',
): Promise<{ aws: ScriptedAws; cluster: RecordedCluster; engine: Watching; clock: HurriedClock }> {
  const cluster = await recordedCluster(situation);
  const aws = await scriptedAws({ dashboard: cluster.origin, metrics: healthy, ...script });
  const clock = hurriedClock(50, cluster.recorded);
  const engine = await watching(connectionTo(aws.origin), clock);
  open.push(cluster, aws, engine);
  await engine.follow(fleet);
  return { aws, cluster, engine, clock };
}
const running = (...names: string[]) => names.map((name) => ({ name, status: 'RUNNING' }));
const named = (rows: readonly ApplicationSummary[], name: string) => rows.find((row) => row.name === name);

describe('watching AWS', () => {
  it('fills a row: state, parallelism, rates over an hour, checkpoint, restarts', async () => {
    const { engine, aws } = await setup({ applications: running('orders') });
    const rows = await engine.live(
      fleet,
      ([row]) => row?.recordsIn.current != null && row.lastCheckpoint !== null && row.parallelism !== null,
    );
    expect(rows[0]).toMatchObject({
      ref: refOf('orders'),
      origin: 'managed',
      region: 'eu-west-1',
      runtime: 'FLINK-1_20',
      mode: 'STREAMING',
      status: 'RUNNING',
      jobState: 'RUNNING',
      parallelism: 4,
      kpus: 2,
      recordsIn: { current: 1000 },
      recordsOut: { current: 10 },
      lag: null,
      lastCheckpointDuration: 900,
      lastCheckpointSize: 4096,
      restarts: 0, // the job's own count, newer than CloudWatch's 2
    });
    expect(rows[0]?.recordsIn.points).toHaveLength(60);
    expect(await engine.connection(({ state }) => state === 'live')).toMatchObject({ error: null });
    expect(Object.fromEntries(aws.statistics)).toMatchObject({
      numRecordsInPerSecond: 'Average',
      cpuUtilization: 'Maximum',
      lastCheckpointDuration: 'Maximum',
    });
  });

  it('shows what is known as it comes: names before figures', async () => {
    const { engine, aws } = await setup({ applications: running('orders'), failing: { GetMetricData: 'ThrottlingException' } });
    const rows = await engine.live(fleet, (each) => each.length === 1);
    expect(rows[0]).toMatchObject({ name: 'orders', status: 'RUNNING', recordsIn: { current: null, points: [] } });
    aws.script.failing = {};
    await engine.live(fleet, ([row]) => row?.recordsIn.current === 1000);
  });

  it('takes −1 of a lag for no figure, and the worst of several streams for the lag', async () => {
    const streams = [
      { Application: 'orders', Flow: 'Input', Id: 'orders' },
      { Application: 'orders', Flow: 'Input', Id: 'payments' },
    ];
    const { engine, aws } = await setup({
      applications: running('orders'),
      metrics: { ...healthy, millisBehindLatest: -1 },
      series: { millisBehindLatest: streams },
    });
    const before = await engine.live(fleet, ([row]) => row?.recordsIn.current != null);
    expect(before[0]?.lag).toBeNull();
    aws.script.metrics = { ...healthy, millisBehindLatest: 20 * MINUTE };
    const after = await engine.live(fleet, ([row]) => row?.lag != null);
    expect(after[0]).toMatchObject({ lag: { kind: 'time', behind: 20 * MINUTE }, health: { level: 'critical' } });
    expect(after[0]?.health.reasons[0]).toBe('Behind by 20 min.');
  });

  it('asks for a large fleet in ⌈queries / 500⌉ requests', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `app-${i}`);
    const { engine, aws } = await setup({
      applications: running(...names),
      failing: { CreateApplicationPresignedUrl: 'AccessDeniedException' },
    });
    await engine.live(fleet, (rows) => rows.length === 120 && rows.every(({ recordsIn }) => recordsIn.current !== null));
    // 15 queries for each of 120 applications
    expect(aws.batches.slice(0, 4)).toEqual([500, 500, 500, 300]);
  });

  it('asks for the threads by the name that the runtime reports them by', async () => {
    const { engine, aws } = await setup({
      applications: running('orders'),
      series: { threadsCount: [{ Application: 'orders' }] },
    });
    await engine.live(fleet, ([row]) => row?.recordsIn.current != null);
    expect(aws.statistics.get('threadsCount')).toBe('Maximum');
    expect(aws.statistics.has('threadCount')).toBe(false);
    expect(aws.batches[0]).toBe(15);
  });

  it('degrades to CloudWatch alone where no session can be had, and says what is missing', async () => {
    const { engine, aws } = await setup({
      applications: running('orders', 'clicks'),
      failing: { CreateApplicationPresignedUrl: 'AccessDeniedException' },
    });
    const rows = await engine.live(fleet, (each) => each.length === 2 && each.every(({ health }) => health.level === 'ok'));
    expect(rows[0]).toMatchObject({ jobState: null, lastCheckpoint: null, restarts: 2 });
    const view = await engine.connection(({ state }) => state === 'degraded');
    expect(view.error).toMatchObject({
      kind: 'access-denied',
      remedy: 'Allow kinesisanalytics:CreateApplicationPresignedUrl for this identity.',
    });
    const ref = refOf('orders');
    await engine.follow(fleet, { kind: 'job', ref });
    expect(await engine.when({ kind: 'job', ref }, ({ state }) => state === 'failed')).toMatchObject({
      error: { kind: 'access-denied' },
    });
    aws.script.failing = {};
    await engine.connection(({ state }) => state === 'live');
    await engine.live({ kind: 'job', ref });
  });

  it('opens a session once, and anew only when the dashboard refuses it', async () => {
    const { engine, aws, cluster } = await setup({ applications: running('orders') });
    const ref = refOf('orders');
    await engine.follow({ kind: 'job', ref });
    const reads = () => cluster.requests.filter((line) => line.endsWith('/backpressure')).length;
    await engine.live({ kind: 'job', ref });
    const sessions = () => aws.asked.filter((operation) => operation === 'CreateApplicationPresignedUrl').length;
    await engine.when({ kind: 'job', ref }, () => reads() >= 6);
    expect(sessions()).toBe(1);

    let refusals = 1;
    cluster.interrupt((response) => {
      refusals -= 1;
      if (refusals === 0) cluster.interrupt(null);
      response.writeHead(403).end();
    });
    const before = reads();
    await engine.when({ kind: 'job', ref }, ({ state }) => state === 'live' && reads() > before + 2);
    expect(sessions()).toBe(2);
  });

  it('finds the bottleneck of a managed job', async () => {
    const { engine } = await setup({ applications: running('orders') }, '2.3/backpressured');
    const rows = await engine.live(fleet, ([row]) => row?.health.level === 'warning');
    expect(rows[0]?.health.reasons.join(' ')).toContain('Slow lookup is the bottleneck');
  });

  it('asks only running applications for their job, and says why of the others', async () => {
    const { engine, aws } = await setup({ applications: [{ name: 'old', status: 'READY' }] });
    const rows = await engine.live(fleet, ([row]) => row?.parallelism != null);
    expect(rows[0]).toMatchObject({ health: { level: 'inactive' }, kpus: null });
    const ref = refOf('old');
    await engine.follow({ kind: 'job', ref });
    expect(await engine.when({ kind: 'job', ref }, ({ state }) => state === 'failed')).toMatchObject({
      error: { kind: 'not-running', remedy: 'Start the application to see its job.' },
    });
    expect(aws.asked).not.toContain('CreateApplicationPresignedUrl');
    expect(aws.asked).not.toContain('GetMetricData');

    aws.script.applications = [{ name: 'old', status: 'RUNNING', version: 2 }];
    await engine.live({ kind: 'job', ref });
    await engine.follow(fleet);
    await engine.live(fleet, ([row]) => row?.recordsIn.current === 1000 && row.kpus === 2);
  });

  it('describes an application anew when its version changes, not with every list', async () => {
    const { engine, aws } = await setup({ applications: running('orders') });
    await engine.live(fleet, ([row]) => row?.parallelism === 4);
    const described = () => aws.asked.filter((operation) => operation === 'DescribeApplication').length;
    const listed = () => aws.asked.filter((operation) => operation === 'ListApplications').length;
    const before = listed();
    await engine.when(fleet, () => listed() >= before + 3);
    expect(described()).toBe(1);
    aws.script.applications = [{ name: 'orders', status: 'RUNNING', version: 2, parallelism: 8 }];
    await engine.live(fleet, ([row]) => row?.parallelism === 8 && row.kpus === 4);
  });

  it('takes an application that was deleted off the list, and says so to who looks at it', async () => {
    const { engine, aws } = await setup({ applications: running('orders', 'clicks') });
    const ref = refOf('orders');
    await engine.follow(fleet, { kind: 'application', ref });
    await engine.live({ kind: 'application', ref });
    aws.script.applications = running('clicks');
    await engine.live(fleet, (rows) => named(rows, 'orders') === undefined);
    expect(await engine.when({ kind: 'application', ref }, ({ state }) => state === 'stale')).toMatchObject({
      error: { kind: 'not-found' },
    });
  });

  it('marks old figures as old while CloudWatch fails, and keeps states coming', async () => {
    const { engine, aws } = await setup({ applications: running('orders') });
    await engine.live(fleet, ([row]) => row?.recordsIn.current === 1000);
    aws.script.failing = { GetMetricData: 'AccessDeniedException' };
    await engine.when(fleet, ({ state }) => state === 'stale');
    aws.script.applications = [{ name: 'orders', status: 'UPDATING' }];
    const stale = await engine.when(fleet, (each) => each.state === 'stale' && each.value[0]?.status === 'UPDATING');
    expect(stale).toMatchObject({
      error: { kind: 'access-denied', remedy: 'Allow cloudwatch:GetMetricData for this identity.' },
    });
  });

  it('draws charts with the discovered series, gaps as gaps', async () => {
    const { engine, aws } = await setup({
      applications: running('orders'),
      series: {
        busyTimeMsPerSecond: [
          { Application: 'orders', Task: 'Source:_orders' },
          { Application: 'other', Task: 'x' },
        ],
      },
      metrics: { ...healthy, busyTimeMsPerSecond: 950 },
    });
    const charts = { kind: 'charts', ref: refOf('orders'), minutes: 30 } as const;
    await engine.follow(charts);
    const series = await engine.live(charts);
    const of = (metric: string) => series.filter((each) => each.metric === metric);
    expect(of('cpuUtilization')[0]).toMatchObject({ statistic: 'Maximum', unit: 'Ratio', period: MINUTE });
    expect(of('cpuUtilization')[0]?.points).toHaveLength(30);
    expect(of('cpuUtilization')[0]?.points[0]?.[1]).toBeCloseTo(0.4);
    expect(of('busyTimeMsPerSecond')).toMatchObject([{ of: 'Source:_orders', unit: 'Ratio' }]);
    expect(of('fullRestarts')).toEqual([]);

    const day = { ...charts, minutes: 1440 } as const;
    await engine.follow(day);
    const long = await engine.live(day);
    expect(long[0]?.period).toBe(5 * MINUTE);
    expect(long[0]?.points.length).toBeLessThanOrEqual(289);
    aws.script.metrics = {};
    const empty = await engine.live(day, (each) => each.every(({ points }) => points.every(([, value]) => value === null)));
    expect(empty.map(({ metric }) => metric)).toContain('cpuUtilization');
  });

  it('searches the log stream that the application names', async () => {
    const { engine } = await setup({ applications: running('orders') });
    await engine.live(fleet, ([row]) => row?.parallelism != null);
    const search = { pattern: 'ERROR', from: 0, to: 300_000, limit: 10, source: 'service' };
    expect(await engine.call('logs.search', { ref: refOf('orders'), ...search })).toEqual({
      ok: true,
      value: { records: [{ at: 1, stream: 'stream', message: 'matches ERROR' }], truncated: false },
    });
    expect(await engine.call('logs.search', { ref: refOf('nope'), ...search })).toMatchObject({ ok: false });
  });

  it('tests a connection in one sentence, with what is missing', async () => {
    const { engine, aws } = await setup({ applications: running('a', 'b', 'c') });
    const test = () => engine.call('connections.test', connectionTo(aws.origin));
    expect(await test()).toEqual({ ok: true, value: '3 applications in eu-west-1' });
    aws.script.failing = { ListMetrics: 'AccessDeniedException' };
    expect(await test()).toEqual({
      ok: true,
      value:
        '3 applications in eu-west-1. Not allowed: cloudwatch:ListMetrics (without it: no lag, no metrics of tasks, no custom ' +
        'metrics). Allow it for this identity.',
    });
    aws.script.failing = { ListApplications: 'ExpiredTokenException' };
    expect(await test()).toMatchObject({ ok: false, error: { kind: 'credentials-expired' } });
  });

  it('leaves nothing running when it is closed', async () => {
    const { engine, clock } = await setup({ applications: running('orders') });
    await engine.live(fleet, ([row]) => row?.lastCheckpoint != null);
    expect(clock.sleeping()).toBeGreaterThan(0);
    await engine.close();
    expect(clock.sleeping()).toBe(0);
  });
});
