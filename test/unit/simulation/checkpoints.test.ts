import { describe, expect, it } from 'vitest';
import type { SimulatedCheckpoint } from '#shared/simulation/types.ts';
import { STEP } from '#shared/simulation/types.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { jobOf, lonely } from '#test/support/worlds.ts';

const endToEnd = ({ subtasks }: SimulatedCheckpoint): number[] =>
  Object.values(subtasks)
    .flat()
    .map((each) => (each === null ? NaN : each.startDelay + each.alignment + each.sync + each.async));

describe('checkpoints', () => {
  it('are triggered an interval apart, one at a time, with ten remembered, newest first', () => {
    const { application } = lonely('ticker-counts');
    const { history, completed } = jobOf(application).checkpoints;
    expect(history).toHaveLength(10);
    expect(completed).toBeGreaterThan(59);
    for (let i = 1; i < history.length; i++) {
      const [newer, older] = [history[i - 1], history[i]];
      expect((newer?.id ?? 0) - (older?.id ?? 0)).toBe(1);
      expect((newer?.triggered ?? 0) - (older?.triggered ?? 0)).toBe(MINUTE);
    }
  });

  it('wait for the pause after one that took longer than the interval', () => {
    const orders = lonely('orders-enrichment');
    orders.break('sink-bottleneck', 'severe');
    orders.pass(20);
    const { history } = jobOf(orders.application).checkpoints;
    const done = history.filter(({ status }) => status === 'COMPLETED');
    expect(done.length).toBeGreaterThan(2);
    for (let i = 1; i < history.length; i++) {
      const before = history[i];
      const ended = (before?.triggered ?? 0) + (before?.duration ?? 0);
      expect(history[i - 1]?.triggered).toBeGreaterThanOrEqual(ended + 5 * SECOND);
    }
  });

  it('take as long as their slowest subtask, whose phases add up', () => {
    const { application } = lonely('iot-rollup-s3');
    for (const checkpoint of jobOf(application).checkpoints.history) {
      if (checkpoint.status !== 'COMPLETED') continue;
      const slowest = Math.max(...endToEnd(checkpoint));
      expect(checkpoint.duration).toBeGreaterThanOrEqual(slowest);
      expect(checkpoint.duration).toBeLessThan(slowest + 100);
    }
  });

  it('write what changed, not the whole state', () => {
    const [last] = jobOf(lonely('recommendation-features').application).checkpoints.history.filter(
      ({ status }) => status === 'COMPLETED',
    );
    expect(last?.checkpointedSize).toBeGreaterThan(1e6);
    expect(last?.checkpointedSize).toBeLessThan((last?.stateSize ?? 0) / 10);
  });

  it('are seen in progress, acknowledged subtask by subtask', () => {
    const orders = lonely('orders-enrichment');
    orders.break('sink-bottleneck');
    orders.pass(6);
    const acknowledged: number[] = [];
    let of: number | undefined;
    for (let i = 0; i < 12; i++) {
      const [newest] = jobOf(orders.application).checkpoints.history;
      if (newest?.status === 'IN_PROGRESS' && (of ?? newest.id) === newest.id) {
        of = newest.id;
        acknowledged.push(endToEnd(newest).filter((each) => !Number.isNaN(each)).length);
      }
      orders.world.advanceTo(millis(orders.world.now + STEP));
    }
    expect(acknowledged.length).toBeGreaterThan(1);
    expect(acknowledged).toEqual([...acknowledged].sort((a, b) => a - b));
    expect(acknowledged[0]).toBeLessThan(acknowledged.at(-1) ?? 0);
  });

  it('are not taken where they are switched off', () => {
    expect(lonely('stock-notebook').application.jobs.map(({ checkpoints }) => checkpoints)).toMatchObject([
      { completed: 0, failed: 0, history: [] },
      { completed: 0, failed: 0, history: [] },
    ]);
  });
});
