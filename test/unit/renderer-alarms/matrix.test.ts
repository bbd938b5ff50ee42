import { describe, expect, it } from 'vitest';
import type { AlarmFleet, MatrixView } from '#renderer/features/alarms/matrix/matrixRows.ts';
import { USUAL, matrixRows, viewedRows } from '#renderer/features/alarms/matrix/matrixRows.ts';
import { countCells } from '#renderer/features/alarms/matrix/sumUp.ts';
import { unknownReasons } from '#renderer/features/alarms/matrix/unknownReasons.ts';
import { placeAfter } from '#renderer/features/alarms/matrix/useMatrixKeys.ts';
import { isFiring, isGap, sightOf } from '#renderer/features/alarms/words/sight.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import type { AlarmCell, AlarmRow } from '#shared/model/alarms/status.ts';
import type { ConnectionView } from '#shared/model/connection.ts';
import { millis } from '#shared/units/units.ts';

const cell = (alarm: RecommendedAlarmId, change: Partial<AlarmCell> = {}): AlarmCell => ({
  alarm,
  coverage: 'covered',
  reason: null,
  matched: ['a'],
  faults: [],
  state: 'OK',
  stateSince: null,
  own: 'OK',
  ownSince: null,
  threshold: 1,
  basis: 'guide',
  snoozed: null,
  ...change,
});

const missing: Partial<AlarmCell> = { coverage: 'missing', matched: [], state: null };
const row = (name: string, change: Partial<Record<RecommendedAlarmId, Partial<AlarmCell>>> = {}): AlarmRow => ({
  ref: { connection: 'c', id: name },
  name,
  region: 'eu-west-1',
  cells: recommendedAlarmIds.map((id) => cell(id, change[id])),
  others: 0,
});

const view: ConnectionView = {
  connection: { kind: 'flink', id: 'c', name: 'Production', url: 'http://127.0.0.1:1' },
  watched: true,
  state: 'live',
  error: null,
  lastGood: null,
  nextTry: null,
  clock: null,
  prompt: null,
};
const fleet = (...rows: readonly AlarmRow[]): AlarmFleet => ({ view, snapshot: { state: 'live', value: rows, at: millis(0) } });
const shown = (rows: readonly AlarmRow[], change: Partial<MatrixView>) =>
  viewedRows(matrixRows([fleet(...rows)]), { ...USUAL, ...change }).map((each) => each.row.name);

describe('what a cell shows', () => {
  it('shows what fires before what its coverage lacks', () => {
    expect(sightOf(cell('downtime', { state: 'ALARM', coverage: 'wrong' }))).toBe('alarm');
    expect(sightOf(cell('downtime', { ...missing, own: 'ALARM' }))).toBe('own-alarm');
    expect(sightOf(cell('downtime', { state: 'ALARM', own: 'ALARM' }))).toBe('alarm');
    expect(sightOf(cell('downtime', { coverage: 'wrong', state: 'INSUFFICIENT_DATA' }))).toBe('wrong');
    expect(sightOf(cell('downtime', { state: 'INSUFFICIENT_DATA' }))).toBe('no-data');
    expect(sightOf(cell('downtime', { coverage: 'unknown', own: null }))).toBe('unknown');
  });

  it('does not fire where it does not apply', () => {
    const found = cell('source-lag-kafka', { ...missing, coverage: 'not-applicable', own: 'ALARM' });
    expect([sightOf(found), isFiring(found), isGap(found)]).toEqual(['not-applicable', false, false]);
  });
});

