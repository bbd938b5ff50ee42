import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartAction } from '#renderer/charts/dense/chartKeys.ts';
import { createCrosshair } from '#renderer/charts/dense/crosshair.ts';
import { envelopeOf, outliersOf } from '#renderer/charts/dense/envelope.ts';
import type { DenseLine } from '#renderer/charts/dense/lines.ts';
import { alignLines, spacingOf, valueAt } from '#renderer/charts/dense/lines.ts';
import { markersAt } from '#renderer/charts/dense/markers.ts';
import { extentOf, plotModel } from '#renderer/charts/dense/plotModel.ts';
import { tickText } from '#renderer/charts/dense/timeText.ts';
import type { Marker } from '#shared/model/history.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const line = (points: readonly (readonly [number, number | null])[], name = 'a'): DenseLine => ({
  name,
  points: points.map(([minute, value]) => [millis(minute * MINUTE), value]),
  period: MINUTE,
  spacing: millis(1.5 * MINUTE),
});
const hour = { from: millis(0), to: HOUR };
const steady = (value: number, name: string): DenseLine =>
  line(
    Array.from({ length: 60 }, (_, minute) => [minute, value]),
    name,
  );

describe('lines on one time axis', () => {
  it('break where points are missing, and not where only another line has a point', () => {
    const { at, values } = alignLines([line([[0, 1], [1, 2], [4, 3]]), line([[0.5, 7]])]); // prettier-ignore
    expect(at.map((moment) => moment / MINUTE)).toEqual([0, 0.5, 1, 2.5, 4]);
    expect(values).toEqual([
      [1, undefined, 2, null, 3],
      [undefined, 7, undefined, undefined, undefined],
    ]);
  });

  it('show points that stand alone, which as a line would not be seen', () => {
    const { lone } = alignLines([line([[0, 1], [1, null], [2, 5], [3, null], [4, 1], [5, 2]])]); // prettier-ignore
    expect(lone).toEqual([[0, 2]]);
  });

  it('lose no point, whatever their moments', () => {
    const points = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.option(fc.integer())), {
      selector: ([at]) => at,
    });
    const sorted = points.map((some) => line([...some].sort(([a], [b]) => a - b)));
    fc.assert(
      fc.property(fc.array(sorted, { minLength: 1, maxLength: 5 }), (lines) => {
        const { at, values } = alignLines(lines);
        expect(at).toEqual([...new Set(at)].sort((a, b) => a - b));
        lines.forEach(({ points: given }, i) => {
          for (const [moment, value] of given) expect(values[i]?.[at.indexOf(moment)]).toBe(value);
        });
      }),
    );
  });

  it('that were cut to a width are not torn apart where points were left out', () => {
    const twoWeeks = { from: millis(0), to: millis(14 * 24 * HOUR) };
    expect(spacingOf(MINUTE, true, twoWeeks, 600)).toBeGreaterThan((2 * (twoWeeks.to - twoWeeks.from)) / 600);
    expect(spacingOf(MINUTE, false, twoWeeks, 600)).toBe(1.5 * MINUTE);
  });

  it('tell their value at a moment, and none in a gap', () => {
    const { points } = line([[0, 1], [1, 2], [9, 3], [10, null]]); // prettier-ignore
    const at = (minute: number) => valueAt(points, millis(minute * MINUTE), millis(1.5 * MINUTE));
    expect([at(0.4), at(0.6), at(5), at(9), at(10)]).toEqual([1, 2, null, 3, null]);
  });
});

