import { describe, expect, it } from 'vitest';
import { jobOf, lonely, rateInto, vertexOf, worldOf, worst } from '#test/support/worlds.ts';

const before = ['Source: orders', 'Join customers', 'Look up prices'];
const SINK = 'warehouse: Writer';

describe('a sink that takes half of what comes', () => {
  it('is busy all the time, and every vertex before it is held back', () => {
    const orders = lonely('orders-enrichment');
    orders.break('sink-bottleneck');
    orders.pass(10);
    const sink = vertexOf(orders.application, SINK);
    expect(worst(sink, 'busy')).toBeGreaterThan(980);
    expect(worst(sink, 'backpressured')).toBe(0);
    for (const name of before) {
      const vertex = vertexOf(orders.application, name);
      expect(worst(vertex, 'backpressured'), name).toBeGreaterThan(500);
      expect(worst(vertex, 'busy'), name).toBeLessThan(400);
    }
  });

  it('halves the throughput and lets the lag grow minute by minute', () => {
    const orders = lonely('orders-enrichment');
    const healthy = rateInto(vertexOf(orders.application, SINK));
    orders.break('sink-bottleneck');
    orders.pass(3);
    expect(rateInto(vertexOf(orders.application, SINK)) / healthy).toBeCloseTo(0.5, 1);
    const lags: number[] = [];
    for (let i = 0; i < 8; i++) {
      orders.pass(1);
      lags.push(orders.minute('records_lag_max', { Flow: 'Input', Topic: 'orders.v2' })?.maximum ?? NaN);
    }
    for (let i = 1; i < lags.length; i++) expect(lags[i]).toBeGreaterThan(lags[i - 1] ?? Infinity);
  });

  it('makes barriers wait behind the records: checkpoints take long because they start late', () => {
    const orders = lonely('orders-enrichment');
    const healthy = jobOf(orders.application).checkpoints.history.find(({ status }) => status === 'COMPLETED');
    orders.break('sink-bottleneck');
    orders.pass(8);
    const slow = jobOf(orders.application).checkpoints.history.find(({ status }) => status === 'COMPLETED');
    expect(healthy?.duration).toBeLessThan(2_000);
    expect(slow?.duration).toBeGreaterThan(15_000);
    const acknowledged = slow?.subtasks[vertexOf(orders.application, SINK).id]?.[0];
    expect(acknowledged?.startDelay).toBeGreaterThan(10_000);
    expect(acknowledged?.startDelay).toBeGreaterThan((acknowledged?.sync ?? 0) + (acknowledged?.async ?? 0));
  });

  it('is told in the log with the target’s own words', () => {
    const lake = lonely('iot-rollup-s3');
    lake.break('sink-bottleneck');
    lake.pass(10);
    const records = lake.world.home.logs('iot-rollup-s3', lake.application.created, lake.world.now).map(({ message }) => message);
    expect(records.filter((message) => message.includes('SlowDown')).length).toBeGreaterThan(3);
  });

  it('is worse the more severe it is', () => {
    const throughput = (['mild', 'clear', 'severe'] as const).map((severity) => {
      const orders = lonely('orders-enrichment');
      orders.break('sink-bottleneck', severity);
      orders.pass(6);
      return rateInto(vertexOf(orders.application, SINK));
    });
    const [mild = 0, clear = 0, severe = 0] = throughput;
    expect(mild).toBeGreaterThan(clear * 1.3);
    expect(clear).toBeGreaterThan(severe * 1.6);
  });

  it('works its backlog off once it is well again', () => {
    const orders = lonely('orders-enrichment');
    orders.pass(1);
    const lag = () => orders.minute('records_lag_max', { Flow: 'Input', Topic: 'orders.v2' })?.maximum ?? NaN;
    const healthy = lag();
    orders.break('sink-bottleneck');
    orders.pass(15);
    expect(lag()).toBeGreaterThan(20_000);
    orders.repair('sink-bottleneck');
    orders.pass(2);
    expect(rateInto(vertexOf(orders.application, SINK))).toBeGreaterThan(4_000);
    orders.pass(14);
    expect(lag()).toBeLessThan(2 * healthy + 100);
    for (const { name } of jobOf(orders.application).vertices) {
      expect(worst(vertexOf(orders.application, name), 'backpressured'), name).toBeLessThan(60);
    }
  });

  it('has been so for forty minutes when the demonstration opens', () => {
    const application = worldOf('demo').applications.find(({ name }) => name === 'orders-enrichment');
    if (application === undefined) throw new Error('no orders');
    expect(worst(vertexOf(application, SINK), 'busy')).toBeGreaterThan(980);
    expect(worst(vertexOf(application, 'Look up prices'), 'backpressured')).toBeGreaterThan(500);
  });
});
