import { describe, expect, it } from 'vitest';
import { judgeCoverage } from '#shared/analysis/alarms/coverage/coverage.ts';
import { figuresOf } from '#shared/analysis/alarms/evaluation/figuresOf.ts';
import { define } from '#shared/analysis/alarms/define.ts';
import type { Watch } from '#shared/analysis/alarms/watch.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const of = (metric: string, dimensions: Record<string, string> = {}): SeriesName => ({
  namespace: NAMESPACE,
  metric,
  dimensions: { Application: 'orders', ...dimensions },
});
const subject = (change: Partial<AlarmSubject> = {}): AlarmSubject => ({
  ref: { connection: 'prod', id: 'arn:orders' },
  name: 'orders',
  region: 'eu-west-1',
  mode: 'STREAMING',
  flink: '1.20',
  metricsLevel: 'OPERATOR',
  lags: [],
  listed: true,
  series: [],
  ...change,
});
const watermarks = (...operators: string[]): SeriesName[] =>
  operators.flatMap((Operator) => [of('currentInputWatermark', { Operator }), of('currentOutputWatermark', { Operator })]);
const queriesOf = (watch: Watch) => (watch.kind === 'watched' ? watch.queries : []);
const reasonOf = (watch: Watch) => (watch.kind === 'watched' ? null : watch.reason);

/** What is compared in a minute in which each series has the figure that it is given. */
function compared(watch: Watch, figure: (name: SeriesName) => number): number | undefined {
  const queries = queriesOf(watch);
  const span = { from: millis(0), to: MINUTE, period: MINUTE };
  const nameOf = (id: string) => queries.find((each) => each.id === id)?.series?.name;
  return figuresOf(
    queries,
    (id) => {
      const name = nameOf(id);
      return name === undefined ? { times: [], values: [] } : { times: [0], values: [figure(name)] };
    },
    span,
  ).values[0];
}

describe('the watermark gap', () => {
  const gap = alarmEntry('watermark-gap');

  it('is output minus input of the only operator', () => {
    const watch = watchOf(gap, subject({ series: watermarks('window') }));
    expect(queriesOf(watch).map(({ id, expression }) => expression ?? id)).toEqual(['m1', 'm2', 'm1 - m2']);
    expect(compared(watch, ({ metric }) => (metric === 'currentOutputWatermark' ? 50 : 20))).toBe(30);
  });

  it('is that of the operator that holds back most, where there are several', () => {
    const watch = watchOf(gap, subject({ series: watermarks('join', 'window', 'sink') }));
    const outputs: Record<string, number> = { join: 10, window: 700, sink: 30 };
    const figure = ({ metric, dimensions }: SeriesName) =>
      metric === 'currentOutputWatermark' ? (outputs[dimensions['Operator'] ?? ''] ?? 0) : 5;
    expect(compared(watch, figure)).toBe(695);
    expect(queriesOf(watch).filter((each) => each.compared)).toHaveLength(1);
  });

  it('keeps within what one alarm of CloudWatch takes: ten metrics', () => {
    const watch = watchOf(gap, subject({ series: watermarks('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h') }));
    expect(queriesOf(watch).filter(({ series }) => series !== null)).toHaveLength(10);
    expect(queriesOf(watch).length).toBeLessThanOrEqual(20);
  });

  it('does not apply below the level of operators, nor where no operator has both, and is not known before it was listed', () => {
    expect(reasonOf(watchOf(gap, subject({ metricsLevel: 'TASK' })))).toContain('published from OPERATOR on');
    const onlyInputs = subject({ series: [of('currentInputWatermark', { Operator: 'window' })] });
    expect(watchOf(gap, onlyInputs)).toMatchObject({ kind: 'not-applicable', reason: expect.stringContaining('both') });
    expect(watchOf(gap, subject({ listed: false }))).toMatchObject({ kind: 'unknown' });
  });

  it('is covered by the alarm that would be created for it, of one operator and of several', () => {
    for (const operators of [['window'], ['join', 'window', 'sink']]) {
      const about = subject({ series: watermarks(...operators) });
      const watch = watchOf(gap, about);
      const queries = queriesOf(watch).map(({ id, series, expression, compared: returnData }) => ({
        id,
        expression,
        metric: series?.name ?? null,
        statistic: series?.statistic ?? null,
        period: MINUTE,
        returnData,
      }));
      const made = {
        arn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:gap',
        name: 'gap',
        description: null,
        state: 'OK' as const,
        stateReason: '',
        stateSince: null,
        metric: null,
        statistic: null,
        queries,
        comparison: gap.comparison,
        threshold: 5000,
        period: MINUTE,
        evaluationPeriods: gap.evaluationPeriods,
        datapointsToAlarm: gap.datapointsToAlarm,
        treatMissingData: gap.missing,
        actionsEnabled: true,
        actions: ['arn:aws:sns:eu-west-1:123456789012:on-call'],
        applications: ['orders'],
        history: [],
      };
      const threshold = { basis: 'chosen', value: 5000, hours: null } as const;
      const { coverage, matched } = judgeCoverage({ alarm: gap, subject: about, watch, threshold, alarms: [made] });
      expect(matched.flatMap(({ faults }) => faults.map(({ text }) => text))).toEqual([]);
      expect(coverage, operators.join()).toBe('covered');
    }
  });
});