describe('many lines', () => {
  const threads = Array.from({ length: 64 }, (_, i) => steady(i === 17 ? 90 : 20 + (i % 3), `Subtask ${i}`));

  it('are told by their lowest, middle and highest in each period', () => {
    const { lowest, median, highest } = envelopeOf(threads, hour, MINUTE);
    expect(lowest[5]).toEqual([5 * MINUTE, 20]);
    expect(median[5]?.[1]).toBe(21);
    expect(highest[5]?.[1]).toBe(90);
    // The hour ends where nothing is yet.
    expect(highest[60]).toEqual([HOUR, null]);
  });

  it('name who does not go with the others, and nobody where all differ alike', () => {
    expect(outliersOf(threads, hour).map((outlier) => outlier.line)).toEqual([17]);
    expect(outliersOf(threads.map((_, i) => steady(i, String(i))), hour)).toEqual([]); // prettier-ignore
    expect(outliersOf([steady(1, 'a'), steady(50, 'b')], hour)).toEqual([]);
  });

  it('are drawn thin, with the envelope and the outlier over them', () => {
    const { strokes, band, columns } = plotModel(threads, [], hour, 600);
    expect(strokes.filter(({ kind }) => kind === 'thin')).toHaveLength(64);
    expect(strokes.slice(64)).toEqual([
      { kind: 'edge' },
      { kind: 'edge' },
      { kind: 'median', before: false },
      { kind: 'line', number: 1, before: false },
    ]);
    expect(band).toEqual([64, 65]);
    expect(extentOf(columns, hour)).toEqual([20, 90]);
  });

  it('are compared by their middle alone, few by each line', () => {
    expect(plotModel(threads, threads, hour, 600).strokes.filter((stroke) => stroke.kind === 'median')).toHaveLength(2);
    expect(plotModel([steady(1, 'a')], [steady(2, 'a')], hour, 600).strokes).toEqual([
      { kind: 'line', number: 0, before: false },
      { kind: 'line', number: 0, before: true },
    ]);
  });
});

describe('keys of a chart', () => {
  const press = (key: string, { crosshair = null as number | null, shift = false } = {}) =>
    chartAction(key, { range: hour, crosshair: crosshair === null ? null : millis(crosshair * MINUTE), step: MINUTE, shift });

  it('move the crosshair by periods, from the end of the range on, and not beyond it', () => {
    expect(press('ArrowLeft')).toEqual({ kind: 'crosshair', at: 59 * MINUTE });
    expect(press('ArrowLeft', { crosshair: 30, shift: true })).toEqual({ kind: 'crosshair', at: 20 * MINUTE });
    expect(press('ArrowRight', { crosshair: 60 })).toEqual({ kind: 'crosshair', at: HOUR });
  });

  it('zoom around the crosshair, pan, and go back', () => {
    expect(press('+', { crosshair: 40 })).toEqual({ kind: 'range', range: { from: 20 * MINUTE, to: 50 * MINUTE } });
    expect(press('-', { crosshair: 30 })).toEqual({ kind: 'range', range: { from: -30 * MINUTE, to: 90 * MINUTE } });
    expect(press('[')).toEqual({ kind: 'range', range: { from: -30 * MINUTE, to: 30 * MINUTE } });
    expect(press('Escape')).toEqual({ kind: 'back' });
    expect(press('x')).toBeNull();
  });
});

it('a crosshair that moves often between two frames tells its charts once, the newest place', () => {
  const frames: (() => void)[] = [];
  const crosshair = createCrosshair((task) => frames.push(task));
  const told: (number | undefined)[] = [];
  crosshair.subscribe(() => told.push(crosshair.place()?.at));
  for (const at of [1, 2, 3]) crosshair.move({ at: millis(at), by: 'pointer', chart: 'a' });
  for (const frame of frames.splice(0)) frame();
  expect(told).toEqual([3]);
  crosshair.move({ at: millis(3), by: 'pointer', chart: 'a' });
  expect(frames).toEqual([]);
});

it('an event is read where the crosshair is near its line, or anywhere within it', () => {
  const marker = (at: number, until: number | null): Marker => ({
    ref: { connection: 'a', id: 'b' },
    at: millis(at * MINUTE),
    until: until === null ? null : millis(until * MINUTE),
    kind: 'failure',
    text: `${at}`,
  });
  const at = (minute: number) =>
    markersAt([marker(10, null), marker(30, 40)], millis(minute * MINUTE), hour, 600).map(({ text }) => text);
  expect([at(10.5), at(12), at(35), at(41)]).toEqual([['10'], [], ['30'], []]);
});

it('an axis names the day at midnight', () => {
  expect([tickText(millis(Date.UTC(2026, 2, 3)), 'utc'), tickText(millis(Date.UTC(2026, 2, 3, 9, 30)), 'utc')]).toEqual(['3 Mar', '09:30']); // prettier-ignore
});
