import { describe, expect, it } from 'vitest';
import { checkpointOf, history, jobWith } from '#test/e2e/checkpointsScript.ts';
import { NOW } from '#test/e2e/scriptedFleet.ts';
import { isOfSort, nameIn, nameText, rowsOf } from '#renderer/features/checkpoints/rows.ts';
import { drawTrend, figures, nearest } from '#renderer/features/checkpoints/trendModel.ts';
import { rangeBefore } from '#renderer/features/checkpoints/trendSpans.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';

const kept = history.map((checkpoint) => ({ job: jobWith().id, checkpoint }));

describe('the history of checkpoints', () => {
  it('has what Flink has and what is kept once each, newest first', () => {
    const rows = rowsOf(jobWith(), kept, null);
    expect(rows.map(({ name }) => name.id)).toEqual(history.map(({ id }) => id));
    expect(rows.filter(({ live }) => live)).toHaveLength(10);
    expect(rows.every(({ name }) => name.job === null)).toBe(true);
    expect(rows.filter((row) => isOfSort(row, 'failed')).map(({ name }) => name.id)).toEqual([812]);
    expect(rows.filter((row) => isOfSort(row, 'savepoints')).map(({ name }) => name.id)).toEqual([811]);
  });

  it('tells the same number of another job apart, in the address as well', () => {
    const older = { job: 'other@job', checkpoint: checkpointOf(813, HOUR) };
    const rows = rowsOf(jobWith(), [...kept, older], null);
    const names = rows.filter(({ name }) => name.id === 813).map(({ name }) => nameText(name));
    expect(names).toEqual(['813', '813@other@job']);
    expect(names.map(nameIn)).toEqual([
      { id: 813, job: null },
      { id: 813, job: 'other@job' },
    ]);
    expect([nameIn(null), nameIn('x'), nameIn('12x')]).toEqual([null, null, null]);
  });

  it('at a past moment has nothing later, and what was in progress then is', () => {
    const moment = millis(NOW - 5 * MINUTE);
    const rows = rowsOf(null, kept, moment);
    expect(rows[0]).toMatchObject({ name: { id: 812 }, checkpoint: { status: 'IN_PROGRESS', duration: null, failure: null } });
    expect(rows[1]).toMatchObject({ name: { id: 811 }, checkpoint: { status: 'COMPLETED' } });
  });

  it('is drawn with failed ones apart from the line, which is broken where another job begins', () => {
    const other = { job: 'before', checkpoint: checkpointOf(5, 40 * MINUTE) };
    const rows = rowsOf(jobWith(), [...kept, other], null);
    const [duration] = figures;
    if (duration === undefined) throw new Error('no figure');
    const range = { from: millis(NOW - HOUR), to: NOW };
    const { points, path, yOf } = drawTrend(rows, duration, range, { width: 600, height: 100, above: 0 });
    // One in progress has no duration yet.
    expect(points).toHaveLength(30);
    expect(points.filter(({ failed }) => failed).map(({ row }) => row.name.id)).toEqual([812]);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(points.every(({ x, y }) => x >= 0 && x <= 600 && y >= 0 && y <= 100)).toBe(true);
    expect(yOf(0)).toBe(100);
    expect(nearest(points, 599)?.row.name.id).toBe(813);
    expect(nearest([], 5)).toBeNull();
  });

  it('moves on in steps, so that it is read once a step', () => {
    const ranges = Array.from({ length: 25 }, (_, i) => rangeBefore(millis(NOW + i * SECOND), '6h'));
    expect(new Set(ranges.map(({ to }) => to)).size).toBeLessThanOrEqual(2);
    expect(ranges.every(({ from, to }, i) => to - from === 6 * HOUR && to >= NOW + i * SECOND)).toBe(true);
  });
});
