import { describe, expect, it } from 'vitest';
import type { Attempt, RequestGate } from '#electron/clients/aws/requestGate.ts';
import { createGovernor } from '#electron/engine/governor/governor.ts';
import { rateOf } from '#electron/engine/governor/rates.ts';
import type { CountArchive, HourCount } from '#electron/history/history.ts';
import { Telemetry } from '#shared/contract/settings.ts';
import { DAY, HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { fakeClock, settle } from './fakeClock.ts';

const metrics = (units: number): Attempt => ({ service: 'monitoring', operation: 'GetMetricData', units });
const describeOne: Attempt = { service: 'kinesisanalytics', operation: 'DescribeApplication', units: 1 };
const lookup: Attempt = { service: 'cloudtrail', operation: 'LookupEvents', units: 1 };

/** Adds up what is told of an hour, as the history does. */
function archive(): CountArchive & { readonly all: HourCount[] } {
  const all: HourCount[] = [];
  return {
    all,
    add: (count) => void all.push(count),
    read: (connection, from, to) => all.filter((each) => each.connection === connection && each.hour >= from && each.hour < to),
  };
}

function setup(telemetry: Partial<Telemetry> = {}, counts = archive()) {
  const clock = fakeClock(Math.floor(1_700_000_000_000 / HOUR) * HOUR);
  const settings = { telemetry: { ...Telemetry.parse({}), ...telemetry } };
  const governor = createGovernor({ clock, telemetry: () => settings.telemetry, counts });
  const send = async (attempt: Attempt, times = 1, outcome: Parameters<RequestGate['after']>[1] = 'ok') => {
    const gate = governor.gate('prod');
    for (let i = 0; i < times; i += 1) {
      await gate.before(attempt, undefined);
      gate.after(attempt, outcome);
    }
  };
  const budget = () => {
    const [first] = governor.budget();
    if (first === undefined) throw new Error('no budget');
    return first;
  };
  const operation = (name: string) => budget().operations.find((each) => each.operation === name);
  return { clock, settings, governor, counts, send, budget, operation };
}

describe('the token bucket of an operation', () => {
  it('lets through a safe share of the published rate, one after the other', async () => {
    const { clock, governor } = setup();
    const gate = governor.gate('prod');
    const started = clock.now();
    const sent: number[] = [];
    for (let i = 0; i < 13; i += 1) void gate.before(lookup, undefined).then(() => sent.push(clock.now() - started));
    await clock.advance(10 * SECOND);
    // 60 % of two a second, after what a second lets through at once.
    expect(sent).toHaveLength(13);
    expect(sent[0]).toBe(0);
    expect(sent.filter((at) => at <= 5 * SECOND).length).toBeLessThanOrEqual(1 + 1.2 * 5 + 1);
    expect(sent.slice(2).map((at, i) => at - (sent[i + 1] ?? 0))).toEqual(
      sent.slice(2).map(() => expect.closeTo(SECOND / 1.2, -1)),
    );
  });

  it('keeps operations and connections apart, and does not hold up what has no rate', async () => {
    const { clock, governor } = setup();
    const before = clock.now();
    const [prod, test] = [governor.gate('prod'), governor.gate('test')];
    await Promise.all([prod.before(lookup, undefined), test.before(lookup, undefined)]);
    for (let i = 0; i < 500; i += 1)
      await prod.before({ service: 'logs', operation: 'ListTagsForResource', units: 1 }, undefined);
    for (let i = 0; i < 30; i += 1) await prod.before(metrics(500), undefined);
    expect(clock.now()).toBe(before);
  });

  it('rejects who gives up, and gives its turn to the next', async () => {
    const { clock, governor } = setup();
    const gate = governor.gate('prod');
    const patience = new AbortController();
    await gate.before(lookup, undefined);
    const impatient = gate.before(lookup, patience.signal);
    patience.abort(new Error('enough'));
    await expect(impatient).rejects.toThrow('enough');
    await expect(gate.before(lookup, patience.signal)).rejects.toThrow('enough');
    const started = clock.now();
    const next = gate.before(lookup, undefined).then(() => clock.now() - started);
    await clock.advance(5 * SECOND);
    expect(await next).toBeLessThanOrEqual(SECOND / 1.2 + 1);
  });

  it('allows itself 60 % of what is published, and says what is not', () => {
    expect(rateOf('monitoring', 'GetMetricData')).toEqual({ allowed: 30, published: 50 });
    expect(rateOf('kinesisanalytics', 'ListApplications')).toEqual({ allowed: 10, published: null });
    expect(rateOf('logs', 'ListTagsForResource')).toEqual({ allowed: null, published: null });
  });
});

describe('the budget', () => {
  it('counts every attempt and prices it by what is paid for', async () => {
    const { send, governor, operation, budget } = setup();
    await send(metrics(500), 3);
    await send(metrics(100), 1, 'throttled');
    await send({ service: 'monitoring', operation: 'ListMetrics', units: 1 }, 4, 'failed');
    await send({ service: 'monitoring', operation: 'ListMetrics', units: 1 }, 2, 'cancelled');
    await send(describeOne, 5);
    await send({ service: 'logs', operation: 'StartQuery', units: 1 });
    governor.gate('prod').scanned(3 * 2 ** 30);
    expect(operation('GetMetricData')).toMatchObject({
      service: 'cloudwatch',
      requests: 4,
      units: 1600,
      throttled: 1,
      published: 50,
    });
    expect(operation('GetMetricData')?.dollars).toBeCloseTo(0.016, 10);
    expect(operation('ListMetrics')).toMatchObject({ requests: 6, failed: 4 });
    expect(operation('ListMetrics')?.dollars).toBeCloseTo(0.00006, 10);
    expect(operation('DescribeApplication')).toMatchObject({ requests: 5, dollars: 0, published: null, allowed: 10 });
    expect(operation('StartQuery')).toMatchObject({ requests: 1, units: 3 * 2 ** 30 });
    expect(operation('StartQuery')?.dollars).toBeCloseTo(0.015, 10);
    expect(budget().operations.map(({ dollars }) => dollars)).toEqual(
      budget()
        .operations.map(({ dollars }) => dollars)
        .toSorted((a, b) => b - a),
    );
  });

  it('is of the last hour, and says of how long it is before that', async () => {
    const { send, clock, budget, operation } = setup();
    await send(metrics(1000));
    expect(budget()).toMatchObject({ over: MINUTE, requestsPerHour: 60 });
    await clock.advance(10 * MINUTE);
    expect(budget()).toMatchObject({ over: 10 * MINUTE, requestsPerHour: 6 });
    expect(budget().dollarsPerHour).toBeCloseTo(0.06, 10);
    await clock.advance(49 * MINUTE);
    expect(operation('GetMetricData')?.requests).toBe(1);
    await clock.advance(MINUTE);
    expect(operation('GetMetricData')).toBeUndefined();
    expect(budget()).toMatchObject({ requestsPerHour: 0, dollarsPerHour: 0, forecast: 0 });
  });

  it('forecasts a month of thirty days from the last hour, and prices by the newest settings', async () => {
    const { send, clock, budget, settings } = setup();
    for (let minute = 0; minute < 30; minute += 1) {
      await send(metrics(1000));
      await clock.advance(MINUTE);
    }
    // A thousand metrics a minute cost 60 cents an hour.
    expect(budget().forecast).toBeCloseTo(0.6 * 720, 6);
    settings.telemetry = { ...settings.telemetry, prices: { ...settings.telemetry.prices, metrics: 0.02 } };
    expect(budget().forecast).toBeCloseTo(1.2 * 720, 6);
    expect(budget().dollarsPerHour).toBeCloseTo(1.2, 6);
  });

  it('forecasts a simulator by the hours of its own time, and counts what is really sent', async () => {
    const { clock, governor, budget } = setup();
    const gate = governor.gate('prod', () => 30);
    for (let poll = 0; poll < 60; poll += 1) {
      await gate.before(metrics(1000), undefined);
      await clock.advance(2 * SECOND);
    }
    // Two real minutes are an hour of its time.
    expect(budget().dollarsPerHour).toBeCloseTo(18, 6);
    expect(budget().forecast).toBeCloseTo(0.6 * 720, 6);
  });

  it('counts what queries of the user cost once a month, not every hour of it; over restarts', async () => {
    const { clock, governor, counts, budget } = setup();
    governor.gate('prod').scanned(200 * 2 ** 30);
    expect(budget().forecast).toBeCloseTo(1, 10);
    await clock.advance(3 * HOUR);
    expect(budget()).toMatchObject({ dollarsPerHour: 0 });
    expect(budget().forecast).toBeCloseTo(1, 10);
    governor.close();
    const again = setup({}, counts);
    again.governor.gate('prod');
    await again.clock.advance(3 * HOUR);
    expect(again.budget().forecast).toBeCloseTo(1, 10);
  });

  it('is told at most once a second, and not after it was closed', async () => {
    const { clock, governor, send } = setup();
    let told = 0;
    governor.onChange(() => (told += 1));
    await send(metrics(1), 20);
    await clock.advance(100);
    expect(told).toBe(1);
    await send(metrics(1), 5);
    await clock.advance(2 * SECOND);
    expect(told).toBe(2);
    governor.close();
    await send(metrics(1), 5);
    await clock.advance(2 * SECOND);
    expect(told).toBe(2);
    expect(clock.sleeping()).toBe(0);
  });

  it('keeps the counts by the hour, each once', async () => {
    const { clock, governor, send, counts } = setup();
    await send(metrics(500), 2);
    await clock.advance(59 * MINUTE);
    await send(metrics(500));
    await clock.advance(2 * MINUTE);
    await send(metrics(100));
    governor.close();
    const byHour = new Map<number, number>();
    for (const { hour, units } of counts.all) byHour.set(hour, (byHour.get(hour) ?? 0) + units);
    expect([...byHour.values()]).toEqual([1500, 100]);
    expect(new Set(counts.all.map(({ service, operation, connection }) => `${connection} ${service} ${operation}`))).toEqual(
      new Set(['prod cloudwatch GetMetricData']),
    );
  });

  it('tells what each day has cost, over restarts of the app', async () => {
    const { clock, governor, send, counts } = setup();
    await send(metrics(1000), 2);
    await clock.advance(2 * DAY);
    await send(metrics(1000));
    governor.close();
    const again = setup({}, counts);
    await again.clock.advance(2 * DAY + HOUR);
    await again.send(metrics(500));
    await again.send(describeOne);
    const [today, before] = again.budget().days;
    expect(again.budget().days).toHaveLength(2);
    expect(today).toMatchObject({ requests: 3, dollars: expect.closeTo(0.015, 10) });
    expect(before).toMatchObject({ requests: 2, dollars: expect.closeTo(0.02, 10) });
    expect((today?.day ?? 0) - (before?.day ?? 0)).toBe(2 * DAY);
    await again.clock.advance(MINUTE);
    expect(again.budget().days[0]?.requests).toBe(3);
  });

  it('forgets a connection that is no longer watched', async () => {
    const { governor, send, counts } = setup();
    await send(metrics(10));
    governor.forget('prod');
    expect(governor.budget()).toEqual([]);
    expect(counts.all).toHaveLength(1);
  });

  it('forgets the days when what is kept is cleared, and counts on', async () => {
    const { clock, governor, counts, send, budget } = setup();
    await send(metrics(500));
    governor.budget();
    await clock.advance(DAY);
    await send(metrics(500));
    expect(budget().days).toHaveLength(2);
    counts.all.splice(0);
    governor.forgetHours('other');
    expect(budget().days).toHaveLength(2);
    governor.forgetHours('prod');
    expect(budget().days).toEqual([]);
    await send(metrics(500));
    expect(budget().days).toMatchObject([{ requests: 1 }]);
    governor.forgetHours(null);
    expect(budget().days).toEqual([]);
  });
});

describe('the cap', () => {
  /** Polls 1000 metrics, natively once a minute, as slowly as the governor asks. */
  async function poll(scene: ReturnType<typeof setup>, duration: number) {
    const end = scene.clock.now() + duration;
    while (scene.clock.now() < end) {
      await scene.send(metrics(1000));
      const every = millis(MINUTE * scene.governor.slowdown('prod'));
      scene.governor.metricsEvery('prod', every);
      // As a loop does, which is told of a cap that is lifted while it rests.
      let rested = 0;
      while (rested < MINUTE * scene.governor.slowdown('prod') && scene.clock.now() < end) {
        await scene.clock.advance(15 * SECOND);
        rested += 15 * SECOND;
      }
    }
  }

  it('is kept by slowing down: the forecast meets it, and so does what is spent', async () => {
    // Natively 432 dollars a month.
    const scene = setup({ monthlyCap: 108 });
    await poll(scene, 3 * HOUR);
    expect(scene.budget().slowdown).toBeCloseTo(4, 0);
    expect(scene.budget().forecast).toBeLessThanOrEqual(108 * 1.02);
    expect(scene.budget().dollarsPerHour * 720).toBeGreaterThan(108 * 0.85);
    expect(scene.budget().dollarsPerHour * 720).toBeLessThan(108 * 1.15);
    expect(scene.budget().metricsEvery).toBeGreaterThan(3.5 * MINUTE);
  });

  it('moves smoothly, and never below the native rate', async () => {
    const { clock, governor, send } = setup({ monthlyCap: 43.2 });
    await send(metrics(1000));
    let before = 1;
    for (let i = 0; i < 12; i += 1) {
      await clock.advance(5 * SECOND);
      const now = governor.slowdown('prod');
      // Half of the way to ten, as a ratio.
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now / before).toBeLessThanOrEqual(Math.sqrt(10));
      before = now;
    }
    expect(before).toBeCloseTo(10, 0);
  });

  it('is no reason to slow down below it', async () => {
    const scene = setup({ monthlyCap: 1000 });
    await poll(scene, HOUR);
    expect(scene.budget()).toMatchObject({ slowdown: 1, cap: 1000 });
  });

  it('lets go at once when it is lifted', async () => {
    const scene = setup({ monthlyCap: 43.2 });
    await poll(scene, 2 * HOUR);
    expect(scene.governor.slowdown('prod')).toBeGreaterThan(5);
    scene.settings.telemetry = { ...scene.settings.telemetry, monthlyCap: null };
    expect(scene.governor.slowdown('prod')).toBe(1);
    await poll(scene, 90 * MINUTE);
    expect(scene.budget().forecast).toBeCloseTo(432, -1);
  });

  it('leaves to the polls what queries of the user have not used up', async () => {
    const scene = setup({ monthlyCap: 108 });
    // Half of the cap.
    scene.governor.gate('prod').scanned((54 / 0.005) * 2 ** 30);
    await poll(scene, 4 * HOUR);
    expect(scene.budget().slowdown).toBeGreaterThan(7);
    expect(scene.budget().slowdown).toBeLessThan(9);
    expect(scene.budget().forecast).toBeLessThanOrEqual(108 * 1.02);
  });

  it('that is too low even for the slowest says so by its forecast', async () => {
    const scene = setup({ monthlyCap: 0 });
    await poll(scene, 12 * HOUR);
    expect(scene.budget().slowdown).toBe(144);
    expect(scene.budget().forecast).toBeGreaterThan(0);
  });

  it('is of no consequence for a connection that nobody has asked anything', async () => {
    const { governor } = setup({ monthlyCap: 1 });
    await settle();
    expect(governor.slowdown('other')).toBe(1);
  });
});
