import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { camelCase } from '#electron/simulator/aws/cloudTrail/camelCase.ts';
import { makeSame } from '#shared/analysis/alarms/writing/request.ts';
import type { AuditEntry } from '#shared/model/alarms/plan.ts';
import type { AlarmFault, AlarmRow } from '#shared/model/alarms/status.ts';
import { alarmFaults } from '#shared/model/alarms/status.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { MINUTE } from '#shared/units/units.ts';
import { simulatorScene } from '../simulatorScene.ts';
import type { Scene } from '../simulatorScene.ts';
import type { Account } from './writing.ts';
import { TOPIC, accountOf, audit, connection, status } from './writing.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let scene: Scene;
let account: Account;
let rows: readonly AlarmRow[];
let row: AlarmRow;
const request = (write: { readonly request: unknown }): MetricAlarmRequest => MetricAlarmRequest.parse(write.request);

beforeAll(async () => {
  scene = await simulatorScene({ scenario: 'healthy', applications: 2 });
  account = await accountOf(scene.simulator, scene.engine, scene.line.through(scene.simulator.addresses.control));
  await scene.engine.follow({ kind: 'fleet', connection }, { kind: 'alarms', connection }, status, audit);
  const known = ({ cells }: AlarmRow) => cells.every(({ coverage }) => coverage !== 'unknown');
  const first = await account.rows((each) => each.length === 2 && each.every(known));
  for (const each of first) await account.decide(each);
  const decided = ({ cells }: AlarmRow) =>
    cells.every(({ coverage, threshold }) => coverage === 'not-applicable' || threshold !== null);
  rows = await account.rows((each) => each.every(decided));
  row = rows[0]!;
});
afterAll(() => scene?.close());

const isWhole = (rows: readonly AlarmRow[]) =>
  rows.every(({ cells }) => cells.every(({ coverage }) => coverage === 'covered' || coverage === 'not-applicable'));

const isBare = (all: readonly AlarmRow[]) =>
  all.every(({ cells }) => cells.every(({ coverage }) => coverage === 'missing' || coverage === 'not-applicable'));

describe('a connection that is read-only', () => {
  it('plans and says so, and writes nothing, whichever way it is asked', async () => {
    const plan = await account.plan('missing');
    expect(plan.writes.length).toBeGreaterThan(10);
    expect(plan.consequences[0]).toContain('The connection is read-only');
    const refusal = { ok: false, error: { kind: 'access-denied', message: expect.stringContaining('“Simulator” is read-only') } };
    expect(await account.apply(plan)).toMatchObject(refusal);
    expect(await account.undo('anything')).toMatchObject(refusal);
    expect(await account.alarms(plan.writes.map(({ name }) => name))).toEqual(new Map());
    expect(scene.engine.now(audit)).toMatchObject({ state: 'live', value: [] });
  });

  it('goes on being watched when it is switched to operator mode and back', async () => {
    const { began, world } = await scene.simulator.state();
    const before = await scene.engine.connection(({ state }) => state === 'live');
    const plan = await account.plan('missing');
    await account.operator(true);
    await account.operator(false);
    expect((await scene.engine.connection(({ state }) => state === 'live')).lastGood).toBeGreaterThanOrEqual(
      before.lastGood ?? 0,
    );
    expect(scene.engine.now(status)).toMatchObject({ state: 'live' });
    expect(await scene.simulator.state()).toMatchObject({ began, world });
    expect(await account.apply(plan)).toMatchObject({ ok: false, error: { kind: 'access-denied' } });
  });
});

