import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateApplicationSnapshotCommand, KinesisAnalyticsV2Client } from '@aws-sdk/client-kinesis-analytics-v2';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cloudWatch } from '#electron/clients/aws/cloudWatch.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { ConnectionBudget } from '#shared/model/budget.ts';
import type { CollectorView } from '#shared/model/collector.ts';
import type { Marker } from '#shared/model/history.ts';
import type { MetricInventory, SeriesWindow } from '#shared/model/metric.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { Scene } from './simulatorScene.ts';
import { simulatorScene } from './simulatorScene.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const connection = 'simulator';
const fleet = { kind: 'fleet', connection } as const;
const name = 'orders-enrichment';
let scene: Scene;
let ref: ApplicationSummary['ref'];
let rows: readonly ApplicationSummary[];

beforeAll(async () => {
  scene = await simulatorScene({ scenario: 'healthy', applications: 6 });
  await scene.engine.follow(fleet);
  rows = await scene.engine.live(fleet, (each) => each.length === 6 && each.every(({ recordsIn }) => recordsIn.current !== null));
  ref = rows.find((row) => row.name === name)?.ref ?? { connection, id: 'none' };
});
afterAll(() => scene.close());

const client = async () => {
  const { aws: endpoint, region, credentials } = await scene.simulator.state();
  return { endpoint, region, credentials };
};

