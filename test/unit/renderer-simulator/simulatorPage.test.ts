import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canUndo, withDone } from '#renderer/features/simulator/done.ts';
import type { Done } from '#renderer/features/simulator/done.ts';
import { SLIDER, sliderOf, speedOf } from '#renderer/features/simulator/speed.ts';
import { wholeNumber } from '#renderer/features/simulator/wholeNumber.ts';
import type { SimulatorView } from '#shared/simulation/control.ts';
import { millis } from '#shared/units/units.ts';

describe('the slider of the speed', () => {
  it('goes from real time to a thousand times that', () => {
    expect([SLIDER.min, 100, 200, SLIDER.max].map(speedOf)).toEqual([1, 10, 100, 1000]);
    expect([1, 10, 100, 1000].map(sliderOf)).toEqual([0, 100, 200, 300]);
  });

  it('never goes back when it is dragged on, and has two digits', () => {
    fc.assert(
      fc.property(fc.integer({ ...SLIDER, max: SLIDER.max - 1 }), (at) => {
        expect(speedOf(at + 1)).toBeGreaterThanOrEqual(speedOf(at));
        expect(String(speedOf(at)).replace(/0+$/, '').length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('stands where a speed is that somebody else has set', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (speed) => {
        expect(Math.abs(speedOf(sliderOf(speed)) - speed) / speed).toBeLessThan(0.06);
      }),
    );
  });
});

describe('what was done', () => {
  const fault = { id: 'a', kind: 'data-skew', application: 'x', where: null, severity: 'mild', since: millis(0) } as const;
  const disturbed = { service: 'logs', kind: 'latency', severity: 'mild', application: null } as const;
  const view = (change: Partial<SimulatorView>): SimulatorView => ({
    scenario: 'demo',
    seed: 1,
    world: 1,
    applications: 1,
    region: 'r',
    regions: ['r'],
    accountId: '1',
    now: millis(0),
    speed: 1,
    paused: false,
    jumpingTo: null,
    starting: null,
    faults: [],
    network: [],
    ...change,
  });
  const entry = (undo: Done['undo']): Done => ({ key: 1, at: millis(0), world: 1, words: 'w', undo });

  it('is kept newest first, and does not grow without end', () => {
    let done: readonly Done[] = [];
    for (let i = 0; i < 150; i++) done = withDone(done, { at: millis(i), world: 1, words: String(i), undo: null });
    expect(done).toHaveLength(100);
    expect(done[0]?.words).toBe('149');
    expect(new Set(done.map(({ key }) => key)).size).toBe(100);
  });

  it('can be taken back while it holds, in the world that it was done to', () => {
    const switched = entry({ kind: 'fault', fault });
    expect(canUndo(switched, view({ faults: [fault] }))).toBe(true);
    expect(canUndo(switched, view({ faults: [] }))).toBe(false);
    expect(canUndo(switched, view({ world: 2, faults: [fault] }))).toBe(false);
    const network = entry({ kind: 'network', fault: disturbed });
    expect(canUndo(network, view({ world: 2, network: [disturbed] }))).toBe(true);
    expect(canUndo(network, view({ network: [{ ...disturbed, service: 'sts' }] }))).toBe(false);
    expect(canUndo(entry(null), view({}))).toBe(false);
  });
});

it('reads whole numbers of a range and nothing else', () => {
  expect(wholeNumber(' 42 ', 1, 500)).toBe(42);
  for (const text of ['', '0', '501', '1.5', '-1', '1e2', 'x', '9'.repeat(30)]) expect(wholeNumber(text, 1, 500)).toBeNull();
});
