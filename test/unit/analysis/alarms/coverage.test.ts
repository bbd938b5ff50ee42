import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import type { AlarmFault } from '#shared/model/alarms/status.ts';
import { alarmFaults } from '#shared/model/alarms/status.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { changed, judge, learned, ofExpression, right, seriesOf, stream, subject, thresholdOf, topic } from './coverageParts.ts';

const faultsOf = (id: RecommendedAlarmId, alarm: Alarm, of = subject): readonly AlarmFault[] | undefined =>
  judge(id, [alarm], of).matched[0]?.faults.map(({ fault }) => fault);

const of = (id: RecommendedAlarmId, change: Parameters<typeof changed>[1]): Alarm => changed(right(id), change);
const DURATION = seriesOf('lastCheckpointDuration');
const FAILED = seriesOf('numberOfFailedCheckpoints');
const GC_TIME = seriesOf('oldGenerationGCTime');
const HEAP = seriesOf('heapMemoryUtilization');
const DOWN = seriesOf('downtime');
const OUT = seriesOf('numRecordsOutPerSecond');
const watermark = (which: 'Input' | 'Output', Operator: string) => seriesOf(`current${which}Watermark`, { Operator });

interface Case {
  readonly id: RecommendedAlarmId;
  readonly what: string;
  readonly alarm: Alarm;
}
const one = (id: RecommendedAlarmId, what: string, alarm: Alarm): Case => ({ id, what, alarm });

