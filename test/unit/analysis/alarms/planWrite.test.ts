import { describe, expect, it } from 'vitest';
import type { PlannedWrite } from '#shared/analysis/alarms/writing/planWrite.ts';
import { namesNeeded, planWrite } from '#shared/analysis/alarms/writing/planWrite.ts';
import { madeBy } from '#shared/analysis/alarms/writing/request.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmChoice } from '#shared/model/alarms/plan.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { alarmFaults } from '#shared/model/alarms/status.ts';
import { MINUTE } from '#shared/units/units.ts';
import { TOPIC, changed, judge, ofExpression, right, seriesOf, stream, subject } from './coverageParts.ts';
import type { Told } from './toldAlarms.ts';
import { detailOf, read, told } from './toldAlarms.ts';

const row = { ref: subject.ref, name: subject.name, region: subject.region };
const choice = (which: AlarmChoice['which']) => ({ alarms: null, which });
const byName = (...raw: readonly Told[]) => new Map(raw.map((each) => [String(each['AlarmName']), each]));

function plan(
  id: RecommendedAlarmId,
  raw: readonly Told[],
  which: AlarmChoice['which'] = 'wanting',
  topicArn: string | null = TOPIC,
) {
  return planWrite(choice(which), row, detailOf(id, raw.map(read), topicArn), byName(...raw));
}
function written(planned: PlannedWrite | null) {
  if (planned?.kind !== 'write') throw new Error(`not written: ${planned === null ? 'not asked for' : planned.reason}`);
  return planned.write;
}

const of = (id: RecommendedAlarmId, change: Parameters<typeof changed>[1]): Alarm => ({
  ...changed(right(id), change),
  name: 'theirs',
});
const by = (...given: Parameters<typeof ofExpression>): Alarm => ({ ...ofExpression(...given), name: 'theirs' });
const HEAP = seriesOf('heapMemoryUtilization');
const watermark = (which: 'Input' | 'Output', Operator: string) => seriesOf(`current${which}Watermark`, { Operator });

const wrong: readonly (readonly [string, RecommendedAlarmId, Alarm])[] = [
  ['a metric that never existed', 'heap-memory-high', of('heap-memory-high', { metric: 'heapMemoryUtilisation' })],
  ['the other name of a metric', 'old-gc-count-rate-high', of('old-gc-count-rate-high', { metric: 'oldGarbageCollectionCount' })],
  ['another stream', 'source-lag-kinesis', of('source-lag-kinesis', { dimensions: stream('clikcs').dimensions })],
  ['a task', 'heap-memory-high', of('heap-memory-high', { dimensions: { Application: 'orders', Task: 'Window' } })],
  ['an average', 'cpu-high', of('cpu-high', { statistic: 'Average' })],
  ['a percentile', 'cpu-high', of('cpu-high', { statistic: 'p50' })],
  ['the statistic of an expression', 'watermark-gap', of('watermark-gap', { statistic: 'Maximum' })],
  ['5 min', 'downtime', of('downtime', { period: 5 * MINUTE, evaluationPeriods: 1, datapointsToAlarm: 1 })],
  [
    'an expression over 5 min',
    'old-gc-time-share-high',
    of('old-gc-time-share-high', { period: 5 * MINUTE, evaluationPeriods: 1, datapointsToAlarm: 1 }),
  ],
  [
    'a counter as it is',
    'failed-checkpoint-rate',
    by(right('failed-checkpoint-rate'), 'm1', [seriesOf('numberOfFailedCheckpoints')], 'Average'),
  ],
  [
    'another expression',
    'old-gc-time-share-high',
    by(right('old-gc-time-share-high'), 'RATE(m1)', [seriesOf('oldGenerationGCTime')]),
  ],
  [
    'two operators',
    'watermark-gap',
    by(right('watermark-gap'), 'm1 - m2', [watermark('Output', 'Join'), watermark('Input', 'Window')], 'Minimum'),
  ],
  ['below', 'heap-memory-high', of('heap-memory-high', { comparison: 'LessThanThreshold' })],
  [
    'input minus output',
    'watermark-gap',
    by(right('watermark-gap'), 'm2 - m1', [watermark('Output', 'Window'), watermark('Input', 'Window')], 'Minimum'),
  ],
  ['a square', 'heap-memory-high', by(right('heap-memory-high'), 'm1 * m1', [HEAP])],
  ['a share', 'cpu-high', of('cpu-high', { threshold: 0.8 })],
  ['from 0 on', 'downtime', of('downtime', { comparison: 'GreaterThanOrEqualToThreshold' })],
  ['silence is well', 'records-out-rate-low', of('records-out-rate-low', { treatMissingData: 'notBreaching' })],
  ['filled with trouble', 'downtime', by(right('downtime'), 'FILL(m1, 1)', [seriesOf('downtime')], 'Average')],
  ['1 of 1', 'cpu-high', of('cpu-high', { evaluationPeriods: 1, datapointsToAlarm: null })],
  ['nobody', 'downtime', of('downtime', { actions: [] })],
  ['disabled', 'downtime', of('downtime', { actionsEnabled: false })],
];

