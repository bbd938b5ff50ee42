import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Topic, TopicKind, TopicValue } from '#shared/contract/topics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { HOUR, MINUTE } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from './hurriedClock.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

// Whole simulators, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const fleet = { kind: 'fleet', connection: 'simulator' } as const;

interface Scene {
  readonly simulator: TestSimulator;
  /** An engine that keeps what it learns in the same file as the one before. */
  readonly engine: () => Promise<Watching>;
}

async function setup(scenario = 'demo'): Promise<Scene> {
  const simulator = await startTestSimulator({ scenario });
  open.push(simulator);
  const { now } = await simulator.setClock({ paused: true });
  const folder = await mkdtemp(join(tmpdir(), 'past-'));
  open.push({ close: () => rm(folder, { recursive: true }) });
  const connection = {
    kind: 'simulator',
    id: 'simulator',
    name: 'Simulator',
    scenario,
    seed: 7,
    speed: 1,
    address: simulator.addresses.control,
  } as const;
  return {
    simulator,
    engine: async () => {
      const engine = await watching(connection, hurriedClock(20, now), join(folder, 'settings.json'));
      open.push(engine);
      return engine;
    },
  };
}

type TopicOf<K extends TopicKind> = Extract<Topic, { kind: K }>;

async function past<K extends TopicKind>(engine: Watching, topic: TopicOf<K>, at: number): Promise<Snapshot<TopicValue<K>>> {
  const { snapshot } = (await engine.call('past', { topic, at })) as Output<'past'>;
  return snapshot as Snapshot<TopicValue<K>>;
}

/** An alarm that goes off: the CPU is always above one percent. */
async function putAlarm(simulator: TestSimulator): Promise<void> {
  const client = new CloudWatchClient(awsAccess(await simulator.aws()).config('monitoring'));
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: 'orders-cpu',
      Namespace: 'AWS/KinesisAnalytics',
      MetricName: 'cpuUtilization',
      Dimensions: [{ Name: 'Application', Value: 'orders-enrichment' }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    }),
  );
  client.destroy();
}

const runs = ({ status }: ApplicationSummary) => status === 'RUNNING';
const isFilled = (row: ApplicationSummary) =>
  !runs(row) ||
  row.mode === 'INTERACTIVE' ||
  (row.recordsIn.current !== null && row.jobState !== null && row.lastCheckpoint !== null);

describe('the past', () => {
  it('is what was live, after the app was started anew on the same file', async () => {
    const { simulator, engine: start } = await setup();
    await putAlarm(simulator);
    let engine = await start();
    const restart = async (): Promise<void> => {
      await engine.close();
      open.splice(open.indexOf(engine), 1);
      await simulator.advance(30 * MINUTE);
      engine = await start();
    };
    await engine.follow(fleet);
    const first = await engine.live(fleet, (rows) => rows.length >= 12 && rows.every(isFilled));
    const { ref } = first.find(({ name }) => name === 'orders-enrichment') ?? first[0] ?? { ref: { connection: '', id: '' } };
    const topics = {
      application: { kind: 'application', ref },
      job: { kind: 'job', ref },
      charts: { kind: 'charts', ref, minutes: 60 },
      alarms: { kind: 'alarms', connection: 'simulator' },
      activity: { kind: 'activity', ref },
    } as const;
    await engine.follow(fleet, ...Object.values(topics));
    const live = {
      application: await engine.live(topics.application, ({ summary }) => isFilled(summary)),
      job: await engine.live(topics.job),
      charts: await engine.live(topics.charts),
      alarms: await engine.live(topics.alarms, (alarms) => alarms.length > 0),
      activity: await engine.live(topics.activity),
      fleet: await engine.live(fleet, (rows) => rows.every(isFilled)),
    };
    const then = (await simulator.state()).now;

    // Time goes on, and what is known becomes another, in the same file.
    await restart();
    await engine.follow(fleet, topics.job);
    const later = (await simulator.state()).now;
    await engine.when(fleet, (snapshot) => snapshot.state === 'live' && snapshot.at >= later && snapshot.value.every(isFilled));
    await engine.live(topics.job, ({ checkpoints: { history } }) => (history[0]?.triggered ?? 0) > then);
    await restart();

    const rows = await past(engine, fleet, then);
    expect(rows).toMatchObject({ state: 'live', at: then });
    expect(rows).toEqual({ state: 'live', at: then, value: live.fleet });
    expect(await past(engine, topics.application, then)).toEqual({ state: 'live', at: then, value: live.application });
    expect(await past(engine, topics.job, then)).toEqual({ state: 'live', at: then, value: live.job });
    expect(await past(engine, topics.charts, then)).toEqual({ state: 'live', at: then, value: live.charts });
    expect(await past(engine, topics.alarms, then)).toEqual({ state: 'live', at: then, value: live.alarms });
    expect(await past(engine, topics.activity, then)).toEqual({ state: 'live', at: then, value: live.activity });

    // Between the two watches nothing was seen: the nearest moment before is described, and says so.
    const between = await past(engine, fleet, then + 10 * MINUTE);
    expect(between).toMatchObject({ state: 'live', at: then });
    expect(await past(engine, fleet, then - 2 * HOUR)).toMatchObject({ state: 'failed', error: { kind: 'not-found' } });
    const now = (await simulator.state()).now;
    const alarmed = (await engine.call('markers.read', {
      connection: 'simulator',
      application: ref.id,
      from: then,
      to: now,
    })) as Marker[];
    expect(alarmed.filter(({ kind }) => kind === 'alarm')).toMatchObject([{ ref, text: 'Alarm orders-cpu', until: null }]);
  });

  it('marks what happened to an application', async () => {
    const { simulator, engine: start } = await setup();
    const engine = await start();
    await engine.follow(fleet);
    await engine.live(fleet, (rows) => rows.length >= 12 && rows.every(isFilled));
    const from = (await simulator.state()).now;
    for (let i = 0; i < 3; i += 1) {
      await simulator.advance(4 * MINUTE);
      const { now } = await simulator.state();
      await engine.when(fleet, (snapshot) => snapshot.state === 'live' && snapshot.at >= now);
    }
    const to = (await simulator.state()).now + 1;
    const read = async (application: string | null) =>
      (await engine.call('markers.read', { connection: 'simulator', application, from, to })) as Marker[];
    const all = await read(null);
    expect(all.length).toBeGreaterThan(0);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((a, b) => a - b));
    const [some] = all;
    const own = await read(some?.ref.id ?? '');
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ ref }) => ref.id === some?.ref.id)).toBe(true);
    expect(all.map(({ kind }) => kind)).toContain('scale');
  });
});