/** Each wrong alarm, by its only fault. */
const planted: Readonly<Record<AlarmFault, readonly Case[]>> = {
  'no-such-metric': [
    one(
      'old-gc-count-rate-high',
      'the guide’s other name',
      of('old-gc-count-rate-high', { metric: 'oldGarbageCollectionCount' }),
    ),
    one('heap-memory-high', 'a slip', of('heap-memory-high', { metric: 'heapMemoryUtilisation' })),
    one('cpu-high', 'capitals', of('cpu-high', { metric: 'CPUUtilization' })),
    one('source-lag-kafka', 'hyphens', of('source-lag-kafka', { metric: 'records-lag-max' })),
  ],
  'no-such-dimension': [
    one('source-lag-kinesis', 'another stream', of('source-lag-kinesis', { dimensions: stream('clikcs').dimensions })),
    one('source-lag-kafka', 'no topic', of('source-lag-kafka', { dimensions: { Application: 'orders' } })),
    one('heap-memory-high', 'a task', of('heap-memory-high', { dimensions: { Application: 'orders', Task: 'Window' } })),
    one(
      'records-out-rate-low',
      'an operator',
      of('records-out-rate-low', { dimensions: { Application: 'orders', Operator: 'Snik' } }),
    ),
    one('watermark-gap', 'an operator', of('watermark-gap', { dimensions: { Application: 'orders', Operator: 'Map' } })),
  ],
  statistic: [
    one('cpu-high', 'Average hides a task manager', of('cpu-high', { statistic: 'Average' })),
    one('cpu-high', 'the median as well', of('cpu-high', { statistic: 'p50' })),
    one('thread-count-high', 'Sum of a gauge', of('thread-count-high', { statistic: 'Sum' })),
    one('checkpoint-size-high', 'Sum of a gauge', of('checkpoint-size-high', { statistic: 'Sum' })),
    one('source-lag-kinesis', 'Average hides a shard', of('source-lag-kinesis', { statistic: 'Average' })),
    one('records-out-rate-low', 'Minimum', of('records-out-rate-low', { statistic: 'Minimum' })),
    one('watermark-gap', 'Maximum', of('watermark-gap', { statistic: 'Maximum' })),
    one('downtime', 'SampleCount', of('downtime', { statistic: 'SampleCount' })),
  ],
  period: [
    one('downtime', '5 min', of('downtime', { period: 5 * MINUTE, evaluationPeriods: 1, datapointsToAlarm: 1 })),
    one('cpu-high', '15 min', of('cpu-high', { period: 15 * MINUTE, evaluationPeriods: 1, datapointsToAlarm: 1 })),
    one('heap-memory-high', '10 s', of('heap-memory-high', { period: 10_000, evaluationPeriods: 30, datapointsToAlarm: 30 })),
    one(
      'old-gc-time-share-high',
      '5 min',
      of('old-gc-time-share-high', { period: 5 * MINUTE, evaluationPeriods: 1, datapointsToAlarm: 1 }),
    ),
    one(
      'failed-checkpoint-rate',
      '5 min',
      of('failed-checkpoint-rate', { period: 5 * MINUTE, evaluationPeriods: 2, datapointsToAlarm: 2 }),
    ),
  ],
  'raw-counter': [
    one('failed-checkpoint-rate', 'the counter', { ...ofExpression(right('failed-checkpoint-rate'), 'm1', [FAILED], 'Average') }),
    one(
      'old-gc-count-rate-high',
      'the counter times 60',
      ofExpression(right('old-gc-count-rate-high'), 'm1 * 60', [seriesOf('oldGenerationGCCount')]),
    ),
  ],
  expression: [
    one('old-gc-time-share-high', 'a rate of no counter', ofExpression(right('old-gc-time-share-high'), 'RATE(m1)', [GC_TIME])),
    one('heap-memory-high', 'how far from the middle', {
      ...ofExpression(right('heap-memory-high'), 'ABS(m1 - 50)', [HEAP]),
      threshold: 30,
    }),
    one('heap-memory-high', 'what is no expression', ofExpression(right('heap-memory-high'), 'm1 +', [HEAP])),
    one(
      'watermark-gap',
      'two operators',
      ofExpression(right('watermark-gap'), 'm1 - m2', [watermark('Output', 'Join'), watermark('Input', 'Window')], 'Minimum'),
    ),
    one(
      'checkpoint-duration-high',
      'a condition',
      ofExpression(right('checkpoint-duration-high'), 'IF(m2 > 1, m1)', [DURATION, HEAP]),
    ),
  ],
  comparison: [
    one('heap-memory-high', 'below', of('heap-memory-high', { comparison: 'LessThanThreshold' })),
    one('records-out-rate-low', 'above', of('records-out-rate-low', { comparison: 'GreaterThanThreshold' })),
    one(
      'watermark-gap',
      'input minus output',
      ofExpression(right('watermark-gap'), 'm2 - m1', [watermark('Output', 'Window'), watermark('Input', 'Window')], 'Minimum'),
    ),
  ],
  threshold: [
    one('heap-memory-high', 'the square', ofExpression(right('heap-memory-high'), 'm1 * m1', [HEAP])),
    one('heap-memory-high', '99 %', of('heap-memory-high', { threshold: 99 })),
    one('cpu-high', 'a share', of('cpu-high', { threshold: 0.8 })),
    one('cpu-high', '20 %', of('cpu-high', { threshold: 20 })),
    one('downtime', 'a minute', of('downtime', { threshold: 60_000 })),
    one('downtime', '>= 0', of('downtime', { comparison: 'GreaterThanOrEqualToThreshold' })),
    one('failed-checkpoint-rate', 'one a second', of('failed-checkpoint-rate', { threshold: 1 })),
    one('source-lag-kinesis', 'seconds', of('source-lag-kinesis', { threshold: 90 })),
    one('source-lag-kinesis', 'an hour', of('source-lag-kinesis', { threshold: 3_600_000 })),
    one('checkpoint-size-high', 'megabytes', of('checkpoint-size-high', { threshold: 3000 })),
    one('checkpoint-duration-high', 'what is normal', of('checkpoint-duration-high', { threshold: 11_000 })),
    one('records-out-rate-low', 'next to nothing', of('records-out-rate-low', { threshold: 1 })),
    one('records-out-rate-low', 'less than 0', of('records-out-rate-low', { threshold: 0 })),
    one('records-out-rate-low', 'what is normal', of('records-out-rate-low', { threshold: 1000 })),
    one('old-gc-time-share-high', 'beyond 100 %', of('old-gc-time-share-high', { threshold: 100 })),
    one('downtime', 'a band', {
      ...ofExpression(right('downtime'), 'ANOMALY_DETECTION_BAND(m1, 2)', [DOWN]),
      comparison: 'GreaterThanUpperThreshold',
      threshold: null,
      queries: ofExpression(right('downtime'), 'ANOMALY_DETECTION_BAND(m1, 2)', [DOWN]).queries.map((query) => ({
        ...query,
        returnData: true,
      })),
    }),
  ],
  'missing-data': [
    one('downtime', 'breaching while stopped', of('downtime', { treatMissingData: 'breaching' })),
    one('cpu-high', 'breaching while stopped', of('cpu-high', { treatMissingData: 'breaching' })),
    one('records-out-rate-low', 'silence is well', of('records-out-rate-low', { treatMissingData: 'notBreaching' })),
    one('records-out-rate-low', 'the default', of('records-out-rate-low', { treatMissingData: null })),
    one('downtime', 'filled with trouble', ofExpression(right('downtime'), 'FILL(m1, 1)', [DOWN], 'Average')),
  ],
  evaluation: [
    one('cpu-high', '1 of 1', of('cpu-high', { evaluationPeriods: 1, datapointsToAlarm: 1 })),
    one('cpu-high', '1 of 1 by default', of('cpu-high', { evaluationPeriods: 1, datapointsToAlarm: null })),
    one('downtime', '60 of 60', of('downtime', { evaluationPeriods: 60, datapointsToAlarm: 60 })),
    one('heap-memory-high', '90 of 120', of('heap-memory-high', { evaluationPeriods: 120, datapointsToAlarm: 90 })),
    one('source-lag-kinesis', '5 of 600', of('source-lag-kinesis', { evaluationPeriods: 600, datapointsToAlarm: 5 })),
  ],
  'no-action': [one('downtime', 'nobody', of('downtime', { actions: [] }))],
  'actions-disabled': [one('downtime', 'disabled', of('downtime', { actionsEnabled: false }))],
};

