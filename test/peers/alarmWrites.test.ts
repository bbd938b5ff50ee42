import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { madeBy, makeSame } from '#shared/analysis/alarms/writing/request.ts';
import type { Output } from '#shared/contract/contract.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmPlan } from '#shared/model/alarms/plan.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import type { Connection } from '#shared/model/connection.ts';
import { hurriedClock } from '#test/integration/engine/hurriedClock.ts';
import type { Watching } from '#test/integration/engine/watching.ts';
import { watching } from '#test/integration/engine/watching.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { boto3 } from './support/boto3.ts';
import type { Forgetful } from './support/forgetful.ts';
import { forgetful } from './support/forgetful.ts';
import type { Program } from './support/program.ts';
import { startPython } from './support/python.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const REGION = 'us-east-1';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:on-call';
const connection = 'moto';
const status = { kind: 'alarmStatus', connection } as const;

let moto: Program;
let line: Forgetful;
let simulator: TestSimulator;
let engine: Watching;
let endpoint: string;

/** The applications are the simulator's; their alarms are in moto, which is nobody of ours. */
beforeAll(async () => {
  moto = startPython('moto_server.py');
  endpoint = await moto.firstLine;
  line = await forgetful(endpoint);
  simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, start: Date.now() });
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'peer');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'peer');
  const aws: Connection = {
    kind: 'aws',
    id: connection,
    name: 'moto',
    profile: null,
    region: REGION,
    endpoint: simulator.addresses.aws,
    endpoints: { monitoring: line.url },
    operator: true,
  };
  engine = await watching(aws, hurriedClock(20, Date.now()));
  await engine.follow({ kind: 'fleet', connection }, { kind: 'alarms', connection }, status);
});
afterAll(async () => {
  await engine?.close();
  await simulator?.close();
  await line?.close();
  await moto?.stop();
  vi.unstubAllEnvs();
});

/** What boto3 is told of the account's alarms, by name. */
async function alarms(): Promise<ReadonlyMap<string, MetricAlarmRequest | null>> {
  const session = { endpoint, region: REGION, accessKeyId: 'peer', secretAccessKey: 'peer' };
  const { answers } = await boto3(session, [{ service: 'cloudwatch', operation: 'DescribeAlarms', input: {} }]);
  const [{ output = {}, error } = {}] = answers;
  expect(error).toBeUndefined();
  const told = (output['MetricAlarms'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  return new Map(told.map((each) => [String(each['AlarmName']), madeBy(each)]));
}

/** Alarms whose thresholds the guide gives. */
const ids = ['downtime', 'failed-checkpoint-rate', 'heap-memory-high', 'cpu-high'] as const;
const are = (coverage: string) => (rows: readonly AlarmRow[]) =>
  rows.length === 1 && ids.every((id) => rows[0]?.cells.some(({ alarm, coverage: found }) => alarm === id && found === coverage));

async function plan(which: 'missing' | 'wanting'): Promise<AlarmPlan> {
  const choice = { connection, applications: null, alarms: [...ids], which };
  const planned = (await engine.call('alarms.plan', { choice })) as Output<'alarms.plan'>;
  if (!planned.ok) throw new Error(planned.error.message);
  return planned.value;
}
const apply = async ({ id, writes }: AlarmPlan) =>
  (await engine.call('alarms.apply', { connection, plan: id, names: writes.map(({ name }) => name) })) as Output<'alarms.apply'>;
const undo = async (id: string | null) =>
  (await engine.call('alarms.undo', { connection, undo: id ?? '' })) as Output<'alarms.undo'>;

it('creates what is missing, corrects what is wrong and takes both back in moto', async () => {
  await engine.live(status, are('missing'));
  await engine.call('alarms.topic', { connection, arn: TOPIC });
  await vi.waitFor(async () => expect((await plan('missing')).writes[0]?.request['AlarmActions']).toEqual([TOPIC]), 30_000);

  const created = await plan('missing');
  expect(created.writes.map(({ alarm, action }) => `${action} ${alarm}`)).toEqual(ids.map((id) => `create ${id}`));
  const first = await apply(created);
  expect(first).toMatchObject({ ok: true, value: { outcomes: ids.map(() => ({ error: null })) } });
  const made = await alarms();
  for (const { name, request } of created.writes) {
    const found = made.get(name);
    expect(found !== undefined && found !== null && makeSame(found, MetricAlarmRequest.parse(request)), name).toBe(true);
  }
  await engine.live(status, are('covered'));

  // Somebody spoils one of them.
  const cpu = created.writes.find(({ alarm }) => alarm === 'cpu-high');
  const spoilt = { ...cpu?.request, Threshold: 0.8, Statistic: 'Average', TreatMissingData: 'breaching' };
  const session = { endpoint, region: REGION, accessKeyId: 'peer', secretAccessKey: 'peer' };
  await boto3(session, [{ service: 'cloudwatch', operation: 'PutMetricAlarm', input: spoilt }]);
  await engine.live(status, (rows) => {
    const cell = rows[0]?.cells.find(({ alarm }) => alarm === 'cpu-high');
    return ['statistic', 'threshold', 'missing-data'].every((fault) => cell?.faults.some((each) => each === fault) === true);
  });
  const corrected = await plan('wanting');
  expect(corrected.writes).toMatchObject([{ alarm: 'cpu-high', action: 'update' }]);
  expect(corrected.writes[0]?.differences.map(({ field }) => field)).toEqual(['Statistic', 'Threshold', 'TreatMissingData']);
  const second = await apply(corrected);
  await engine.live(status, are('covered'));

  // What was corrected is as it was; the whole creation is not taken back over it, but for what is still as we made it.
  expect(await undo(second.ok ? second.value.undo : null)).toMatchObject({ ok: true, value: { outcomes: [{ error: null }] } });
  expect((await alarms()).get(cpu?.name ?? '')).toMatchObject({
    Threshold: 0.8,
    Statistic: 'Average',
    TreatMissingData: 'breaching',
  });
  const undone = await undo(first.ok ? first.value.undo : null);
  expect(undone.ok ? undone.value.outcomes.filter(({ error }) => error !== null).map(({ name }) => name) : []).toEqual([
    cpu?.name,
  ]);
  expect([...(await alarms()).keys()]).toEqual([cpu?.name]);
});