describe('in operator mode', () => {
  beforeAll(() => account.operator(true));

  it('creates every missing alarm as it was shown, sees them covered, and takes them back', async () => {
    const plan = await account.plan('missing');
    const names = plan.writes.map(({ name }) => name);
    expect(new Set(plan.writes.map(({ action }) => action))).toEqual(new Set(['create']));
    expect(plan.consequences.join(' ')).toMatch(/Nothing restarts.*on-call when they fire.*\$\d\.\d\d a month/);

    const done = await account.apply(plan);
    expect(done).toMatchObject({
      ok: true,
      value: { outcomes: plan.writes.map(({ name, region }) => ({ name, region, error: null })) },
    });
    // What was sent is what was shown, to the letter, and nothing else.
    const regions = [...new Set(plan.writes.map(({ region }) => region))];
    const sent = await Promise.all(regions.map((region) => account.calls(region, 'PutMetricAlarm')));
    expect(sent.flat()).toEqual(plan.writes.map((write) => camelCase(write.request)));
    await account.rows(isWhole);

    const entries = await scene.engine.live(audit, (each) => each.length === names.length && each[0]?.error === null);
    expect(entries.map((entry) => entry.request['AlarmName'])).toEqual(names.toReversed());
    expect(entries[0]).toMatchObject({
      operation: 'PutMetricAlarm',
      what: expect.stringMatching(/^Created the alarm “.*” \(.*\) of .* in \S+\.$/),
    });
    const undo = done.ok ? done.value.undo : null;
    expect(entries.every((entry) => entry.undo === undo)).toBe(true);

    expect(await account.undo(undo)).toMatchObject({
      ok: true,
      value: { outcomes: names.toReversed().map((name) => ({ name, error: null })) },
    });
    expect(await account.alarms(names)).toEqual(new Map());
    await account.rows(isBare);
    // Once is enough.
    expect(await account.undo(undo)).toMatchObject({ ok: false, error: { message: expect.stringContaining('undone already') } });
    const after = await scene.engine.live(audit, (each) => each.length === 2 * names.length);
    expect(after.map((entry) => entry.undo)).toEqual(after.map(() => null));
    expect(after[0]?.what).toMatch(/^Deleted the alarm .* again\.$/);
  });

  it('names each kind of wrong alarm as what it is, corrects it in place, and puts it back', async () => {
    const right = new Map(
      (await account.plan('missing')).writes.map((write) => [`${write.application} ${write.alarm}`, request(write)]),
    );
    const of = (id: RecommendedAlarmId, application = row.name): MetricAlarmRequest => {
      const found = right.get(`${application} ${id}`);
      if (found === undefined) throw new Error(`${application} needs no ${id}.`);
      return { ...found, AlarmName: `theirs-${application}-${id}`, InsufficientDataActions: [`${TOPIC}-quiet`] };
    };
    const counter = of('failed-checkpoint-rate');
    const lag = right.has(`${row.name} source-lag-kinesis`) ? 'source-lag-kinesis' : 'source-lag-kafka';
    const other = rows.find(({ name }) => name !== row.name)!;
    const placeOf = (fault: AlarmFault): string => (fault === 'actions-disabled' ? other : row).region;
    const planted: Readonly<Record<AlarmFault, readonly [RecommendedAlarmId, MetricAlarmRequest]>> = {
      'no-such-metric': ['heap-memory-high', { ...of('heap-memory-high'), MetricName: 'heapMemoryUtilisation' }],
      'no-such-dimension': [
        'records-out-rate-low',
        {
          ...of('records-out-rate-low'),
          Dimensions: [...(of('records-out-rate-low').Dimensions ?? []), { Name: 'Operator', Value: 'Snik' }],
        },
      ],
      statistic: [
        'cpu-high',
        { ...of('cpu-high'), Statistic: undefined, ExtendedStatistic: 'p50', EvaluateLowSampleCountPercentile: 'ignore' },
      ],
      period: ['downtime', { ...of('downtime'), Period: 300, EvaluationPeriods: 1, DatapointsToAlarm: 1 }],
      'raw-counter': [
        'failed-checkpoint-rate',
        { ...counter, Metrics: undefined, ...counter.Metrics?.[0]?.MetricStat?.Metric, Statistic: 'Average', Period: 60 },
      ],
      expression: [
        'old-gc-time-share-high',
        {
          ...of('old-gc-time-share-high'),
          Metrics: of('old-gc-time-share-high').Metrics?.map((query) =>
            query.Expression === undefined ? query : { ...query, Expression: 'RATE(m1)', Label: 'GC' },
          ),
        },
      ],
      comparison: ['checkpoint-size-high', { ...of('checkpoint-size-high'), ComparisonOperator: 'LessThanThreshold' }],
      threshold: ['checkpoint-duration-high', { ...of('checkpoint-duration-high'), Threshold: 240 }],
      'missing-data': ['thread-count-high', { ...of('thread-count-high'), TreatMissingData: 'breaching' }],
      evaluation: [lag, { ...of(lag), EvaluationPeriods: 1, DatapointsToAlarm: 1 }],
      'no-action': ['old-gc-count-rate-high', { ...of('old-gc-count-rate-high'), AlarmActions: [] }],
      'actions-disabled': ['downtime', { ...of('downtime', other.name), ActionsEnabled: false }],
    };
    for (const fault of alarmFaults) await account.put(placeOf(fault), planted[fault][1]);
    const names = alarmFaults.map((fault) => planted[fault][1].AlarmName);
    const before = await account.alarms(names);

    const isNamed = (rows: readonly AlarmRow[]) =>
      alarmFaults.every((fault) =>
        rows.some(({ cells }) =>
          cells.some(
            ({ matched, faults, alarm }) =>
              alarm === planted[fault][0] &&
              matched[0] === planted[fault][1].AlarmName &&
              faults.length === 1 &&
              faults[0] === fault,
          ),
        ),
      );
    await account.rows(isNamed);

    const plan = await account.plan('wanting');
    const updates = plan.writes.filter(({ action }) => action === 'update');
    expect(updates.map(({ name }) => name).sort()).toEqual(names.toSorted());
    for (const update of updates) expect(update.before).toMatchObject({ AlarmName: update.name, StateValue: expect.any(String) });
    expect(updates.find(({ alarm }) => alarm === 'cpu-high')?.differences.map(({ field }) => field)).toEqual([
      'Statistic',
      'ExtendedStatistic',
      'EvaluateLowSampleCountPercentile',
    ]);
    const done = await account.apply(plan);
    expect(done).toMatchObject({ ok: true, value: { outcomes: plan.writes.map(() => ({ error: null })) } });
    await account.rows(isWhole);
    const now = await account.alarms(names);
    for (const update of updates) expect(makeSame(now.get(update.name)!, request(update)), update.name).toBe(true);
    for (const made of now.values()) expect(made?.InsufficientDataActions).toEqual([`${TOPIC}-quiet`]);

    await account.undo(done.ok ? done.value.undo : null);
    expect(await account.alarms(plan.writes.map(({ name }) => name))).toEqual(before);
    await account.rows(isNamed);
    for (const fault of alarmFaults) await account.remove(placeOf(fault), planted[fault][1].AlarmName);
    await account.rows(isBare);
  });

  it('leaves alone what somebody changed since the plan, and what has its name but is something else', async () => {
    await account.rows(isBare);
    const alarms = ['downtime', 'cpu-high', 'heap-memory-high'] as const;
    const of = { applications: [row.ref.id], alarms: [...alarms] };
    const plan = await account.plan('missing', of);
    const [downtime, cpu, heap] = ['downtime', 'cpu-high', 'heap-memory-high'].map((id) =>
      plan.writes.find(({ alarm }) => alarm === id)!,
    );
    await account.put(row.region, { ...request(cpu!), Threshold: 1 });
    const done = await account.apply(plan);
    expect(done).toMatchObject({ ok: true });
    const errors = new Map(done.ok ? done.value.outcomes.map(({ name, error }) => [name, error?.message ?? null]) : []);
    expect(errors.get(downtime!.name)).toBeNull();
    expect(errors.get(heap!.name)).toBeNull();
    expect(errors.get(cpu!.name)).toContain('another alarm of this name now than when it was planned');
    expect((await account.alarms([cpu!.name])).get(cpu!.name)?.Threshold).toBe(1);
    // The log is told a moment after the answer.
    const isOfCpu = (entry: AuditEntry) => entry.request['AlarmName'] === cpu!.name;
    const log = await scene.engine.live(audit, (each) => each.find(isOfCpu)?.outcome === 'refused');
    const refused = log.find(isOfCpu);
    expect(refused).toMatchObject({ what: expect.stringMatching(/^Did not create/), error: { kind: 'bad-request' }, undo: null });

    // And what somebody changed since it was written stays as it is now, while the rest is taken back.
    await account.put(row.region, { ...request(heap!), Threshold: 95 });
    const undone = await account.undo(done.ok ? done.value.undo : null);
    expect(undone).toMatchObject({
      value: {
        outcomes: [
          { name: heap!.name, error: { message: expect.stringContaining('Somebody has changed') } },
          { name: downtime!.name, error: null },
        ],
      },
    });
    const left = await account.alarms(plan.writes.map(({ name }) => name));
    expect([...left.keys()].sort()).toEqual([cpu!.name, heap!.name].sort());

    await account.put(row.region, { ...request(downtime!), MetricName: 'KPUs', AlarmName: downtime!.name });
    expect(await account.plan('missing', of)).toMatchObject({
      left: expect.arrayContaining([
        expect.objectContaining({ alarm: 'downtime', reason: expect.stringContaining('is about something else') }),
      ]),
    });
    await account.remove(row.region, cpu!.name, heap!.name, downtime!.name);
  });

  it('stops where operator mode is switched off while it writes', async () => {
    const plan = await account.plan('missing', { applications: [row.ref.id] });
    const applying = account.apply(plan);
    const first = plan.writes[0]!.name;
    await scene.engine.live(audit, (each) =>
      each.some(({ request: sent, error, undo }) => sent['AlarmName'] === first && error === null && undo !== null),
    );
    await account.operator(false);
    const done = await applying;
    const errors = done.ok ? done.value.outcomes.map(({ error }) => error?.kind ?? null) : [];
    expect([errors[0], errors.at(-1)]).toEqual([null, 'access-denied']);
    await account.operator(true);
    await account.undo(done.ok ? done.value.undo : null);
    expect(await account.alarms(plan.writes.map(({ name }) => name))).toEqual(new Map());
  });

  it('knows no plan that was not made, and no alarm that was not planned', async () => {
    const plan = await account.plan('missing');
    expect(await account.apply({ ...plan, id: 'made-up' })).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    expect(await account.apply(plan, [plan.writes[0]!.name, 'other'])).toMatchObject({
      ok: false,
      error: { kind: 'bad-request', message: expect.stringContaining('“other”') },
    });
    await scene.simulator.advance(MINUTE);
    expect(await account.alarms([plan.writes[0]!.name])).toEqual(new Map());
  });

  it('goes on where the service throttles, tells what was not written, and writes that later by the same plan', async () => {
    await account.rows(isBare);
    const plan = await account.plan('missing', {
      applications: [row.ref.id],
      alarms: ['downtime', 'cpu-high'],
    });
    const names = plan.writes.map(({ name }) => name);
    const fault = { service: 'monitoring', kind: 'throttling', severity: 'severe' } as const;
    // From some moment in the middle of it.
    const applying = account.apply(plan);
    await scene.engine.live(audit, (each) =>
      each.some(({ request: sent, error }) => sent['AlarmName'] === names[0] && error === null),
    );
    await scene.simulator.setNetworkFault({ change: 'on', ...fault });
    const done = await applying;
    await scene.simulator.setNetworkFault({ change: 'off', service: fault.service, kind: fault.kind });
    const outcomes = done.ok ? done.value.outcomes : [];
    const refused = outcomes.filter(({ error }) => error !== null);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ error }) => error?.kind))).toEqual(new Set(['throttled']));
    const written = outcomes.filter(({ error }) => error === null).map(({ name }) => name);
    expect([...(await account.alarms(names)).keys()].sort()).toEqual(written.toSorted());

    const rest = await account.apply(
      plan,
      refused.map(({ name }) => name),
    );
    expect(rest).toMatchObject({ ok: true, value: { outcomes: refused.map(({ name }) => ({ name, error: null })) } });
    for (const each of [done, rest]) await account.undo(each.ok ? each.value.undo : null);
    expect(await account.alarms(names)).toEqual(new Map());
  });
});
