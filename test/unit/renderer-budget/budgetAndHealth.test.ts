import { describe, expect, it } from 'vitest';
import { draftOf, readDraft } from '#renderer/features/budget/draft.ts';
import { collectorRows, matches } from '#renderer/features/health/collectorRows.ts';
import { DEFAULT_CONNECTION, Telemetry } from '#shared/contract/settings.ts';
import type { CollectorView } from '#shared/model/collector.ts';
import type { ConnectionView } from '#shared/model/connection.ts';
import { millis } from '#shared/units/units.ts';

describe('the cap and the prices that somebody types', () => {
  const telemetry = { ...Telemetry.parse({}), retentionDays: 30 };
  const typed = (change: Partial<ReturnType<typeof draftOf>>) => readDraft({ ...draftOf(telemetry), ...change }, telemetry);

  it('come back as they were, with the rest of the settings', () => {
    expect(typed({})).toEqual({ ok: true, value: telemetry });
    const set = { ...telemetry, monthlyCap: 12.5, prices: { metrics: 0.02, requests: 0, insights: 0.0057 } };
    expect(readDraft(draftOf(set), telemetry)).toEqual({ ok: true, value: set });
  });

  it('may be written with a dollar sign, and a cap may be left out', () => {
    expect(typed({ cap: ' $50 ', metrics: '.01' })).toMatchObject({
      ok: true,
      value: { monthlyCap: 50, prices: { metrics: 0.01 } },
    });
    expect(typed({ cap: '  ' })).toMatchObject({ ok: true, value: { monthlyCap: null } });
    expect(typed({ cap: '0' })).toMatchObject({ ok: true, value: { monthlyCap: 0 } });
  });

  it('are refused field by field when they are no amounts', () => {
    for (const wrong of ['lots', '-1', '1e3', '1,5', '2000000', '0x10', '.'])
      expect(typed({ cap: wrong, insights: '' }), wrong).toEqual({
        ok: false,
        error: { cap: 'Enter an amount such as 0.01.', insights: 'Enter an amount such as 0.01.' },
      });
  });
});

describe('the rows of data health', () => {
  const view = (name: string, change: Partial<CollectorView> = {}): CollectorView => ({
    connection: 'simulator',
    name,
    place: 'us-east-1',
    state: 'good',
    lastGood: millis(5_000),
    error: null,
    failures: 0,
    nextTry: millis(6_000),
    every: millis(1_000),
    ...change,
  });
  const error = { kind: 'throttled', source: 'CloudWatch', message: 'CloudWatch asks for a pause.', remedy: 'Wait.' } as const;
  const views = [{ connection: DEFAULT_CONNECTION }] as unknown as readonly ConnectionView[];

  it('have first what fails, the longest without a good answer before the others', () => {
    const rows = collectorRows(
      [
        view('Alarms'),
        view('Metrics', { state: 'failing', error, lastGood: millis(3_000) }),
        view('Activity', { state: 'waiting', lastGood: null }),
        view('CloudTrail', { state: 'failing', error, lastGood: null }),
        view('Applications', { place: 'eu-west-1' }),
      ],
      views,
    );
    expect(rows.map(({ name }) => name)).toEqual(['CloudTrail', 'Metrics', 'Activity', 'Applications', 'Alarms']);
    expect(rows[0]?.connectionName).toBe('Simulator');
    expect(new Set(collectorRows([view('Job a'), view('Job a')], []).map(({ key }) => key)).size).toBe(2);
  });

  it('are found by words of all that they say', () => {
    const [row] = collectorRows([view('Metrics', { state: 'failing', error })], views);
    if (row === undefined) throw new Error('no row');
    for (const found of ['', 'metrics', 'METRICS us-east', 'pause failing', 'simulator cloudwatch'])
      expect(matches(row, found), found).toBe(true);
    for (const missed of ['alarms', 'metrics eu-west']) expect(matches(row, missed), missed).toBe(false);
  });
});
