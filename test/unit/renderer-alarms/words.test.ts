import { describe, expect, it } from 'vitest';
import { groupsOf } from '#renderer/features/alarms/tab/groups.ts';
import { fieldsOf, lengthWords, untilOf } from '#renderer/features/alarms/snooze/until.ts';
import { comparedWords, evaluatedWords, firesWords } from '#renderer/features/alarms/words/alarmWords.ts';
import { cellLines, cellName } from '#renderer/features/alarms/words/cellWords.ts';
import { alarmFigure, firesAt, mOfN } from '#renderer/features/alarms/words/figure.ts';
import { sparklinePath } from '#renderer/ui/sparklinePath.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { AlarmCell, AlarmDetail } from '#shared/model/alarms/status.ts';
import type { Point } from '#shared/model/application.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const AT = millis(Date.UTC(2026, 2, 3, 14, 5));
const cell: AlarmCell = {
  alarm: 'heap-memory-high',
  coverage: 'wrong',
  reason: null,
  matched: ['a', 'b', 'c', 'd', 'e'],
  faults: ['statistic', 'no-action'],
  state: 'ALARM',
  stateSince: AT,
  own: 'OK',
  ownSince: null,
  threshold: 90,
  basis: 'guide',
  snoozed: { reason: 'Deploy', until: millis(AT + HOUR) },
};

describe('figures in the service’s unit', () => {
  it('are said as people read them', () => {
    expect(alarmFigure(90, 'Percent')).toBe('90 %');
    expect(alarmFigure(90_000, 'Milliseconds')).toBe('1 min 30 s');
    expect(alarmFigure(0, 'Milliseconds')).toBe('0 s');
    expect(alarmFigure(2.3 * 1024 ** 3, 'Bytes')).toBe('2.3 GiB');
    expect(alarmFigure(1234, 'Count')).toBe('1.2k');
    expect(alarmFigure(2 / 60, 'Count/Second')).toBe('2 /min');
    expect(alarmFigure(0, 'Count/Second')).toBe('0 /s');
    expect(alarmFigure(950, 'Count/Second')).toBe('950 /s');
  });

  it('stand with how they are compared, and for how long', () => {
    expect(firesAt(80, alarmEntry('cpu-high'))).toBe('> 80 %');
    expect(firesAt(10, alarmEntry('records-out-rate-low'))).toBe('< 10 /s');
    expect(mOfN({ datapointsToAlarm: 3, evaluationPeriods: 5, period: MINUTE })).toBe('3 of 5 min');
    expect(mOfN({ datapointsToAlarm: 1, evaluationPeriods: 1, period: millis(5 * MINUTE) })).toBe('1 of 1 × 5 min');
  });
});

describe('a cell', () => {
  it('is named by what it shows, what its coverage lacks, and that it is snoozed', () => {
    expect(cellName(cell)).toBe('Heap memory nearly full: firing in CloudWatch, wrong, snoozed');
    expect(cellName({ ...cell, state: 'OK', snoozed: null })).toBe('Heap memory nearly full: wrong');
  });

  it('tells all of it in lines; a long list of names is cut short', () => {
    expect(cellLines(cell, 'utc')).toEqual([
      ['Coverage', 'a, b, c and 2 more: another statistic, no action'],
      ['CloudWatch', 'in ALARM since 3 Mar 2026, 14:05 UTC'],
      ['Streamgauge', 'OK'],
      ['Threshold', '> 90 % (the guide’s own)'],
      ['Snoozed', 'until 3 Mar 2026, 15:05 UTC: Deploy'],
    ]);
    const none: AlarmCell = { ...cell, coverage: 'not-applicable', reason: 'It is a notebook.', state: null, own: null };
    expect(cellLines({ ...none, threshold: null, snoozed: null }, 'utc')).toEqual([
      ['Coverage', 'not applicable: It is a notebook.'],
    ]);
  });
});