describe('what cells come to', () => {
  it('counts neither what does not apply nor what is not known as a gap', () => {
    const cells = [
      cell('downtime'),
      cell('cpu-high', { state: 'ALARM' }),
      cell('heap-memory-high', missing),
      cell('thread-count-high', { coverage: 'wrong' }),
      cell('watermark-gap', { coverage: 'not-applicable', own: null }),
      cell('source-lag-kafka', { coverage: 'unknown', own: 'ALARM' }),
    ];
    expect(countCells(cells)).toEqual({ covered: 2, wrong: 1, missing: 1, unknown: 1, firing: 2, share: 0.5 });
  });

  it('has no share where nothing is known', () => {
    expect(countCells([cell('downtime', { coverage: 'unknown' })]).share).toBeNull();
  });
});

describe('rows', () => {
  const rows = [
    row('b10'),
    row('b9', { 'cpu-high': missing, 'heap-memory-high': { coverage: 'wrong' } }),
    row('a', { 'cpu-high': { state: 'ALARM' } }),
    row('c', { 'watermark-gap': { coverage: 'not-applicable' }, 'cpu-high': missing }),
  ];

  it('stand with what fires first, then with most gaps, then by name, numbers as numbers', () => {
    expect(shown(rows, {})).toEqual(['a', 'b9', 'c', 'b10']);
    expect(shown(rows, { sorting: 'gaps' })).toEqual(['b9', 'c', 'a', 'b10']);
    expect(shown(rows, { sorting: 'name' })).toEqual(['a', 'b9', 'b10', 'c']);
  });

  it('are filtered by name, region and connection, by what fires, by gaps', () => {
    expect(shown(rows, { text: ' B1' })).toEqual(['b10']);
    expect(shown(rows, { text: 'production' })).toHaveLength(4);
    expect(shown(rows, { show: 'firing' })).toEqual(['a']);
    expect(shown(rows, { show: 'gaps' })).toEqual(['b9', 'c']);
  });

  it('count one alarm alone where one is chosen, of those that it applies to', () => {
    expect(shown(rows, { show: 'gaps', alarm: 'heap-memory-high' })).toEqual(['b9']);
    expect(shown(rows, { alarm: 'watermark-gap' })).not.toContain('c');
  });

  it('of a source that does not answer are stale; of one that never did there are none', () => {
    const error = { kind: 'timeout', source: 'CloudWatch', message: 'm', remedy: 'r' } as const;
    const stale: AlarmFleet = { view, snapshot: { state: 'stale', value: [row('a')], at: millis(0), error } };
    const failed: AlarmFleet = { view, snapshot: { state: 'failed', error } };
    expect(matrixRows([stale, failed]).map(({ stale: old }) => old)).toEqual([true]);
  });

  it('tell why coverage is not known only where it is known of nothing', () => {
    const unknown = Object.fromEntries(
      recommendedAlarmIds.map((id) => [id, { coverage: 'unknown' as const, reason: 'It is denied.' }]),
    );
    expect(unknownReasons([row('a', unknown)])).toEqual(['It is denied.']);
    expect(unknownReasons([row('a', { ...unknown, downtime: {} })])).toEqual([]);
    expect(unknownReasons([])).toEqual([]);
  });
});

describe('keys', () => {
  const after = (key: string, ctrlKey = false) => placeAfter({ row: 5, column: 6 }, { key, ctrlKey }, 8);

  it('move by one, to the ends, by pages, and stay inside', () => {
    expect(after('ArrowLeft')).toEqual({ row: 5, column: 5 });
    expect(after('ArrowDown')).toEqual({ row: 6, column: 6 });
    expect(after('Home')).toEqual({ row: 5, column: 0 });
    expect(after('End')).toEqual({ row: 5, column: 13 });
    expect(after('Home', true)).toEqual({ row: 0, column: 0 });
    expect(after('End', true)).toEqual({ row: 7, column: 13 });
    expect(after('PageDown')).toEqual({ row: 7, column: 6 });
    expect(after('PageUp')).toEqual({ row: 0, column: 6 });
    expect(after('x')).toBeNull();
    expect(placeAfter({ row: 0, column: 13 }, { key: 'ArrowRight', ctrlKey: false }, 1)).toEqual({ row: 0, column: 13 });
  });
});