describe.each(alarmFaults)('%s', (fault) => {
  it.each(planted[fault])('is told of $id: $what', ({ id, alarm }) => {
    const { coverage, matched } = judge(id, [alarm]);
    expect(matched[0]?.faults.map((found) => found.fault)).toEqual([fault]);
    expect(coverage).toBe('wrong');
    expect(matched[0]?.faults[0]?.text).toMatch(/\.$/);
    expect(matched[0]?.faults[0]?.remedy).toMatch(/\.$/);
  });
});

describe('what is written another way is right', () => {
  it.each([
    one('thread-count-high', 'the newer name', of('thread-count-high', { metric: 'threadsCount' })),
    one('downtime', 'Maximum', of('downtime', { statistic: 'Maximum' })),
    one('downtime', '>= 1', of('downtime', { comparison: 'GreaterThanOrEqualToThreshold', threshold: 1 })),
    one('downtime', '1 of 1', of('downtime', { evaluationPeriods: 1, datapointsToAlarm: null })),
    one('downtime', 'yes or no', {
      ...ofExpression(right('downtime'), 'IF(m1 > 0, 1, 0)', [DOWN], 'Average'),
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
    }),
    one(
      'downtime',
      'filled with nothing',
      ofExpression(of('downtime', { treatMissingData: 'breaching' }), 'FILL(m1, 0)', [DOWN], 'Average'),
    ),
    one('heap-memory-high', 'p99, 85 %', of('heap-memory-high', { statistic: 'p99', threshold: 85 })),
    one('heap-memory-high', 'a share of it', { ...ofExpression(right('heap-memory-high'), 'm1 / 100', [HEAP]), threshold: 0.9 }),
    one('heap-memory-high', 'what is free', {
      ...ofExpression(right('heap-memory-high'), '-m1', [HEAP]),
      threshold: -90,
      comparison: 'LessThanThreshold',
    }),
    one('heap-memory-high', 'yes or no', {
      ...ofExpression(right('heap-memory-high'), 'IF(m1 > 90, 1, 0)', [HEAP]),
      threshold: 0,
    }),
    one(
      'heap-memory-high',
      '3 of 3 of 5 min',
      of('heap-memory-high', { period: 5 * MINUTE, evaluationPeriods: 3, datapointsToAlarm: 3 }),
    ),
    one('cpu-high', 'missing data is missing', of('cpu-high', { treatMissingData: null })),
    one(
      'failed-checkpoint-rate',
      'the difference',
      ofExpression(right('failed-checkpoint-rate'), 'DIFF(m1)', [FAILED], 'Average'),
    ),
    one(
      'failed-checkpoint-rate',
      'the difference by time',
      ofExpression(right('failed-checkpoint-rate'), 'DIFF(m1) / DIFF_TIME(m1)', [FAILED], 'Average'),
    ),
    one(
      'failed-checkpoint-rate',
      'by period',
      ofExpression(right('failed-checkpoint-rate'), 'DIFF(m1)/PERIOD(m1)', [FAILED], 'Average'),
    ),
    one(
      'failed-checkpoint-rate',
      'of all metrics',
      ofExpression(right('failed-checkpoint-rate'), 'MAX(RATE(METRICS()))', [FAILED], 'Maximum'),
    ),
    one('failed-checkpoint-rate', 'one a minute', {
      ...ofExpression(right('failed-checkpoint-rate'), 'DIFF(m1)', [FAILED], 'Maximum'),
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
    }),
    one('old-gc-time-share-high', 'm1 / 600', ofExpression(right('old-gc-time-share-high'), 'm1/600', [GC_TIME])),
    one('old-gc-time-share-high', 'the factors turned', ofExpression(right('old-gc-time-share-high'), '100*m1/60000', [GC_TIME])),
    one('old-gc-time-share-high', 'in milliseconds', {
      ...ofExpression(right('old-gc-time-share-high'), 'm1', [GC_TIME]),
      threshold: 12_000,
    }),
    one('old-gc-count-rate-high', 'per minute', {
      ...ofExpression(right('old-gc-count-rate-high'), 'RATE(m1) * 60', [seriesOf('oldGenerationGCCount')]),
      threshold: 12,
    }),
    one(
      'records-out-rate-low',
      'of an operator',
      of('records-out-rate-low', { dimensions: { Application: 'orders', Operator: 'Sink' } }),
    ),
    one(
      'records-out-rate-low',
      'filled with nothing',
      ofExpression(of('records-out-rate-low', { treatMissingData: null }), 'FILL(m1, 0)', [OUT], 'Average'),
    ),
    one('records-out-rate-low', 'half', of('records-out-rate-low', { threshold: 300 })),
    one('source-lag-kinesis', '10 min', of('source-lag-kinesis', { threshold: 600_000 })),
    one('source-lag-kinesis', 'a band', {
      ...ofExpression(right('source-lag-kinesis'), 'ANOMALY_DETECTION_BAND(m1, 2)', [stream('clicks')]),
      comparison: 'LessThanLowerOrGreaterThanUpperThreshold',
      threshold: null,
      queries: ofExpression(right('source-lag-kinesis'), 'ANOMALY_DETECTION_BAND(m1, 2)', [stream('clicks')]).queries.map(
        (query) => ({ ...query, returnData: true }),
      ),
    }),
    one(
      'watermark-gap',
      'the other operator',
      ofExpression(right('watermark-gap'), 'm1 - m2', [watermark('Output', 'Join'), watermark('Input', 'Join')], 'Minimum'),
    ),
  ])('$id: $what', ({ id, alarm }) => {
    expect(faultsOf(id, alarm)).toEqual([]);
    expect(judge(id, [alarm]).coverage).toBe('covered');
  });
});