describe('a wrong alarm is corrected in place', () => {
  it.each(wrong)('%s: %s', (_, id, alarm) => {
    const before = told(alarm, { Unit: alarm.metric === null ? undefined : 'Percent' });
    const { name, action, request, before: shown, differences } = written(plan(id, [before]));
    expect([name, action, shown]).toEqual(['theirs', 'update', before]);
    // It is right now, by the judgement that found it wrong.
    expect(judge(id, [read(request)]).matched.map(({ faults }) => faults)).toEqual([[]]);
    // What was right about it stays.
    const { AlarmDescription, OKActions, InsufficientDataActions } = request;
    expect({ AlarmDescription, OKActions, InsufficientDataActions }).toEqual({
      AlarmDescription: 'Call Anna first.',
      OKActions: before['OKActions'],
      InsufficientDataActions: before['InsufficientDataActions'],
    });
    if (alarm.metric !== null) expect(JSON.stringify(request)).toContain('"Unit":"Percent"');
    expect(differences.filter(({ field }) => /Description|OKActions|Insufficient/.test(field))).toEqual([]);
  });

  it('has one of every fault', () => {
    const found = wrong.flatMap(([, id, alarm]) => judge(id, [alarm]).matched[0]?.faults.map(({ fault }) => fault) ?? []);
    expect([...new Set(found)].sort()).toEqual([...alarmFaults].sort());
  });

  it('by the members that are wrong alone, told in words', () => {
    const { differences, request } = written(plan('cpu-high', [told(of('cpu-high', { statistic: 'p50' }))]));
    expect(differences).toEqual([
      { field: 'Statistic', before: null, after: 'Maximum' },
      { field: 'ExtendedStatistic', before: 'p50', after: null },
    ]);
    expect(request).not.toHaveProperty('ExtendedStatistic');
    expect(request).not.toHaveProperty('StateValue');
  });

  it('keeps the labels of queries that stay', () => {
    const { request } = written(plan('watermark-gap', [told(of('watermark-gap', { statistic: 'Maximum' }))]));
    const { Metrics = [] } = MetricAlarmRequest.parse(request);
    expect(Metrics.length).toBeGreaterThan(2);
    expect(Metrics.map(({ Label }) => Label)).toEqual(Metrics.map(({ Id }) => `of ${Id}`));
  });
});

describe('a wrong alarm stays as it is, and a right one is made beside', () => {
  const cases: readonly (readonly [string, Told])[] = [
    ['anomaly detection', { ThresholdMetricId: 'ad1' }],
    ['a member that we do not know', { EvaluationCriteria: { PromQLCriteria: { Query: 'up' } } }],
  ];
  it.each(cases)('%s', (_, added) => {
    const planned = plan('cpu-high', [told(of('cpu-high', { threshold: 0.8 }), added)]);
    expect(planned).toMatchObject({
      kind: 'write',
      beside: 'theirs',
      write: { name: 'orders-cpu-high', action: 'create', before: null },
    });
  });

  it('where it watches other applications too', () => {
    const shared = told(of('cpu-high', { threshold: 0.8 }));
    const detail = detailOf('cpu-high', [{ ...read(shared), applications: ['orders', 'clicks'] }]);
    expect(planWrite(choice('wanting'), row, detail, byName(shared))).toMatchObject({
      beside: 'theirs',
      write: { action: 'create' },
    });
  });
});

