import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import type { ManagedApplication } from '#electron/clients/aws/describeManaged.ts';
import type { FoundRecord } from '#electron/clients/aws/logs.ts';
import type { Attempt } from '#electron/clients/aws/requestGate.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { rawAws } from '../simulator/rawAws.ts';

// The clients as the engine uses them, with the real SDK, against the whole simulator.

const never = new AbortController().signal;
let simulator: TestSimulator;
let services: AwsServices;
let region: string;
let now: number;
const attempts: (Attempt & { readonly outcome: string })[] = [];
let scanned: number[] = [];

function valueOf<T>(answer: Result<T>): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const describeAll = async (): Promise<ManagedApplication[]> => {
  const listed = valueOf(await services.managed.list(never));
  return Promise.all(listed.map(async ({ name }) => valueOf(await services.managed.describe(name, never))));
};

const ask = async (target: Parameters<typeof rawAws>[1], body: object): Promise<Record<string, unknown>> => {
  const answer = await rawAws(simulator.addresses.aws, target, body, { region });
  if (answer.status !== 200) throw new Error(`${target}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const inFlink = (operation: string, body: object) => ask(`KinesisAnalytics_20180523.${operation}`, body);
const inCloudWatch = (operation: string, body: object) => ask(`GraniteServiceVersion20100801.${operation}`, body);

let running: ManagedApplication;

beforeAll(async () => {
  simulator = await startTestSimulator({ historyHours: 2 });
  ({ region } = await simulator.state());
  services = awsServices(
    await simulator.aws({
      gate: {
        before: () => Promise.resolve(),
        after: (attempt, outcome) => void attempts.push({ ...attempt, outcome }),
        scanned: (bytes) => void scanned.push(bytes),
      },
    }),
  );
  const found = (await describeAll()).find(({ status, logs }) => status === 'RUNNING' && logs !== null);
  if (found === undefined) throw new Error('No application runs and logs.');
  running = found;
  now = (await simulator.state()).now;
});
afterAll(async () => {
  services.close();
  await simulator.close();
});

describe('what happened to an application', () => {
  it('has its versions newest first, with the moments of their making, asked once', async () => {
    await inFlink('UpdateApplication', {
      ApplicationName: running.name,
      CurrentApplicationVersionId: running.version,
      ApplicationConfigurationUpdate: {
        EnvironmentPropertyUpdates: { PropertyGroups: [{ PropertyGroupId: 'test', PropertyMap: { key: 'value' } }] },
      },
    });
    await simulator.advance(10 * MINUTE);
    const versions = valueOf(await services.managed.versions(running.name, never));
    expect(versions[0]).toMatchObject({ version: running.version + 1, status: 'RUNNING' });
    expect(versions[0]?.at).toBeGreaterThanOrEqual(now - MINUTE);
    expect(versions.map(({ version }) => version)).toEqual(versions.map(({ version }) => version).toSorted((a, b) => b - a));
    expect(versions.map(({ at }) => at !== null)).toEqual(versions.map((_, i) => i < 10));

    const before = attempts.filter(({ operation }) => operation === 'DescribeApplicationVersion').length;
    expect(valueOf(await services.managed.versions(running.name, never))).toEqual(versions);
    expect(attempts.filter(({ operation }) => operation === 'DescribeApplicationVersion').length).toBe(before);
  });

  it('has its operations newest first, and what failed', async () => {
    const operations = valueOf(await services.managed.operations(running.name, never));
    expect(operations[0]).toMatchObject({ operation: 'UpdateApplication', status: 'SUCCESSFUL', failure: null });
    expect(operations[0]?.to).toBeGreaterThan(operations[0]?.from ?? Infinity);

    const all = await Promise.all(
      (await describeAll()).map(async ({ name }) => valueOf(await services.managed.operations(name, never))),
    );
    const failed = all.flat().filter(({ status }) => status === 'FAILED');
    for (const each of failed) expect(each.failure).toBeTruthy();
  });

  it('has its snapshots and tags', async () => {
    await inFlink('CreateApplicationSnapshot', { ApplicationName: running.name, SnapshotName: 'before-the-test' });
    await simulator.advance(5 * MINUTE);
    const snapshots = valueOf(await services.managed.snapshots(running.name, never));
    expect(snapshots[0]).toMatchObject({ name: 'before-the-test', status: 'READY', version: running.version + 1 });
    expect(snapshots[0]?.at).toBeGreaterThanOrEqual(now);

    await inFlink('TagResource', { ResourceARN: running.arn, Tags: [{ Key: 'team', Value: 'payments' }] });
    expect(valueOf(await services.managed.tags(running.arn, never))).toContainEqual({ key: 'team', value: 'payments' });
  });

  it('names who called what about which application', async () => {
    const to = (await simulator.state()).now;
    const events = valueOf(await services.trail.events(millis(to - DAY), to, never));
    expect(events.find(({ event }) => event === 'UpdateApplication')).toMatchObject({
      applications: [running.name],
      error: null,
    });
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => b - a));
    expect(events.every(({ user, id }) => user !== '' && id !== '')).toBe(true);
    // What only reads changes nothing: our own polling would hide the rest.
    expect(events.filter(({ event }) => /^(Describe|List)/.test(event))).toEqual([]);

    await rawAws(simulator.addresses.aws, 'KinesisAnalytics_20180523.StopApplication', { ApplicationName: 'nobody' }, { region });
    const later = valueOf(await services.trail.events(millis(to - MINUTE), millis(to + MINUTE), never));
    expect(later.find(({ event }) => event === 'StopApplication')).toMatchObject({ applications: ['nobody'] });
    expect(later.find(({ event }) => event === 'StopApplication')?.error).toContain('ResourceNotFound');
  });
});

describe('metrics and alarms', () => {
  it('lists every series of an application, at every level, or as many as are wanted', async () => {
    const filter = { namespace: 'AWS/KinesisAnalytics', dimensions: { Application: running.name } };
    const all = valueOf(await services.metrics.listAll(filter, 10_000, never));
    expect(all.truncated).toBe(false);
    expect(all.names.length).toBeGreaterThan(40);
    expect(all.names.every(({ dimensions }) => dimensions['Application'] === running.name)).toBe(true);
    expect(new Set(all.names.map(({ dimensions }) => Object.keys(dimensions).toSorted().join())).size).toBeGreaterThan(1);

    const few = valueOf(await services.metrics.listAll(filter, 7, never));
    expect(few).toEqual({ names: all.names.slice(0, 7), truncated: true });
  });

  it('reads alarms as they are defined, of a metric and of an expression, and the changes of their states', async () => {
    const dimensions = [{ Name: 'Application', Value: running.name }];
    const common = { EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' };
    await inCloudWatch('PutMetricAlarm', {
      ...common,
      AlarmName: 'cpu',
      AlarmDescription: 'Busy',
      Namespace: 'AWS/KinesisAnalytics',
      MetricName: 'cpuUtilization',
      Dimensions: dimensions,
      Period: 60,
      Statistic: 'Maximum',
      Threshold: 0.001,
      DatapointsToAlarm: 1,
      AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:on-call'],
    });
    await inCloudWatch('PutMetricAlarm', {
      ...common,
      AlarmName: 'ratio',
      Threshold: 1e9,
      Metrics: [
        { Id: 'e', Expression: 'm * 2', ReturnData: true },
        {
          Id: 'm',
          ReturnData: false,
          MetricStat: {
            Metric: { Namespace: 'AWS/KinesisAnalytics', MetricName: 'uptime', Dimensions: dimensions },
            Period: 60,
            Stat: 'Average',
          },
        },
      ],
    });
    const from = (await simulator.state()).now;
    await simulator.advance(10 * MINUTE);
    const alarms = valueOf(await services.metrics.alarms(never));
    const named = (name: string) => alarms.find((alarm) => alarm.name === name);
    expect(named('cpu')).toMatchObject({
      description: 'Busy',
      state: 'ALARM',
      metric: {
        namespace: 'AWS/KinesisAnalytics',
        metric: 'cpuUtilization',
        dimensions: { Application: running.name },
      },
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: 0.001,
      period: MINUTE,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: 'notBreaching',
      actionsEnabled: true,
      actions: ['arn:aws:sns:eu-west-1:123456789012:on-call'],
      applications: [running.name],
      history: [],
    });
    expect(named('cpu')?.stateSince).toBeGreaterThanOrEqual(from);
    expect(named('ratio')).toMatchObject({
      metric: null,
      applications: [running.name],
      queries: [
        { id: 'e', expression: 'm * 2', metric: null, returnData: true },
        {
          id: 'm',
          expression: null,
          metric: { metric: 'uptime', dimensions: { Application: running.name } },
          statistic: 'Average',
          period: MINUTE,
          returnData: false,
        },
      ],
    });

    const history = valueOf(await services.metrics.alarmHistory(millis(from), never));
    expect(history.get('cpu')?.at(0)).toMatchObject({ from: 'INSUFFICIENT_DATA', to: 'ALARM' });
    expect(history.get('cpu')?.at(0)?.reason).not.toBe('');
    expect(history.get('cpu')?.at(0)?.at).toBeGreaterThanOrEqual(from);
  });
});

describe('logs', () => {
  const place = () => {
    if (running.logs === null) throw new Error('It logs.');
    return running.logs;
  };

  it('follows a stream to its end without losing or repeating a line', async () => {
    const to = millis((await simulator.state()).now);
    const from = millis(to - HOUR);
    const whole = valueOf(await services.logs.find({ ...place(), pattern: '', from, to, limit: 100_000 }, never));
    expect(whole.truncated).toBe(false);
    expect(whole.records.length).toBeGreaterThan(20);

    const followed: FoundRecord[] = [];
    let next = from;
    for (let more = true; more;) {
      const answer = valueOf(await services.logs.tail({ ...place(), from: next, limit: 7 }, never));
      const known = new Set(followed.map(({ id }) => id));
      followed.push(...answer.records.filter(({ id }) => !known.has(id)));
      next = millis(Math.max(next, ...answer.records.map(({ at }) => at + 1)));
      more = answer.more;
    }
    expect(followed).toEqual(whole.records);
  });

  it('cuts no moment in two', async () => {
    const at = millis((await simulator.state()).now);
    const events = Array.from({ length: 9 }, (_, i) => ({ timestamp: at - (i < 2 ? 1 : 0), message: `twin ${i}` }));
    await ask('Logs_20140328.PutLogEvents', { logGroupName: place().group, logStreamName: place().stream, logEvents: events });
    const answer = valueOf(await services.logs.tail({ ...place(), from: millis(at - 1), limit: 3 }, never));
    expect(answer.records.filter(({ message }) => message.startsWith('twin')).length).toBe(9);
    expect(answer.more).toBe(false);
  });

  it('finds the newest lines that match, and says when there are more', async () => {
    const to = millis((await simulator.state()).now);
    const query = { ...place(), pattern: 'INFO', from: millis(to - HOUR), to };
    const whole = valueOf(await services.logs.find({ ...query, limit: 10_000 }, never));
    expect(whole.records.length).toBeGreaterThan(5);
    const newest = valueOf(await services.logs.find({ ...query, limit: 5 }, never));
    expect(newest).toEqual({ records: whole.records.slice(-5), truncated: true });
  });

  it('runs a query of Logs Insights to its end, and tells once what it scanned', async () => {
    scanned = [];
    const to = millis((await simulator.state()).now);
    const query = { group: place().group, from: millis(to - HOUR), to };
    const id = valueOf(
      await services.logs.startQuery({ ...query, query: 'fields @timestamp, messageType, message | limit 5' }, never),
    );
    const first = valueOf(await services.logs.queryResults(id, never));
    expect(first).toMatchObject({ status: 'running', rows: [] });
    await simulator.advance(2_000);
    const results = valueOf(await services.logs.queryResults(id, never));
    expect(results.status).toBe('complete');
    expect(results.columns).toContain('@timestamp');
    expect(results.columns).not.toContain('@ptr');
    expect(results.rows.length).toBe(5);
    expect(results.rows.every((row) => row.length === results.columns.length)).toBe(true);
    expect(results.scannedBytes).toBeGreaterThan(0);
    await services.logs.queryResults(id, never);
    expect(scanned).toEqual([results.scannedBytes]);

    const stopped = valueOf(await services.logs.startQuery({ ...query, query: 'fields @message' }, never));
    expect(await services.logs.stopQuery(stopped, never)).toEqual({ ok: true, value: null });
    expect(valueOf(await services.logs.queryResults(stopped, never)).status).toBe('cancelled');
    expect(await services.logs.stopQuery(stopped, never)).toEqual({ ok: true, value: null });

    const broken = await services.logs.startQuery({ ...query, query: 'fields | | nonsense (' }, never);
    expect(broken).toMatchObject({ ok: false, error: { kind: 'bad-request' } });
  });
});