describe('which alarm is about what', () => {
  it('has no alarm of another application', () => {
    const other = of('downtime', { dimensions: { Application: 'orders-test' } });
    expect(judge('downtime', [other])).toEqual({ coverage: 'missing', reason: null, matched: [] });
  });

  it('puts the right one first, and tells everything that is wrong with the others', () => {
    const bad = of('heap-memory-high', { name: 'a', statistic: 'Average', threshold: 0.9, actions: [] });
    const { coverage, matched } = judge('heap-memory-high', [bad, of('heap-memory-high', { name: 'b' })]);
    expect(coverage).toBe('covered');
    expect(matched.map(({ alarm, faults }) => [alarm.name, faults.map(({ fault }) => fault)])).toEqual([
      ['b', []],
      ['a', ['statistic', 'threshold', 'no-action']],
    ]);
  });

  it('names what is published instead', () => {
    const text = (id: RecommendedAlarmId, alarm: Alarm) => judge(id, [alarm]).matched[0]?.faults[0];
    expect(text('source-lag-kinesis', of('source-lag-kinesis', { dimensions: stream('clikcs').dimensions }))).toEqual({
      fault: 'no-such-dimension',
      text: 'No series of millisBehindLatest is published with Flow Input, Id clikcs; there is Flow Input, Id clicks.',
      remedy: 'Take the dimensions from the list of metrics in CloudWatch.',
    });
    expect(text('source-lag-kinesis', of('source-lag-kinesis', { threshold: 90 }))?.text).toBe(
      "It compares with 90 ms, but 90000 ms (1 min 30 s) were learned from what is normal here: 60000 ms (1 min) are normal. It fires in normal times. It looks as if seconds were meant; the metric's unit is Milliseconds.",
    );
  });

  it('does not measure somebody’s alarm by what was learned of an hour, which may be an incident’s', () => {
    const whole = learned(2_700_000);
    if (whole.basis !== 'learned') throw new Error('It was learned.');
    const soon = { ...whole, learned: { ...whole.learned, to: millis(HOUR) } };
    const theirs = of('source-lag-kinesis', { threshold: 120_000 });
    const found = (threshold: typeof whole) => judge('source-lag-kinesis', [theirs], subject, threshold);
    expect(found(soon)).toMatchObject({ coverage: 'covered', matched: [{ faults: [] }] });
    expect(found(whole).matched[0]?.faults).toEqual([
      {
        fault: 'threshold',
        text: 'It compares with 120000 ms (2 min), but 2700000 ms (45 min) were learned from what is normal here: 1800000 ms (30 min) are normal. It fires in normal times.',
        remedy: 'Take 2700000 ms (45 min).',
      },
    ]);
    // What fires always is wrong whatever was learned; a figure to take is not known yet.
    const always = of('source-lag-kinesis', { threshold: -1 });
    expect(judge('source-lag-kinesis', [always], subject, soon).matched[0]?.faults).toMatchObject([
      { fault: 'threshold', remedy: 'Learn a threshold from a normal time.' },
    ]);
  });

  it('takes the spelling of the threads that the service lists', () => {
    const listed = { ...subject, series: [seriesOf('threadsCount')] };
    expect(faultsOf('thread-count-high', right('thread-count-high'), listed)).toEqual(['no-such-metric']);
    expect(faultsOf('thread-count-high', right('thread-count-high', listed), listed)).toEqual([]);
  });

  it('does not doubt dimensions before the series are listed', () => {
    const unlisted = { ...subject, listed: false, lags: [], series: [] };
    expect(faultsOf('source-lag-kinesis', right('source-lag-kinesis'), unlisted)).toEqual([]);
    expect(judge('source-lag-kinesis', [right('source-lag-kinesis')], unlisted).coverage).toBe('unknown');
  });

  it('tells an alarm of a stream where none is read, and of an operator where the metrics level has none', () => {
    const without = { ...subject, lags: [] };
    const stray = judge('source-lag-kinesis', [right('source-lag-kinesis')], without);
    expect(stray.coverage).toBe('not-applicable');
    expect(stray.matched[0]?.faults.map(({ fault }) => fault)).toEqual(['no-such-dimension']);
    const coarse = { ...subject, metricsLevel: 'APPLICATION' as const, series: [OUT] };
    expect(judge('watermark-gap', [right('watermark-gap')], coarse).matched[0]?.faults[0]?.remedy).toBe(
      'Set the metrics level, which is APPLICATION, to OPERATOR, or remove the alarm.',
    );
  });

  it('takes an alarm for each stream together, and one of some streams for too little', () => {
    const two = { ...subject, lags: [stream('clicks'), stream('views')] };
    const single = (Id: string) => of('source-lag-kinesis', { name: Id, dimensions: stream(Id).dimensions });
    expect(judge('source-lag-kinesis', [single('clicks'), single('views')], two).coverage).toBe('covered');
    const half = judge('source-lag-kinesis', [single('clicks')], two);
    expect(half.coverage).toBe('wrong');
    expect(half.matched[0]?.faults.map(({ text }) => text)).toEqual(['It looks at 1 of 2 sources: not at views.']);
    const furthest = (text: string) => ofExpression(right('source-lag-kinesis'), text, two.lags);
    for (const text of ['MAX([m1, m2])', 'MAX(METRICS())', 'MAX(METRICS("m"))', 'IF(m1 > m2, m1, m2)'])
      expect(judge('source-lag-kinesis', [furthest(text)], two).coverage, text).toBe('covered');
    for (const text of ['AVG([m1, m2])', 'm1 + m2', 'MIN([m1, m2])'])
      expect(faultsOf('source-lag-kinesis', furthest(text), two), text).toContain('expression');
  });

  it('leaves what is meant as none of them to the others', () => {
    const trend = ofExpression(right('checkpoint-duration-high'), 'RATE(m1)', [DURATION]);
    const ratio = ofExpression(right('records-out-rate-low'), 'm1 / m2', [OUT, seriesOf('numRecordsInPerSecond')], 'Average');
    const restarts = of('downtime', { metric: 'fullRestarts' });
    const age = {
      ...right('source-lag-kinesis'),
      metric: { namespace: 'AWS/Kinesis', metric: 'GetRecords.IteratorAgeMilliseconds', dimensions: { StreamName: 'clicks' } },
    };
    const ours = recommendedAlarmIds.map((id) => right(id));
    const all = [trend, ...ours, ratio, restarts, age];
    const matched = recommendedAlarmIds.flatMap((id) => judge(id, all).matched.map(({ alarm }) => alarm));
    expect(all.filter((each) => !matched.includes(each))).toEqual([trend, ratio, restarts, age]);
    expect(faultsOf('checkpoint-duration-high', trend)).toBeUndefined();
  });
});

describe('an alarm that Streamgauge makes', () => {
  it.each(recommendedAlarms.map(({ id }) => id))('%s is covered, whatever its threshold and its application', (id) => {
    const one = fc.record({
      streams: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), { minLength: 1, maxLength: 14 }),
      spelt: fc.constantFrom('threadCount', 'threadsCount'),
      value: fc.oneof(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), fc.constantFrom(0, 1, 60_000)),
      chosen: fc.boolean(),
    });
    fc.assert(
      fc.property(one, ({ streams, spelt, value, chosen }) => {
        const of = {
          ...subject,
          lags: [...streams.map(stream), ...streams.map(topic)],
          series: [...subject.series, seriesOf(spelt)],
        };
        const threshold =
          thresholdOf(id).basis === 'guide' && !chosen
            ? thresholdOf(id)
            : chosen
              ? { basis: 'chosen' as const, value, hours: null }
              : learned(value);
        const result = judge(id, [right(id, of, threshold)], of, threshold);
        expect(result.matched[0]?.faults).toEqual([]);
        expect(result.coverage).toBe('covered');
      }),
      { numRuns: 40 },
    );
  });
});