describe('a missing alarm', () => {
  it('is created under its own name, with the topic for alarm and OK', () => {
    const { name, action, before, request } = written(plan('failed-checkpoint-rate', []));
    expect([name, action, before]).toEqual(['orders-failed-checkpoint-rate', 'create', null]);
    expect(request).toMatchObject({ ActionsEnabled: true, AlarmActions: [TOPIC], OKActions: [TOPIC] });
    expect(judge('failed-checkpoint-rate', [read(request)]).coverage).toBe('covered');
  });

  it('is left out where its name is taken by something else', () => {
    const other = { ...told(right('cpu-high')), AlarmName: 'orders-downtime' };
    const composite = { AlarmName: 'orders-downtime', AlarmRule: 'ALARM(a)', AlarmArn: 'arn', StateValue: 'OK' };
    for (const taken of [other, composite])
      expect(planWrite(choice('missing'), row, detailOf('downtime', []), byName(taken))).toEqual({
        kind: 'left',
        reason: 'Another alarm has the name “orders-downtime” and is about something else: it is left as it is.',
      });
  });

  it('that was made since the account was read is not made again', () => {
    const made = { ...told(right('downtime')), OKActions: [TOPIC] };
    expect(planWrite(choice('missing'), row, detailOf('downtime', []), byName(made))).toEqual({
      kind: 'left',
      reason: '“orders-downtime” is there already as it should be.',
    });
    const halfMade = { ...made, Threshold: 5 };
    expect(planWrite(choice('missing'), row, detailOf('downtime', []), byName(halfMade))).toMatchObject({
      write: { action: 'update', differences: [{ field: 'AlarmDescription' }, { field: 'Threshold' }] },
    });
  });

  it('waits for its threshold', () => {
    const detail = { ...detailOf('cpu-high', []), definition: null, learning: 'Two more days of figures are needed.' };
    expect(planWrite(choice('missing'), row, detail, new Map())).toEqual({
      kind: 'left',
      reason: 'Two more days of figures are needed.',
    });
  });
});

describe('what is asked for', () => {
  const covered = [told(right('cpu-high'))];
  it('leaves alone what is covered, unless all is asked for', () => {
    expect(plan('cpu-high', covered, 'missing')).toBeNull();
    expect(plan('cpu-high', covered, 'wanting')).toBeNull();
    expect(plan('cpu-high', [told(of('cpu-high', {}))], 'all')).toEqual({
      kind: 'left',
      reason: 'It is covered by “theirs” already.',
    });
  });

  it('gives an alarm of ours what is new', () => {
    const older = told(right('source-lag-kinesis'), { Threshold: 100_000, AlarmDescription: 'Threshold 100000 ms.' });
    const { action, differences } = written(plan('source-lag-kinesis', [older], 'all'));
    expect([action, differences.map(({ field }) => field)]).toEqual(['update', ['AlarmDescription', 'Threshold']]);
  });

  it('corrects wrong ones only where they are wanted', () => {
    const raw = told(of('cpu-high', { threshold: 0.8 }));
    expect(plan('cpu-high', [raw], 'missing')).toBeNull();
    expect(planWrite({ alarms: ['downtime'], which: 'wanting' }, row, detailOf('cpu-high', [read(raw)]), byName(raw))).toBeNull();
  });

  it('needs no more than the names that it may meet', () => {
    const detail = detailOf('cpu-high', [of('cpu-high', { threshold: 0.8 })]);
    expect(namesNeeded(choice('wanting'), [detail])).toEqual(['orders-cpu-high', 'theirs']);
    expect(namesNeeded(choice('missing'), [detail])).toEqual([]);
  });

  it('cannot correct an alarm that tells nobody while no topic is chosen', () => {
    expect(plan('downtime', [told(of('downtime', { actions: [] }))], 'wanting', null)).toEqual({
      kind: 'left',
      reason: '“theirs” tells nobody, and no SNS topic is chosen that it could tell.',
    });
  });
});

it('reads an alarm with something that we could not write again as none that we could make', () => {
  expect(madeBy(told(right('cpu-high')))).not.toBeNull();
  expect(madeBy(told(right('cpu-high'), { EvaluationCriteria: {} }))).toBeNull();
});
