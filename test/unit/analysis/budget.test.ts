import { describe, expect, it } from 'vitest';
import { forecastOf, nextSlowdown, slowdownFor } from '#shared/analysis/budget/keepCap.ts';
import { unitPrice } from '#shared/analysis/budget/price.ts';
import { capWords, formatDollars } from '#shared/analysis/budget/words.ts';
import { Prices } from '#shared/contract/settings.ts';
import type { ConnectionBudget } from '#shared/model/budget.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const prices = Prices.parse({});

describe('prices', () => {
  it('are by the metric, the request and the gigabyte; the rest is free', () => {
    expect(unitPrice('cloudwatch', 'GetMetricData', prices) * 1000).toBeCloseTo(0.01, 12);
    expect(unitPrice('cloudwatch', 'ListMetrics', prices) * 1000).toBeCloseTo(0.01, 12);
    expect(unitPrice('logs', 'StartQuery', prices) * 2 ** 30).toBeCloseTo(0.005, 12);
    for (const [service, operation] of [
      ['logs', 'FilterLogEvents'],
      ['kinesisanalytics', 'DescribeApplication'],
      ['cloudtrail', 'LookupEvents'],
      ['sts', 'AssumeRole'],
    ] as const)
      expect(unitPrice(service, operation, prices), operation).toBe(0);
  });
});

describe('the cap', () => {
  it('slows down by what is left after the queries of the user, and never below the native rate', () => {
    // 0.2 dollars an hour are 144 a month.
    expect(slowdownFor(72, { native: 0.2, queries: 0 })).toBeCloseTo(2, 10);
    expect(slowdownFor(72, { native: 0.2, queries: 36 })).toBeCloseTo(4, 10);
    expect(slowdownFor(720, { native: 0.2, queries: 0 })).toBe(1);
    expect(slowdownFor(null, { native: 1000, queries: 0 })).toBe(1);
    expect(slowdownFor(10, { native: 0.2, queries: 20 })).toBe(144);
    expect(slowdownFor(0, { native: 0, queries: 0 })).toBe(1);
  });

  it('is met step by step, from both sides, and then exactly', () => {
    for (const start of [1, 144]) {
      let slowdown = start;
      for (let i = 0; i < 12; i += 1) slowdown = nextSlowdown(slowdown, 72, { native: 0.2, queries: 0 });
      expect(slowdown).toBeCloseTo(2, 10);
      expect(forecastOf({ native: 0.2, queries: 0 }, slowdown)).toBeCloseTo(72, 8);
    }
  });
});

describe('words', () => {
  it('show dollars with two digits that count', () => {
    expect([0, 0.00001, 0.0042, 0.01, 0.253, 4.3, 50, 123.456, 1234.5].map(formatDollars)).toEqual([
      '$0',
      'under $0.0001',
      '$0.0042',
      '$0.01',
      '$0.25',
      '$4.30',
      '$50',
      '$123.46',
      '$1,235',
    ]);
  });

  const budget = (change: Partial<ConnectionBudget>): ConnectionBudget => ({
    connection: 'prod',
    over: millis(60 * MINUTE),
    operations: [],
    requestsPerHour: 0,
    dollarsPerHour: 0,
    forecast: 40,
    cap: 50,
    slowdown: 1,
    metricsEvery: MINUTE,
    days: [],
    ...change,
  });
  it('say what the cap does', () => {
    expect(capWords(budget({ cap: null }))).toBeNull();
    expect(capWords(budget({}))).toEqual({
      kind: 'within',
      sentence: 'Figures come at their native rate: they stay below $50 a month.',
    });
    expect(capWords(budget({ forecast: 50, slowdown: 4, metricsEvery: millis(4 * MINUTE) }))).toEqual({
      kind: 'slowed',
      sentence: 'Figures come every 4 min instead of every minute, to stay below $50 a month.',
    });
    expect(capWords(budget({ forecast: 50, slowdown: 4, metricsEvery: null }))?.sentence).toBe(
      'Figures come 4.0 times less often than natively, to stay below $50 a month.',
    );
    expect(capWords(budget({ forecast: 80, slowdown: 2 }))).toMatchObject({ kind: 'exceeded' });
    expect(capWords(budget({ forecast: 80, slowdown: 144, metricsEvery: millis(144 * MINUTE) }))?.sentence).toBe(
      'Figures come every 2 h 24 min instead of every minute, as seldom as they can, and still cost more than $50 a month. Raise the cap.',
    );
  });
});
