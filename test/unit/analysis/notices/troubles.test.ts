import { describe, expect, it } from 'vitest';
import { causeOfReason } from '#shared/analysis/notices/healthCause.ts';
import { troublesOf } from '#shared/analysis/notices/troubles.ts';
import { rules } from '#shared/analysis/rules.ts';
import { standing } from '#shared/analysis/standing.ts';
import type { HealthFacts } from '#shared/analysis/healthFacts.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import type { AlarmCell, AlarmRow } from '#shared/model/alarms/status.ts';
import type { ApplicationSummary, Point } from '#shared/model/application.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';

const cellOf = (alarm: AlarmCell['alarm'], change: Partial<AlarmCell> = {}): AlarmCell => ({
  alarm,
  coverage: 'missing',
  reason: null,
  matched: [],
  faults: [],
  state: null,
  stateSince: null,
  own: 'OK',
  ownSince: millis(0),
  threshold: 90_000,
  basis: 'learned',
  snoozed: null,
  ...change,
});
const rowOf = (...changed: AlarmCell[]): AlarmRow => ({
  ref: { connection: 'acme', id: 'orders' },
  name: 'orders',
  region: 'eu-central-1',
  cells: recommendedAlarmIds.map((id) => changed.find(({ alarm }) => alarm === id) ?? cellOf(id)),
  others: 0,
});
const sick = (level: 'critical' | 'warning', ...reasons: string[]): ApplicationSummary =>
  applicationSummary('orders', { health: { level, reasons } });
const words = (...of: Parameters<typeof troublesOf>) =>
  troublesOf(...of).map(({ cause, severity, title, since, snoozed }) => [cause, severity, title, since, snoozed]);

describe('the troubles of an application', () => {
  it('are none when all is well', () => {
    expect(troublesOf(rowOf(), applicationSummary('orders'))).toEqual([]);
    expect(troublesOf(undefined, undefined)).toEqual([]);
  });

  it('are an alarm’s by our own evaluation or CloudWatch’s, since the earlier of the two', () => {
    const own = cellOf('cpu-high', { own: 'ALARM', ownSince: millis(5000) });
    const theirs = cellOf('cpu-high', { state: 'ALARM', stateSince: millis(3000), matched: ['my-cpu'] });
    expect(words(rowOf(own), undefined)).toEqual([['cpu', 'warning', 'CPU nearly exhausted', 5000, null]]);
    expect(words(rowOf({ ...theirs, own: 'ALARM', ownSince: millis(5000) }), undefined)).toEqual([
      ['cpu', 'warning', 'CPU nearly exhausted', 3000, null],
    ]);
    expect(troublesOf(rowOf(theirs), undefined)[0]?.text).toMatch(/^The alarm my-cpu of CloudWatch fired\. Find the operator/);
    expect(troublesOf(rowOf(cellOf('source-lag-kinesis', { own: 'ALARM' })), undefined)[0]?.text).toMatch(
      /^millisBehindLatest is above 1 min 30 s\. A peak/,
    );
  });

  it('are not those of an alarm that fires when all is well', () => {
    const lies = cellOf('cpu-high', { state: 'ALARM', faults: ['threshold'], matched: ['my-cpu'] });
    expect(words(rowOf(lies), undefined)).toEqual([]);
    expect(words(rowOf({ ...lies, faults: ['no-action'] }), undefined)).toHaveLength(1);
  });

  it('are one for each cause: the worse says what it is, and names the other', () => {
    const failed = cellOf('failed-checkpoint-rate', { own: 'ALARM', ownSince: millis(5000) });
    const long = cellOf('checkpoint-duration-high', { own: 'ALARM', ownSince: millis(1000) });
    const [only, ...others] = troublesOf(rowOf(failed, long), undefined);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ cause: 'checkpoints', severity: 'critical', title: 'Checkpoints are failing', since: 1000 });
    expect(only?.text).toMatch(/ Also: checkpoints take too long\.$/);
  });

  it('are those of health under the cause of the same alarm; what is worse is worse', () => {
    const lag = cellOf('source-lag-kinesis', { own: 'ALARM', ownSince: millis(1000) });
    expect(words(rowOf(lag), sick('critical', 'Behind by 25 min and growing.'))).toEqual([
      ['throughput', 'critical', 'Behind by 25 min and growing', 1000, null],
    ]);
    expect(words(undefined, sick('warning', 'Vertex “map” limits the job.'))).toEqual([
      ['health', 'warning', 'Vertex “map” limits the job', null, null],
    ]);
  });

  it('are kept back only when all of their alarms are', () => {
    const snoozed = { reason: 'known', until: millis(9000) };
    const heap = cellOf('heap-memory-high', { own: 'ALARM', snoozed });
    const gc = cellOf('old-gc-time-share-high', { own: 'ALARM' });
    expect(words(rowOf(heap), sick('warning', 'Heap at 95 % over 15 min.')).map((each) => each[4])).toEqual(['known']);
    expect(words(rowOf(heap, gc), undefined).map((each) => each[4])).toEqual([null]);
    expect(words(rowOf(heap, { ...gc, snoozed }), undefined).map((each) => each[4])).toEqual(['known']);
  });
});

describe('the cause of a reason of health', () => {
  const NOW = 1_700_000_000_000;
  const minutely = (of: (minutesAgo: number) => number): Point[] =>
    Array.from({ length: 40 }, (_, i) => [millis(NOW - (40 - i) * MINUTE), of(40 - i)]);
  const facts: HealthFacts = {
    now: millis(NOW),
    status: 'RUNNING',
    jobState: 'RUNNING',
    lag: { kind: 'time', behind: millis(30 * MINUTE) },
    lagPoints: minutely((ago) => (50 - ago) * MINUTE),
    recordsIn: minutely((ago) => (ago > 35 ? 1 : 0)),
    cpu: minutely(() => 0.99),
    heap: minutely(() => 0.99),
    downtime: minutely(() => 180_000),
    restarts: minutely((ago) => 40 - ago),
    failedCheckpoints: minutely((ago) => 40 - ago),
    checkpointInterval: millis(MINUTE),
    lastCheckpoint: millis(NOW - 30 * MINUTE),
    lastCheckpointDuration: millis(2 * MINUTE),
    job: null,
    jobAt: null,
  };
  const expected: Readonly<Record<string, string>> = {
    down: 'down',
    restarts: 'down',
    lag: 'throughput',
    'checkpoint-missed': 'checkpoints',
    'checkpoint-outgrows-interval': 'checkpoints',
    'checkpoints-failed': 'checkpoints',
    silent: 'throughput',
    cpu: 'cpu',
    heap: 'memory',
  };

  it.each(rules.filter(({ id }) => id !== 'bottleneck').map(({ id, judge }) => [id, judge(facts)?.reason ?? '']))(
    '%s: %s',
    (id, reason) => {
      expect(reason).not.toBe('');
      expect(causeOfReason(reason)).toBe(expected[id]);
    },
  );

  it.each(['RESTARTING', 'FAILING', 'FAILED'] as const)('a job that is %s is down', (jobState) => {
    expect(causeOfReason(standing({ status: 'RUNNING', jobState })?.[1] ?? '')).toBe('down');
  });
});