describe('what is collected of an application', () => {
  it('has every series that the service has, at every level, with those of its streams', async () => {
    // One that reads a Kinesis stream.
    const reader = rows.find(({ lag }) => lag?.kind === 'time');
    const topic = { kind: 'metrics', ref: reader?.ref ?? ref } as const;
    await scene.engine.follow(topic);
    const found: MetricInventory = await scene.engine.live(topic, ({ kept }) => kept !== true);
    const cw = cloudWatch(await scene.simulator.aws());
    const listed = await cw.listAll(
      { namespace: 'AWS/KinesisAnalytics', dimensions: { Application: reader?.name ?? '' } },
      100_000,
      new AbortController().signal,
    );
    cw.close();
    if (!listed.ok) throw new Error(listed.error.message);
    const of = (namespace: string) => found.series.filter((each) => each.name.namespace === namespace);
    expect(of('AWS/KinesisAnalytics').map((each) => each.name)).toEqual(listed.value.names);
    expect(of('AWS/Kinesis').map((each) => each.name.metric)).toContain('GetRecords.IteratorAgeMilliseconds');
    expect(new Set(found.series.map(({ level }) => level)).size).toBeGreaterThanOrEqual(2);
    expect(found).toMatchObject({ truncated: false, level: expect.stringMatching(/APPLICATION|TASK|OPERATOR|PARALLELISM/) });
  });

  it('reads any series of it, as the service holds it', async () => {
    const { now } = await scene.simulator.state();
    const question = {
      ref,
      selectors: [
        {
          name: { namespace: 'AWS/KinesisAnalytics', metric: 'cpuUtilization', dimensions: { Application: name } },
          statistic: 'Maximum',
          transform: 'none',
          period: null,
        },
      ],
      from: now - 30 * MINUTE,
      to: now,
      columns: 400,
      source: 'fill',
    };
    const answer = (await scene.engine.call('metrics.read', question)) as Result<SeriesWindow[]>;
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value[0]?.present).toBeGreaterThanOrEqual(28);
    expect(answer.value[0]?.latest?.[1]).toBeGreaterThan(0);
    expect(answer.value[0]?.latest?.[1]).toBeLessThan(1);
  });

  it('tells what somebody did to it, and who: a snapshot that is taken shows among snapshots, operations and calls', async () => {
    const topic = { kind: 'activity', ref } as const;
    await scene.engine.follow(topic);
    const before = await scene.engine.live(topic, ({ trail }) => trail !== null);
    expect(before.versions.length).toBeGreaterThan(0);
    expect(before.missing).toEqual([]);

    const api = new KinesisAnalyticsV2Client(await client());
    await api.send(new CreateApplicationSnapshotCommand({ ApplicationName: name, SnapshotName: 'by-hand' }));
    api.destroy();
    await scene.simulator.advance(3 * MINUTE);
    const after = await scene.engine.live(
      topic,
      ({ snapshots, trail }) =>
        snapshots.some((each) => each.name === 'by-hand') &&
        trail?.some(({ event }) => event === 'CreateApplicationSnapshot') === true,
    );
    expect(after.snapshots.find((each) => each.name === 'by-hand')).toMatchObject({ status: 'READY' });
    // It is recorded: a line on every chart.
    const question = { connection, application: ref.id, from: 0, to: 8_000_000_000_000 };
    const markers = (await scene.engine.call('markers.read', question)) as readonly Marker[];
    expect(JSON.stringify(markers)).toContain('by-hand');
  });

  it('shows the alarms that are about it or its streams, with their history, and no others', async () => {
    const cw = new CloudWatchClient(await client());
    const put = (AlarmName: string, Namespace: string, MetricName: string, dimensions: Record<string, string>) =>
      cw.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace,
          MetricName,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          Statistic: 'Average',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      );
    await put('orders-busy', 'AWS/KinesisAnalytics', 'cpuUtilization', { Application: name });
    await put('somebody-elses', 'Shop', 'queue', { Queue: 'x' });
    cw.destroy();
    await scene.simulator.advance(3 * MINUTE);
    const topic = { kind: 'alarms', connection } as const;
    await scene.engine.follow(topic);
    const alarms = await scene.engine.live(topic, (each) => each.some(({ state }) => state === 'ALARM'));
    expect(alarms.map((each) => each.name)).toContain('orders-busy');
    expect(alarms.map((each) => each.name)).not.toContain('somebody-elses');
    const busy = alarms.find((each) => each.name === 'orders-busy');
    expect(busy).toMatchObject({ state: 'ALARM', applications: [name], threshold: 0 });
    expect(busy?.history[0]).toMatchObject({ to: 'ALARM' });
  });

  it('has a collector for each of these, named for people, in its region', async () => {
    await scene.engine.follow({ kind: 'collectors' }, { kind: 'logTail', ref });
    const views: readonly CollectorView[] = await scene.engine.live({ kind: 'collectors' }, (each) =>
      each.some((view) => view.name === `Log of ${name}`),
    );
    const names = views.filter(({ place }) => place === 'us-east-1').map((view) => view.name);
    for (const wanted of [
      'Applications',
      'Metrics',
      'Alarms',
      'CloudTrail',
      'Log lines',
      `Job of ${name}`,
      `Activity of ${name}`,
    ])
      expect(names).toContain(wanted);
    expect(views.filter(({ state }) => state === 'failing')).toEqual([]);
  });

  it('is priced: requests of each operation are counted, and how often figures come is told', async () => {
    await scene.engine.follow({ kind: 'budget' }, fleet);
    const [budget]: readonly ConnectionBudget[] = await scene.engine.live({ kind: 'budget' }, (each) =>
      each.some(
        ({ operations, metricsEvery }) =>
          metricsEvery === MINUTE && operations.some(({ operation }) => operation === 'GetMetricData'),
      ),
    );
    const data = budget?.operations.find(({ operation }) => operation === 'GetMetricData');
    expect(data?.units).toBeGreaterThan(15 * (data?.requests ?? 0));
  });

  it('goes on without what may not be read, and says what is missing', async () => {
    const denied = (service: 'cloudtrail' | 'logs', change: 'on' | 'off') =>
      scene.simulator.setNetworkFault(
        change === 'on'
          ? { change, service, kind: 'access-denied', severity: 'severe', application: null }
          : { change, service, kind: 'access-denied', application: null },
      );
    const topic = { kind: 'activity', ref } as const;
    const tail = { kind: 'logTail', ref } as const;
    await denied('cloudtrail', 'on');
    await denied('logs', 'on');
    await scene.engine.follow(fleet, topic, tail);
    const { missing, snapshots } = await scene.engine.live(topic, ({ trail }) => trail === null);
    expect(missing).toEqual(['CloudTrail denied the call. Allow cloudtrail:LookupEvents for this identity.']);
    expect(snapshots.length).toBeGreaterThan(0);
    expect(await scene.engine.when(tail, ({ state }) => state === 'stale' || state === 'failed')).toMatchObject({
      error: { kind: 'access-denied', remedy: 'Allow logs:FilterLogEvents for this identity.' },
    });
    expect(scene.engine.now(fleet).state).toBe('live');

    await denied('cloudtrail', 'off');
    await denied('logs', 'off');
    await scene.engine.live(topic, ({ trail }) => trail !== null);
    await scene.engine.live(tail);
    await scene.engine.connection(({ state }) => state === 'live');
  });
});