describe('groups of the tab', () => {
  const detail = (change: Partial<AlarmCell>): AlarmDetail => ({
    cell: { ...cell, state: null, ...change },
    threshold: null,
    learning: null,
    definition: null,
    matched: [],
    changes: [],
    latest: null,
    points: [],
  });

  it('put what fires first, whatever its coverage; empty ones are left out', () => {
    const groups = groupsOf([
      detail({ coverage: 'covered' }),
      detail({ coverage: 'missing', own: 'ALARM' }),
      detail({ coverage: 'not-applicable' }),
      detail({ coverage: 'wrong' }),
    ]);
    expect(groups.map(({ id, details }) => [id, details.length])).toEqual([
      ['firing', 1],
      ['attention', 1],
      ['covered', 1],
      ['not-applicable', 1],
    ]);
  });
});

describe('an alarm of the account', () => {
  const alarm: Alarm = {
    arn: 'arn',
    name: 'n',
    description: null,
    state: 'OK',
    stateReason: '',
    stateSince: null,
    metric: null,
    statistic: null,
    queries: [
      {
        id: 'm1',
        expression: null,
        metric: { namespace: 'AWS/KinesisAnalytics', metric: 'oldGenerationGCTime', dimensions: {} },
        statistic: 'Maximum',
        period: millis(5 * MINUTE),
        returnData: false,
      },
      { id: 'e1', expression: 'm1 * 100 / 60000', metric: null, statistic: null, period: null, returnData: true },
    ],
    comparison: 'GreaterThanThreshold',
    threshold: 60,
    period: null,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    treatMissingData: null,
    actionsEnabled: true,
    actions: [],
    applications: [],
    history: [],
  };

  it('says what it compares, by its expression and what is in that, and when it fires', () => {
    expect(comparedWords(alarm)).toBe('m1 * 100 / 60000 (m1: Maximum of oldGenerationGCTime)');
    expect(firesWords(alarm, 'Percent')).toBe('> 60 %');
    expect(firesWords({ ...alarm, comparison: 'LessThanLowerThreshold', threshold: null }, null)).toBe('LessThanLowerThreshold');
    expect(evaluatedWords(alarm)).toBe('3 of 5 × 5 min');
    expect(evaluatedWords({ ...alarm, queries: [], datapointsToAlarm: null })).toBe('5 of 5');
  });
});

describe('the end of a snooze', () => {
  it('is so long from now, the next morning here, or a later moment that somebody chose', () => {
    const own = fieldsOf(millis(AT + 2 * HOUR));
    expect(untilOf('half-hour', AT, own)).toBe(AT + HOUR / 2);
    expect(untilOf('two-hours', AT, own)).toBe(AT + 2 * HOUR);
    expect(untilOf('own', AT, own)).toBe(AT + 2 * HOUR);
    expect(untilOf('own', millis(AT + 3 * HOUR), own)).toBeNull();
    expect(untilOf('own', AT, { day: '', time: '' })).toBeNull();
  });

  it.each([
    ['in the night: the same morning', 2, 0, 0, 'Until today 8:00'],
    ['a minute before', 7, 59, 0, 'Until today 8:00'],
    ['at eight: that of tomorrow', 8, 0, 1, 'Until tomorrow 8:00'],
    ['in the afternoon', 14, 5, 1, 'Until tomorrow 8:00'],
  ])('%s', (_, hours, minutes, days, words) => {
    const now = millis(new Date(2026, 2, 3, hours, minutes).getTime());
    expect(untilOf('morning', now, { day: '', time: '' })).toBe(new Date(2026, 2, 3 + days, 8).getTime());
    expect(lengthWords(now).morning).toBe(words);
  });
});

describe('the line of a figure', () => {
  it('leaves room up to its threshold', () => {
    const points: readonly Point[] = [
      [millis(0), 5],
      [millis(10), 5],
    ];
    expect(sparklinePath(points, 12, 12).line).toBe('M1 1L11 1');
    expect(sparklinePath(points, 12, 12, 10).line).toBe('M1 6L11 6');
  });
});