describe('the output rate', () => {
  const output = alarmEntry('records-out-rate-low');

  it('is that of the application, whatever operators tell beside it', () => {
    const beside = [of('numRecordsOutPerSecond', { Operator: 'sink' }), of('numRecordsOutPerSecond')];
    for (const series of [[], beside]) {
      const [only, ...others] = queriesOf(watchOf(output, subject({ series })));
      expect(only?.series?.name).toEqual(of('numRecordsOutPerSecond'));
      expect(others).toEqual([]);
    }
  });

  it('is what all operators send on, where only they tell', () => {
    const operators = ['map', 'sink'].map((Operator) => of('numRecordsOutPerSecond', { Operator }));
    expect(compared(watchOf(output, subject({ series: operators })), () => 40)).toBe(80);
    const one = watchOf(output, subject({ series: operators.slice(0, 1) }));
    expect(queriesOf(one)).toMatchObject([{ id: 'm1', compared: true }]);
  });
});

describe('the lag', () => {
  const kinesis = alarmEntry('source-lag-kinesis');
  const lag = (Id: string) => of('millisBehindLatest', { Flow: 'Input', Id });

  it('is that of the stream that is furthest behind', () => {
    const watch = watchOf(kinesis, subject({ lags: [lag('clicks'), lag('orders')] }));
    expect(compared(watch, ({ dimensions }) => (dimensions['Id'] === 'orders' ? 9 : 4))).toBe(9);
  });

  it('does not apply to an application that reads no stream, and is not known before it was listed', () => {
    expect(watchOf(kinesis, subject())).toMatchObject({ kind: 'not-applicable' });
    expect(watchOf(kinesis, subject({ listed: false }))).toMatchObject({ kind: 'unknown' });
  });
});

it('spells the threads as the runtime does', () => {
  const threads = alarmEntry('thread-count-high');
  const [as] = queriesOf(watchOf(threads, subject({ series: [of('threadsCount')] })));
  expect(as?.series?.name.metric).toBe('threadsCount');
  expect(queriesOf(watchOf(threads, subject()))[0]?.series?.name.metric).toBe('threadCount');
});

it('watches the downtime of every runtime: Flink 2 calls it deprecated, and publishes it', () => {
  const down = alarmEntry('downtime');
  for (const flink of ['1.20', '2.2'])
    expect(queriesOf(watchOf(down, subject({ flink })))[0]?.series?.name.metric).toBe('downtime');
});

it('has nothing to watch in a notebook', () => {
  expect(watchOf(alarmEntry('downtime'), subject({ mode: 'INTERACTIVE' }))).toMatchObject({ kind: 'not-applicable' });
});

describe('what one alarm cannot watch', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => of('millisBehindLatest', { Flow: 'Input', Id: `s${i}` }));
  const partlyOf = (watch: Watch) => (watch.kind === 'watched' ? watch.partly : null);

  it('is told, and stands in the description of the alarm', () => {
    const lag = alarmEntry('source-lag-kinesis');
    expect(partlyOf(watchOf(lag, subject({ lags: many(10) })))).toBeNull();
    const watch = watchOf(lag, subject({ lags: many(14) }));
    expect(partlyOf(watch)).toBe('Watches 10 of 14 series of millisBehindLatest: one alarm takes ten metrics.');
    const defined = define(lag, subject(), {
      queries: queriesOf(watch),
      partly: partlyOf(watch),
      threshold: { basis: 'chosen', value: 60_000, hours: null },
      topicArn: null,
    });
    expect(defined.description).toContain('Watches 10 of 14 series of millisBehindLatest');
    expect(defined.partly).toBe(partlyOf(watch));
  });

  it('is the same of watermarks, two of which make one operator, and of what operators send', () => {
    const operators = Array.from({ length: 12 }, (_, i) => `o${i}`);
    expect(partlyOf(watchOf(alarmEntry('watermark-gap'), subject({ series: watermarks(...operators) })))).toContain(
      '5 of 12 operators',
    );
    const sent = operators.map((Operator) => of('numRecordsOutPerSecond', { Operator }));
    expect(partlyOf(watchOf(alarmEntry('records-out-rate-low'), subject({ series: sent })))).toContain('10 of 12 operators');
  });
});
