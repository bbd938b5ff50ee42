import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aboutOf } from '#shared/analysis/alarms/coverage/about.ts';
import { readAlarm } from '#shared/analysis/alarms/coverage/reading.ts';
import { planWrite } from '#shared/analysis/alarms/writing/planWrite.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import { missingData } from '#shared/model/alarm.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { MINUTE } from '#shared/units/units.ts';
import { changed, judge, ofExpression, right, seriesOf, stream, subject, thresholdOf } from './coverageParts.ts';
import { detailOf, read, told } from './toldAlarms.ts';

/** Where an alarm fires, in the service's unit; null: it is of something else than what is recommended. */
function levelOf(id: RecommendedAlarmId, alarm: Alarm): number | null {
  const relation = aboutOf(alarmEntry(id), subject, readAlarm(alarm))?.relation;
  return relation?.kind === 'same' ? relation.threshold : null;
}

/** The request that corrects an account's alarm; null: it is not wrong. */
function correction(id: RecommendedAlarmId, alarm: Alarm): MetricAlarmRequest | null {
  const raw = told({ ...alarm, name: 'theirs' });
  const row = { ref: subject.ref, name: subject.name, region: subject.region };
  const planned = planWrite({ alarms: null, which: 'wanting' }, row, detailOf(id, [read(raw)]), new Map([['theirs', raw]]));
  if (planned === null) return null;
  if (planned.kind === 'left') throw new Error(planned.reason);
  return MetricAlarmRequest.parse(planned.write.request);
}

const lag = right('source-lag-kinesis');
const stale = stream('renamed');

it('what an expression had scaled is compared in the unit of the metric', () => {
  const inSeconds = { ...ofExpression(lag, 'm1 / 1000', [stale]), threshold: 60 };
  expect(correction('source-lag-kinesis', inSeconds)).toMatchObject({
    MetricName: 'millisBehindLatest',
    Threshold: thresholdOf('source-lag-kinesis').value,
    ComparisonOperator: lag.comparison,
  });
});

it('a threshold of the metric’s own unit stays where only its dimensions are wrong', () => {
  const plain = { ...changed(lag, { dimensions: stale.dimensions }), threshold: 100_000 };
  expect(correction('source-lag-kinesis', plain)).toMatchObject({ Threshold: 100_000 });
});

it('as many datapoints of another period are not taken for the same time', () => {
  const long = changed(lag, { dimensions: stale.dimensions, period: 5 * MINUTE, evaluationPeriods: 3, datapointsToAlarm: 3 });
  expect(correction('source-lag-kinesis', long)).toMatchObject({
    Period: 60,
    EvaluationPeriods: lag.evaluationPeriods,
    DatapointsToAlarm: lag.datapointsToAlarm,
  });
});

it('of an expression that looks at something else too, that keeps its statistic', () => {
  const heap = right('heap-memory-high');
  const running = ofExpression(heap, 'IF(m2 > 0, m1)', [seriesOf('heapMemoryUtilization'), seriesOf('uptime')], 'Average');
  const { Metrics = [] } = correction('heap-memory-high', running) ?? {};
  expect(Metrics.map(({ MetricStat, Expression }) => MetricStat?.Stat ?? Expression)).toEqual([
    'Maximum',
    'Average',
    'IF(m2 > 0, m1)',
  ]);
});

/** Alarms of one metric, plain or scaled by an expression, with any of the usual faults and several of them. */
const plainIds = ['source-lag-kinesis', 'heap-memory-high', 'cpu-high', 'thread-count-high', 'downtime'] as const;
const alarms = fc
  .record({
    id: fc.constantFrom(...plainIds),
    scale: fc.constantFrom(null, 1, 1000, 1 / 60, 0.01),
    guarded: fc.boolean(),
    isStale: fc.boolean(),
    statistic: fc.constantFrom('Maximum', 'Average', 'p50', 'p99'),
    minutes: fc.constantFrom(1, 5, 10),
    times: fc.constantFrom(0.02, 0.9, 1, 1.2, 500),
    comparison: fc.constantFrom('GreaterThanThreshold', 'GreaterThanOrEqualToThreshold', 'LessThanThreshold'),
    missing: fc.constantFrom(...missingData),
    periods: fc.constantFrom([1, 1], [3, 3], [2, 5], [15, 15]),
  })
  .map(({ id, scale, guarded, isStale, statistic, minutes, times, comparison, missing, periods: [m = 1, n = 1] }) => {
    const like = right(id);
    const [name] = [like.metric ?? stream('clicks')];
    const dimensions = {
      ...name.dimensions,
      ...(isStale ? (id === 'source-lag-kinesis' ? stale.dimensions : { Task: 'Old' }) : {}),
    };
    const figure = guarded ? 'IF(m2 > 0, m1)' : 'm1';
    const shaped =
      scale === null
        ? like
        : ofExpression(like, `${figure} / ${scale}`, [name, ...(guarded ? [seriesOf('uptime')] : [])], statistic);
    const moved = shaped.queries.map((query) =>
      query.metric === null || query.metric.metric === 'uptime' ? query : { ...query, metric: { ...query.metric, dimensions } },
    );
    const alarm: Alarm = {
      ...changed(shaped, {
        statistic,
        period: minutes * MINUTE,
        ...(scale === null ? { dimensions } : {}),
        threshold: (thresholdOf(id).value * times) / (scale ?? 1),
        comparison,
        treatMissingData: missing,
        evaluationPeriods: n,
        datapointsToAlarm: m,
      }),
      ...(scale === null
        ? {}
        : { queries: changed({ ...shaped, queries: moved }, { statistic, period: minutes * MINUTE }).queries }),
    };
    return { id, alarm };
  });

it('whatever is wrong with it, it is right afterwards, and fires where it did or where it should', () => {
  let corrected = 0;
  fc.assert(
    fc.property(alarms, ({ id, alarm }) => {
      const request = correction(id, alarm);
      if (request === null) return;
      corrected += 1;
      const after = read({ ...request });
      expect(judge(id, [after]).matched.map(({ faults }) => faults)).toEqual([[]]);
      const level = levelOf(id, after) ?? Number.NaN;
      const meant = [levelOf(id, alarm), thresholdOf(id).value].filter((each) => each !== null);
      expect(meant.some((each) => Math.abs(each - level) <= 1e-6 * Math.max(1, each))).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(corrected).toBeGreaterThan(200);
});
