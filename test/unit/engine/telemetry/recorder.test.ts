import { describe, expect, it } from 'vitest';
import type { ListedApplication } from '#electron/clients/aws/describeManaged.ts';
import { markers, past } from '#electron/engine/telemetry/past.ts';
import type { Recorder } from '#electron/engine/telemetry/recorder.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { searchKept } from '#electron/engine/telemetry/searchKept.ts';
import type { History, KeptRecord } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { ApplicationStatus, ApplicationSummary } from '#shared/model/application.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { RecordKind } from '#shared/model/history.ts';
import type { Job } from '#shared/model/job.ts';
import { DAY, HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { jobOf } from '../../analysis/jobOf.ts';

const arn = 'arn:aws:kinesisanalytics:eu-west-1:1:application/orders';
const ref = { connection: 'prod', id: arn };
const owner = { connection: 'prod', application: arn };
const START = 1_000 * DAY;
const at = (minutes: number) => millis(START + minutes * MINUTE);
const connection: Connection = {
  kind: 'aws',
  id: 'prod',
  name: 'Production',
  region: 'eu-west-1',
  profile: null,
  endpoint: null,
};

const listed = (status: ApplicationStatus, version = 1): ListedApplication => ({
  name: 'orders',
  arn,
  status,
  version,
  runtime: 'FLINK-1_20',
  mode: 'STREAMING',
});

function setup(): {
  readonly history: History;
  readonly recorder: Recorder;
  readonly kept: (kind: RecordKind) => readonly KeptRecord[];
} {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  return {
    history,
    recorder: createRecorder(history),
    kept: (kind) => history.records.read({ ...owner, kinds: [kind], from: millis(0), to: millis(START + 400 * DAY) }),
  };
}

const job = (over: Partial<Job> = {}): Job => ({ ...jobOf('source -> sink[busy=0.5]'), started: at(0), ...over });

describe('recording', () => {
  it('writes a state when it is another, and once a day', () => {
    const { recorder, kept } = setup();
    for (let minute = 0; minute < 10; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    recorder.listed(ref, at(10), listed('UPDATING', 2));
    recorder.listed(ref, at(11), listed('UPDATING', 2));
    expect(kept('state').map((record) => record.at)).toEqual([at(0), at(10)]);
    recorder.listed(ref, millis(at(11) + DAY), listed('UPDATING', 2));
    expect(kept('state')).toHaveLength(3);
  });

  it('keeps what was known at a moment when another word of it comes: a clock stands still, or jumps', () => {
    const { recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    for (let i = 0; i < 3; i += 1) recorder.listed(ref, at(0), listed('UPDATING'));
    recorder.listed(ref, at(0), listed('READY'));
    expect(kept('state').map((record) => record.at - at(0))).toEqual([0, 1, 2]);
    expect(kept('state')[0]).toMatchObject({ value: { listed: { status: 'RUNNING' } } });
  });

  it('goes on where the app that ran before has ended', () => {
    const { history, recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.described(ref, at(0), described());
    const next = createRecorder(history);
    next.listed(ref, at(5), listed('RUNNING'));
    next.described(ref, at(5), described());
    expect([kept('state').length, kept('description').length]).toEqual([1, 1]);
    next.listed(ref, at(6), null);
    expect(kept('state')).toHaveLength(2);
  });

  it('writes everything anew after the history was cleared', () => {
    const { history, recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    history.clear('prod');
    for (let minute = 1; minute <= 3; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    expect(kept('state').length).toBeGreaterThan(0);
  });

  it('keeps a job once a minute, its figures as they come, and an ended one once', () => {
    const { history, recorder, kept } = setup();
    for (let i = 0; i < 30; i += 1) recorder.job(ref, millis(at(0) + i * 10 * SECOND), job(), 'managed');
    expect(kept('job')).toHaveLength(5);
    const busy = history.samples
      .list(owner)
      .find(({ metric, dimensions }) => metric === 'busyTimeMsPerSecond' && dimensions['Task'] === 'sink');
    expect(busy).toMatchObject({ namespace: 'Flink', statistic: 'Gauge', unit: 'Ratio' });
    expect(busy && history.samples.read(busy, at(0), at(5), 'raw')).toHaveLength(30);
    // CloudWatch has the figures of the job as a whole.
    expect(history.samples.list(owner).some(({ metric }) => metric === 'numRestarts')).toBe(false);
    for (let minute = 5; minute < 9; minute += 1) recorder.job(ref, at(minute), job({ state: 'FINISHED' }), 'managed');
    expect(kept('job')).toHaveLength(6);
  });

  it('tells vertices of the same name apart', () => {
    const { history, recorder } = setup();
    const { vertices, ...rest } = job();
    recorder.job(
      ref,
      at(0),
      {
        ...rest,
        vertices: vertices.map((each) => ({
          ...each,
          name: 'Map',
          worst: { busy: null, backpressured: null, idle: null },
          recordsIn: null,
        })),
      },
      'cluster',
    );
    const twins = { ...rest, vertices: vertices.map((each) => ({ ...each, name: 'Map' })) };
    recorder.job(ref, at(1), twins, 'cluster');
    const dimensions = history.samples
      .list(owner)
      .filter(({ metric }) => metric === 'busyTimeMsPerSecond')
      .map((each) => each.dimensions);
    expect(dimensions).toEqual([{ Task: 'Map', Vertex: 'sink' }]);
  });

  it('keeps what is told again and again once: checkpoints, exceptions, activity', () => {
    const { recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    const checkpoint = {
      id: 7,
      savepoint: false,
      triggered: at(1),
      checkpointedSize: null,
      stateSize: null,
      failure: null,
    } as const;
    recorder.checkpoints(ref, 'job', [{ ...checkpoint, status: 'IN_PROGRESS', duration: null }]);
    for (let i = 0; i < 3; i += 1)
      recorder.checkpoints(ref, 'job', [{ ...checkpoint, status: 'COMPLETED', duration: millis(30 * SECOND) }]);
    expect(kept('checkpoint')).toMatchObject([{ at: at(1), until: at(1.5), value: { status: 'COMPLETED' } }]);
    const thrown = { at: at(2), exception: 'java.lang.Boom', stacktrace: '', task: 'sink', taskManager: null };
    for (let i = 0; i < 3; i += 1) recorder.exceptions(ref, 'job', [thrown]);
    expect(kept('exception')).toHaveLength(1);
    for (let i = 0; i < 3; i += 1) recorder.activity(ref, activity());
    expect([kept('operation').length, kept('version').length, kept('activity').length]).toEqual([1, 1, 1]);
  });

  it('marks sentinels and NaN, in our unit', () => {
    const { history, recorder } = setup();
    const name = { namespace: 'AWS/KinesisAnalytics', metric: 'millisBehindLatest', dimensions: { Application: 'orders' } };
    recorder.points(ref, name, { statistic: 'Maximum', period: MINUTE }, [
      [at(0), 5],
      [at(1), -1],
      [at(2), Number.NaN],
    ]);
    const [series] = history.samples.list(owner);
    expect(series && history.samples.read(series, at(0), at(3), 'raw')).toMatchObject([
      { count: 1, maximum: 5 },
      { count: 0, sentinels: 1, maximum: null },
      { count: 0, notNumbers: 1, maximum: null },
    ]);
  });
});

describe('the past', () => {
  const snapshot = (history: History, topic: Topic, moment: number) => past(history, connection, topic, millis(moment)).snapshot;
  const fleet = { kind: 'fleet', connection: 'prod' } as const;
  const rows = (history: History, moment: number) => {
    const then = snapshot(history, fleet, moment);
    return then.state === 'live' ? (then.value as ApplicationSummary[]).map(({ name, status }) => [name, status]) : then.state;
  };

  it('says which moment it describes: nobody watched after it', () => {
    const { history, recorder } = setup();
    for (let minute = 0; minute <= 10; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    recorder.listed(ref, at(300), listed('READY'));
    expect(snapshot(history, fleet, at(4))).toMatchObject({ state: 'live', at: at(4) });
    expect(snapshot(history, fleet, at(200))).toMatchObject({ state: 'live', at: at(10) });
    expect(rows(history, at(200))).toEqual([['orders', 'RUNNING']]);
    expect(rows(history, at(300))).toEqual([['orders', 'READY']]);
    expect(snapshot(history, fleet, at(-1))).toMatchObject({ state: 'failed', error: { source: 'History' } });
  });

  it('goes on while the app runs for longer than anything is kept', () => {
    const { history, recorder } = setup();
    const days = (n: number) => millis(START + n * DAY);
    for (let minute = 0; minute <= 3 * 24 * 60; minute += 4) recorder.listed(ref, at(minute), listed('RUNNING'));
    history.flush();
    for (let i = 0; i < 5; i += 1) history.tidy(new Map([['prod', days(3)]]), { retention: DAY, mostBytes: 1e9 });
    expect(snapshot(history, fleet, days(2.9))).toMatchObject({ state: 'live', at: days(2.9) });
    expect(rows(history, days(2.9))).toEqual([['orders', 'RUNNING']]);
  });

  it('does not have what was not there yet, or not any more', () => {
    const { history, recorder } = setup();
    const other = { connection: 'prod', id: `${arn}-2` };
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.listed(other, at(5), { ...listed('RUNNING'), arn: other.id, name: 'late' });
    recorder.listed(ref, at(8), null);
    expect([rows(history, at(1)), rows(history, at(6)), rows(history, at(9))]).toEqual([
      [['orders', 'RUNNING']],
      [
        ['late', 'RUNNING'],
        ['orders', 'RUNNING'],
      ],
      [['late', 'RUNNING']],
    ]);
    expect(snapshot(history, { kind: 'application', ref }, at(9))).toMatchObject({ state: 'failed' });
  });

  it('tells of a job that stands still that it has none, and of the newest one when it was read', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.job(ref, at(1), job(), 'managed');
    recorder.listed(ref, at(2), listed('RUNNING'));
    expect(snapshot(history, { kind: 'job', ref }, at(2))).toEqual({ state: 'live', at: at(1), value: job() });
    recorder.listed(ref, at(3), listed('READY'));
    expect(snapshot(history, { kind: 'job', ref }, at(3))).toMatchObject({ state: 'failed', error: { kind: 'not-running' } });
  });

  it('has the figures of a row of days ago, of which only roll-ups are left', () => {
    const { history, recorder } = setup();
    const rate = { namespace: 'AWS/KinesisAnalytics', metric: 'numRecordsInPerSecond', dimensions: { Application: 'orders' } };
    for (let minute = 0; minute <= 60; minute += 1) {
      recorder.listed(ref, at(minute), listed('RUNNING'));
      recorder.points(ref, rate, { statistic: 'Average', period: MINUTE }, [[at(minute), 40]]);
    }
    const row = () => {
      const then = snapshot(history, fleet, at(60));
      return then.state === 'live' ? (then.value as ApplicationSummary[])[0]?.recordsIn : null;
    };
    const before = row();
    expect(before?.current).toBe(40);
    for (let i = 0; i < 20; i += 1)
      history.tidy(new Map([['prod', millis(START + 5 * DAY)]]), { retention: millis(14 * DAY), mostBytes: 1e9 });
    const [series] = history.samples.list(owner);
    expect(series && history.samples.read(series, at(0), at(60), 'raw').length).toBeLessThan(15);
    expect(row()).toEqual(before);
  });

  it('has the end of the log, its groups and the list of series; lines are found by their words', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    const line = (minute: number, level: string, message: string) => ({
      at: at(minute),
      stream: 'stream',
      message: JSON.stringify({ messageType: level, logger: 'org.apache.flink.Task', message }),
    });
    recorder.lines(ref, [line(1, 'INFO', 'Completed checkpoint 7.'), line(2, 'ERROR', 'Sink refused 12 records.')]);
    recorder.lines(ref, [line(30, 'ERROR', 'Of later.')]);
    for (const minute of [2, 4]) recorder.listed(ref, at(minute), listed('RUNNING'));
    expect(snapshot(history, { kind: 'logTail', ref }, at(4))).toMatchObject({
      state: 'live',
      value: { records: [{ at: at(1) }, { at: at(2) }], readTo: at(4) },
    });
    expect(snapshot(history, { kind: 'logGroups', ref, minutes: 60 }, at(4))).toMatchObject({
      state: 'live',
      value: { groups: [{ level: 'ERROR', count: 1 }], to: at(4) },
    });
    const name = { namespace: 'AWS/KinesisAnalytics', metric: 'managedMemoryUsed', dimensions: { Application: 'orders' } };
    for (const metric of [name.metric, 'managedMemoryTotal'])
      recorder.points(ref, { ...name, metric }, { statistic: 'Maximum', period: MINUTE }, [[at(1), 5]]);
    expect(snapshot(history, { kind: 'metrics', ref }, at(4))).toMatchObject({
      state: 'live',
      value: { series: [{ unit: 'Bytes' }, { unit: 'Bytes' }, { name: { namespace: 'Derived', metric: 'managedMemoryShare' } }] },
    });
    const search = { ref, pattern: 'records refused', from: at(0), to: at(60), limit: 10 };
    expect(searchKept(history, search)).toMatchObject({ ok: true, value: { records: [{ at: at(2) }], truncated: false } });
  });

  it('says what is of now alone', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    for (const topic of [{ kind: 'budget' }, { kind: 'insights', connection: 'prod', id: 'x' }] as const)
      expect(snapshot(history, topic, at(0))).toMatchObject({
        state: 'failed',
        error: { message: expect.stringContaining(topic.kind) },
      });
  });

  it('has the alarms and what was done as they were', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    expect(snapshot(history, { kind: 'alarms', connection: 'prod' }, at(0))).toMatchObject({ state: 'failed' });
    recorder.alarms('prod', at(1), [alarm('OK', 0)]);
    recorder.alarms('prod', at(3), [alarm('ALARM', 3)]);
    recorder.alarms('prod', at(5), [alarm('OK', 5), alarm('OK', 0, 'other')]);
    recorder.alarms('prod', at(7), [alarm('OK', 0, 'other')]);
    for (let minute = 1; minute <= 8; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    const then = (minute: number) => {
      const alarms = snapshot(history, { kind: 'alarms', connection: 'prod' }, at(minute));
      return alarms.state === 'live' ? (alarms.value as Alarm[]).map(({ name, state }) => `${name} ${state}`) : alarms.state;
    };
    expect([then(2), then(4), then(6), then(8)]).toEqual([['cpu OK'], ['cpu ALARM'], ['cpu OK', 'other OK'], ['other OK']]);
    const [first] = markers(history, { connection: 'prod', application: arn, from: at(0), to: at(8) }).filter(
      ({ kind }) => kind === 'alarm',
    );
    expect(first).toMatchObject({ at: at(3), until: at(5), text: 'Alarm cpu' });
  });
});

describe('markers', () => {
  const read = (history: History, from = at(0), to = at(1_000)) =>
    markers(history, { connection: 'prod', application: arn, from, to });

  it('tell of starts, stops, deployments, scaling and maintenance by the states alone, from when to when', () => {
    const { history, recorder } = setup();
    const states: readonly (readonly [number, ApplicationStatus])[] = [
      [0, 'READY'],
      [1, 'STARTING'],
      [3, 'RUNNING'],
      [10, 'UPDATING'],
      [12, 'RUNNING'],
      [20, 'AUTOSCALING'],
      [21, 'RUNNING'],
      [30, 'MAINTENANCE'],
      [31, 'RUNNING'],
      [40, 'STOPPING'],
      [41, 'READY'],
    ];
    for (const [minute, status] of states) recorder.listed(ref, at(minute), listed(status));
    expect(read(history).map(({ kind, at: from, until }) => [kind, from, until])).toEqual([
      ['start', at(1), at(3)],
      ['deploy', at(10), at(12)],
      ['scale', at(20), at(21)],
      ['maintenance', at(30), at(31)],
      ['stop', at(40), at(41)],
    ]);
    expect(read(history, at(15), at(25)).map(({ kind }) => kind)).toEqual(['scale']);
  });

  it('tell of restarts of the same job, and not of another one’s count', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    for (const [minute, id, restarts] of [
      [0, 'one', 0],
      [5, 'one', 1],
      [9, 'one', 3],
      [20, 'two', 7],
    ] as const)
      recorder.job(ref, at(minute), job({ id, restarts }), 'managed');
    expect(read(history).map(({ kind, at: from, text }) => [kind, from, text])).toEqual([
      ['restart', at(5), 'Restarted'],
      ['restart', at(9), 'Restarted 2 times'],
    ]);
  });

  it('tell the same thing once: by its operation, and a deployment by its version', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.listed(ref, at(10), listed('UPDATING', 2));
    recorder.listed(ref, at(12), listed('RUNNING', 2));
    recorder.activity(ref, activity());
    expect(read(history)).toMatchObject([{ kind: 'deploy', text: 'Version 2 deployed' }]);
  });

  it('tell of what failed and of what was saved', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    const base = { savepoint: false, duration: millis(SECOND), checkpointedSize: null, stateSize: null } as const;
    recorder.checkpoints(ref, 'job', [
      { ...base, id: 1, status: 'COMPLETED', triggered: at(1), failure: null },
      { ...base, id: 2, status: 'FAILED', triggered: at(2), failure: 'Too late.' },
      { ...base, id: 3, status: 'COMPLETED', savepoint: true, triggered: at(3), failure: null },
    ]);
    recorder.exceptions(ref, 'job', [
      { at: at(4), exception: 'java.io.IOException', stacktrace: '', task: null, taskManager: null },
    ]);
    expect(read(history).map(({ kind, text }) => [kind, text])).toEqual([
      ['failure', 'Checkpoint 2 failed: Too late.'],
      ['snapshot', 'Savepoint 3'],
      ['failure', 'IOException'],
    ]);
    expect(read(history, at(0), millis(START - HOUR))).toEqual([]);
  });
});

const described = () => ({
  ...listed('RUNNING'),
  description: null,
  parallelism: 4,
  kpus: 2,
  created: null,
  updated: null,
  checkpointInterval: null,
  checkpointsEnabled: true,
  metricsLevel: 'APPLICATION',
  logs: null,
  configuration: [],
});

const activity = (): Activity => ({
  versions: [
    { version: 2, status: 'RUNNING', at: at(10.5) },
    { version: 1, status: 'RUNNING', at: null },
  ],
  operations: [{ id: 'op', operation: 'UpdateApplication', status: 'SUCCESSFUL', from: at(10), to: at(12), failure: null }],
  snapshots: [],
  tags: [],
  trail: null,
  missing: [],
});

const alarm = (state: Alarm['state'], since: number, name = 'cpu'): Alarm => ({
  arn: `arn:aws:cloudwatch:eu-west-1:1:alarm:${name}`,
  name,
  description: null,
  state,
  stateReason: '',
  stateSince: at(since),
  metric: null,
  statistic: null,
  queries: [],
  comparison: 'GreaterThanThreshold',
  threshold: 1,
  period: MINUTE,
  evaluationPeriods: 1,
  datapointsToAlarm: null,
  treatMissingData: null,
  actionsEnabled: true,
  actions: [],
  applications: ['orders'],
  history: [],
});
