import { describe, expect, it } from 'vitest';
import { attention, incidents } from '#electron/engine/attention.ts';
import { coarsest, subjectOf } from '#electron/engine/aws/discovery.ts';
import type { AttentiveLoop } from '#electron/engine/attentiveLoops.ts';
import { attentiveLoop } from '#electron/engine/attentiveLoops.ts';
import { cadences } from '#electron/engine/cadence.ts';
import { coalesced } from '#electron/engine/coalesce.ts';
import { connectionMonitor } from '#electron/engine/connectionMonitor.ts';
import { largest, onGrid, rangeOf } from '#electron/engine/grid.ts';
import { realTime, toldTime } from '#electron/engine/sourceClock.ts';
import type { ApplicationSummary, Health } from '#shared/model/application.ts';
import type { ConnectionClock } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { fakeClock } from './fakeClock.ts';

const error = (kind: SourceError['kind']): SourceError => ({ kind, source: 's', message: 'm', remedy: 'r' });

describe('connectionMonitor', () => {
  function setup() {
    const clock = fakeClock(1_000);
    const changes: string[] = [];
    const monitor = connectionMonitor(
      clock,
      () => null,
      () => changes.push(monitor.state().state),
    );
    return { clock, monitor, changes };
  }

  it('goes from connecting to live, and tells each change', () => {
    const { monitor, changes } = setup();
    expect(monitor.state().state).toBe('connecting');
    monitor.report('list', ok(1), millis(2_000), true);
    expect(changes).toEqual(['live']);
    monitor.report('list', ok(1), millis(2_000), true);
    expect(changes).toEqual(['live']);
  });

  it('is down without what is essential, degraded without the rest', () => {
    const { monitor } = setup();
    monitor.report('list', ok(1), millis(2_000), true);
    monitor.report('metrics', failed(error('throttled')), millis(9_000));
    expect(monitor.state()).toMatchObject({ state: 'degraded', error: { kind: 'throttled' }, nextTry: 9_000 });
    monitor.report('list', failed(error('unreachable')), millis(5_000), true);
    expect(monitor.state()).toMatchObject({ state: 'down', error: { kind: 'unreachable' }, nextTry: 5_000, lastGood: 1_000 });
  });

  it('keeps an error until the same collector succeeds again', async () => {
    const { monitor, clock } = setup();
    monitor.report('list', ok(1), millis(2_000), true);
    monitor.report('metrics', failed(error('timeout')), millis(9_000));
    await clock.advance(500);
    monitor.report('list', ok(1), millis(2_000), true);
    expect(monitor.state()).toMatchObject({ state: 'degraded', lastGood: 1_500 });
    monitor.report('metrics', ok(1), millis(9_000));
    expect(monitor.state()).toMatchObject({ state: 'live', error: null, nextTry: null });
  });

  it('is not degraded by one of many, which is told beside it', () => {
    const { monitor } = setup();
    monitor.report('list', ok(1), millis(2_000), true);
    monitor.report('Lines of orders', failed(error('not-found')), millis(9_000), false, { detail: true });
    expect(monitor.state()).toMatchObject({ state: 'live', error: null, nextTry: null });
    expect(monitor.views()[1]).toMatchObject({ name: 'Lines of orders', state: 'failing', error: { kind: 'not-found' } });
  });

  it('counts a poll that asked nobody neither as an answer nor as a failure', async () => {
    const { monitor, clock } = setup();
    monitor.report('list', ok(1), millis(2_000), true);
    monitor.report('lines', ok(1), millis(2_000));
    await clock.advance(60_000);
    monitor.report('list', failed(error('unreachable')), millis(70_000), true);
    monitor.idle('lines', millis(120_000));
    monitor.idle('descriptions', millis(120_000));
    expect(monitor.state()).toMatchObject({ state: 'down', lastGood: 1_000 });
    expect(monitor.views().slice(1)).toMatchObject([
      { name: 'lines', state: 'good', lastGood: 1_000, nextTry: 120_000, every: 59_000 },
      { name: 'descriptions', state: 'waiting', lastGood: null, nextTry: 120_000 },
    ]);
  });

  it('is not in trouble for what failed before and has nobody to ask any more, which is still told', () => {
    const { monitor } = setup();
    monitor.report('list', ok(1), millis(2_000), true);
    monitor.report('lines', failed(error('access-denied')), millis(2_000));
    monitor.idle('lines', millis(3_000));
    expect(monitor.state()).toMatchObject({ state: 'live', error: null });
    expect(monitor.views()[1]).toMatchObject({ state: 'failing', error: { kind: 'access-denied' }, failures: 1 });
    monitor.report('lines', failed(error('access-denied')), millis(4_000));
    expect(monitor.state()).toMatchObject({ state: 'degraded' });
  });

  it('is tried again when what it shows is, not when something else is overdue', async () => {
    const { monitor, clock } = setup();
    monitor.report('metrics', failed(error('timeout')), millis(2_000));
    monitor.report('list', failed(error('unreachable')), millis(31_000), true);
    monitor.report('alarms', failed(error('timeout')), millis(61_000));
    await clock.advance(10_000);
    expect(monitor.state().nextTry).toBe(31_000);
    await clock.advance(25_000);
    expect(monitor.state().nextTry).toBe(61_000);
    await clock.advance(60_000);
    expect(monitor.state().nextTry).toBe(31_000);
  });

  it('has one cause while what everything goes through fails, whatever else fails later', async () => {
    const { monitor, clock } = setup();
    monitor.report('control', failed(error('unexpected')), millis(5_000), true, { first: true });
    await clock.advance(1_000);
    monitor.report('eu-west-1 Applications', failed(error('unreachable')), millis(9_000), true);
    expect(monitor.state()).toMatchObject({ state: 'down', error: { kind: 'unexpected' }, nextTry: 5_000 });
    monitor.report('control', ok(1), millis(5_000), true, { first: true });
    expect(monitor.state()).toMatchObject({ error: { kind: 'unreachable' } });
  });

  it('forgets a collector that is no longer needed', () => {
    const { monitor } = setup();
    monitor.report('list', ok(1), millis(2_000), true);
    monitor.report('job', failed(error('timeout')), millis(9_000));
    monitor.retire('job');
    expect(monitor.state().state).toBe('live');
  });
});

describe('the views of the collectors', () => {
  function setup() {
    const clock = fakeClock(10_000);
    let told = 0;
    const owner = { connection: 'prod', place: 'eu-west-1' };
    const monitor = connectionMonitor(
      clock,
      () => null,
      () => (told += 1),
      owner,
    );
    return { clock, monitor, told: () => told };
  }

  it('say how old the last good answer is, what failed since, how often, and when it is tried again', async () => {
    const { clock, monitor } = setup();
    monitor.report('jobs', ok(1), millis(70_000));
    expect(monitor.views()).toEqual([
      {
        connection: 'prod',
        name: 'Jobs of the cluster',
        place: 'eu-west-1',
        state: 'good',
        lastGood: 10_000,
        error: null,
        failures: 0,
        nextTry: 70_000,
        every: 60_000,
      },
    ]);
    await clock.advance(60_000);
    monitor.report('jobs', failed(error('timeout')), millis(190_000));
    monitor.report('jobs', failed(error('throttled')), millis(310_000));
    expect(monitor.views()).toMatchObject([
      { state: 'failing', lastGood: 10_000, error: { kind: 'throttled' }, failures: 2, nextTry: 310_000, every: 240_000 },
    ]);
    monitor.report('jobs', ok(1), millis(130_000));
    expect(monitor.views()).toMatchObject([{ state: 'good', lastGood: 70_000, error: null, failures: 0 }]);
  });

  it('wait from when their collector begins until it has answered or failed', () => {
    const { monitor, told } = setup();
    monitor.expect('Activity of orders', { place: 'us-east-1', detail: true });
    expect(told()).toBe(0);
    expect(monitor.state().state).toBe('connecting');
    expect(monitor.views()).toMatchObject([
      { name: 'Activity of orders', place: 'us-east-1', state: 'waiting', lastGood: null, nextTry: null, every: null },
    ]);
    monitor.report('Activity of orders', ok(1), millis(20_000));
    monitor.expect('Activity of orders');
    expect(monitor.views()).toMatchObject([{ state: 'good', nextTry: 20_000 }]);
  });

  it('come with what the connection needs first and the many of a kind last', () => {
    const { monitor } = setup();
    for (const name of ['Job of b', 'Job of a']) monitor.report(name, ok(1), millis(20_000), false, { detail: true });
    monitor.report('Metrics', ok(1), millis(20_000));
    monitor.report('Alarms', ok(1), millis(20_000));
    monitor.report('Applications', ok(1), millis(20_000), true);
    expect(monitor.views().map(({ name }) => name)).toEqual(['Applications', 'Metrics', 'Alarms', 'Job of a', 'Job of b']);
  });

  it('have the names and places that they are told, and go with their collector', () => {
    const { monitor } = setup();
    monitor.report('us-east-1 job|arn', ok(1), millis(20_000), false, { name: 'Job of orders', place: 'us-east-1' });
    monitor.report('Alarms', ok(1), millis(20_000));
    expect(monitor.views()).toMatchObject([
      { name: 'Job of orders', place: 'us-east-1' },
      { name: 'Alarms', place: 'eu-west-1' },
    ]);
    monitor.retire('Alarms');
    expect(monitor.views()).toHaveLength(1);
  });

  it('are told at once when anything but a time is another, times once a second', async () => {
    const { clock, monitor, told } = setup();
    monitor.report('metrics', ok(1), millis(20_000));
    expect(told()).toBe(1);
    for (let i = 0; i < 10; i += 1) {
      await clock.advance(50);
      monitor.report('metrics', ok(1), millis(20_000 + i));
    }
    expect(told()).toBe(1);
    monitor.report('alarms', failed(error('access-denied')), millis(20_000));
    expect(told()).toBe(2);
    monitor.report('alarms', failed(error('access-denied')), millis(20_000));
    expect(told()).toBe(3);
    await clock.advance(600);
    monitor.report('metrics', ok(1), millis(20_000));
    monitor.report('metrics', ok(1), millis(20_000));
    expect(told()).toBe(3);
    await clock.advance(1_000);
    monitor.report('metrics', ok(1), millis(20_000));
    expect(told()).toBe(4);
  });

  it('carry the question for a code of an MFA device', () => {
    const { monitor, told } = setup();
    monitor.setPrompt('arn:aws:iam::1:mfa/me');
    expect(monitor.state().prompt).toEqual({ kind: 'mfa', device: 'arn:aws:iam::1:mfa/me' });
    expect(told()).toBe(1);
    monitor.setPrompt(null);
    expect(monitor.state().prompt).toBeNull();
    expect(told()).toBe(2);
  });
});

describe('incidents', () => {
  it('are the applications that are critical or warn', () => {
    const row = (id: string, level: Health['level']) => ({ ref: { connection: 'c', id }, health: { level, reasons: [] } });
    let fleet: Snapshot<readonly ApplicationSummary[]> = { state: 'waiting' };
    const sick = incidents(() => fleet);
    expect(sick()).toBe(false);
    const value = [row('a', 'critical'), row('b', 'ok'), row('c', 'warning'), row('d', 'unknown')] as never;
    fleet = { state: 'live', value, at: millis(1) };
    expect([sick(), sick('a'), sick('b'), sick('c'), sick('d')]).toEqual([true, true, false, true, false]);
    fleet = { state: 'live', value: [], at: millis(2) };
    expect([sick(), sick('a')]).toEqual([false, false]);
  });
});

describe('attentive loops', () => {
  function setup() {
    const clock = fakeClock();
    const started = clock.now();
    const abort = new AbortController();
    const begin = (loop: Partial<AttentiveLoop<number>> & { readonly key: string }) => {
      const polls: number[] = [];
      const attentive = { time: realTime(clock), context: { clock, log: () => undefined }, longest: () => millis(5 * MINUTE) };
      const poll = () => {
        polls.push(clock.now() - started);
        return Promise.resolve(ok(1));
      };
      const base = { cadence: cadences.fleetMetrics, attended: () => true, poll, report: () => undefined };
      attentiveLoop(attentive, { ...base, ...loop }, abort.signal);
      return polls;
    };
    return { clock, begin };
  }

  it('of what is paid for pause longer as the cap asks, and less soon after it is lifted', async () => {
    const { clock, begin } = setup();
    let slowdown = 4;
    const polls = begin({ key: 'metrics', slowdown: () => slowdown });
    await clock.advance(10 * MINUTE);
    expect(polls).toEqual([0, 4 * MINUTE, 8 * MINUTE]);
    slowdown = 1;
    await clock.advance(MINUTE);
    expect(polls.slice(3)).toEqual([10 * MINUTE + 15 * SECOND]);
  });

  it('come at their native rate soon after an incident begins', async () => {
    const { clock, begin } = setup();
    let sick = false;
    const polls = begin({ key: 'metrics', attended: () => sick });
    await clock.advance(2 * MINUTE);
    expect(polls).toEqual([0]);
    sick = true;
    await clock.advance(3 * MINUTE);
    expect(polls.slice(1)).toEqual([2, 3, 4].map((minute) => minute * MINUTE + 15 * SECOND));
  });

  it('of many things begin one after the other, but at once for what is looked at', async () => {
    const { clock, begin } = setup();
    const keys = Array.from({ length: 60 }, (_, i) => `activity|app-${i}`);
    const rest = keys.map((key) => begin({ key, spread: 'start', attended: () => false }));
    const looked = begin({ key: 'activity|looked-at', spread: 'start' });
    await clock.advance(0);
    expect(looked).toEqual([0]);
    await clock.advance(10 * MINUTE);
    const firsts = rest.map(([first = -1]) => first);
    for (let minute = 0; minute < 5; minute += 1) {
      const inMinute = firsts.filter((at) => at >= minute * MINUTE && at < (minute + 1) * MINUTE);
      expect(inMinute.length, `minute ${minute}`).toBeGreaterThan(4);
      expect(inMinute.length, `minute ${minute}`).toBeLessThan(25);
    }
  });

  it('can begin at once and spread from the second poll on', async () => {
    const { clock, begin } = setup();
    const rest = Array.from({ length: 40 }, (_, i) => begin({ key: `job|${i}`, spread: 'pause', attended: () => false }));
    await clock.advance(11 * MINUTE);
    expect(rest.every(([first]) => first === 0)).toBe(true);
    const seconds = rest.map(([, second = -1]) => second);
    expect(new Set(seconds).size).toBeGreaterThan(35);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(5 * MINUTE);
    expect(rest.map(([, second = 0, third = 0]) => third - second)).toEqual(rest.map(() => 5 * MINUTE));
  });
});

describe('toldTime', () => {
  const clock = fakeClock(1_000_000);
  const at = (view: Partial<ConnectionClock>): ConnectionClock => ({
    now: millis(5_000_000),
    real: millis(1_000_000),
    speed: 30,
    paused: false,
    ...view,
  });

  it('runs on between two readings, at its speed', async () => {
    const time = toldTime(clock, () => at({ real: clock.now() }));
    const view = at({ real: clock.now() });
    const frozen = toldTime(clock, () => view);
    await clock.advance(2_000);
    expect(frozen.now()).toBe(5_000_000 + 60_000);
    expect(time.now()).toBe(5_000_000);
  });

  it('stands still while paused', async () => {
    const view = at({ paused: true, real: clock.now() });
    const time = toldTime(clock, () => view);
    await clock.advance(60_000);
    expect(time.now()).toBe(5_000_000);
  });

  it('makes pauses shorter as time runs faster, but never shorter than the least', () => {
    const pause = (speed: number, paused = false) =>
      toldTime(clock, () => at({ speed, paused })).pause(cadences.fleetMetrics.attended);
    expect(pause(1)).toBe(MINUTE);
    expect(pause(30)).toBe(2 * SECOND);
    expect(pause(1000)).toBe(SECOND);
    expect(pause(30, true)).toBe(MINUTE);
  });
});

describe('grid', () => {
  it('takes whole periods that are over', () => {
    const now = millis(10 * HOUR + 90 * SECOND);
    expect(rangeOf(now, 5, MINUTE)).toEqual({ from: 10 * HOUR - 4 * MINUTE, to: 10 * HOUR + MINUTE });
    expect(rangeOf(now, 60, millis(5 * MINUTE)).from % (5 * MINUTE)).toBe(0);
  });

  it('has a gap for every period without a value', () => {
    const range = { from: millis(0), to: millis(3 * MINUTE) };
    expect(onGrid([[millis(MINUTE), 7]], range, MINUTE)).toEqual([
      [0, null],
      [MINUTE, 7],
      [2 * MINUTE, null],
    ]);
  });

  it('takes the largest of several series, and a value before a gap', () => {
    const series = (...values: (number | null)[]) => values.map((value, i): [never, number | null] => [(i * 60) as never, value]);
    expect(largest([series(1, null, 3), series(2, 5, null)]).map(([, value]) => value)).toEqual([2, 5, 3]);
  });
});

describe('coalesced', () => {
  it('runs at once, then once a pause however often it is asked', async () => {
    const clock = fakeClock();
    const abort = new AbortController();
    const runs: number[] = [];
    const start = clock.now();
    const run = coalesced(() => runs.push(clock.now() - start), millis(100), { clock, log: () => undefined }, abort.signal);
    run();
    for (let i = 0; i < 25; i += 1) {
      run();
      await clock.advance(10);
    }
    await clock.advance(1000);
    expect(runs).toEqual([0, 100, 200, 300]);
    abort.abort();
    run();
    await clock.advance(1000);
    expect(runs).toHaveLength(4);
  });
});

describe('a coalesced run that throws', () => {
  it('is logged, and the next one runs', async () => {
    const clock = fakeClock();
    const logged: string[] = [];
    let runs = 0;
    const publish = () => {
      runs += 1;
      if (runs === 1) throw new Error('no such row');
    };
    const context = { clock, log: (line: string) => logged.push(line) };
    const run = coalesced(publish, millis(100), context, new AbortController().signal);
    run();
    await clock.advance(200);
    run();
    await clock.advance(200);
    expect(runs).toBe(2);
    expect(logged).toEqual([expect.stringContaining('no such row')]);
  });
});

describe('discovery', () => {
  const name = (dimensions: Record<string, string>) => ({ namespace: 'n', metric: 'm', dimensions });
  it('takes of each application the series with the fewest dimensions', () => {
    const stream = name({ Application: 'orders', Flow: 'Input', Id: 'orders-stream' });
    const shard = name({ Application: 'orders', Flow: 'Input', Id: 'orders-stream', Parallelism: '3' });
    const own = name({ Application: 'clicks' });
    expect(coarsest([shard, stream, own, name({ Other: 'x' })])).toEqual([stream, own]);
    expect(subjectOf(stream)).toBe('orders-stream');
    expect(subjectOf(own)).toBe('');
  });
});

describe('attention', () => {
  it('tells what is new, and who looks at what', () => {
    const looks = attention();
    const ref = { connection: 'c', id: 'a' };
    const job = { kind: 'job', ref } as const;
    expect(looks.set([{ kind: 'fleet', connection: 'c' }, job])).toHaveLength(2);
    expect(looks.set([job, { kind: 'charts', ref, minutes: 60 }])).toEqual([{ kind: 'charts', ref, minutes: 60 }]);
    expect(looks.on(['fleet'])).toBe(false);
    expect(looks.on(['job'], 'a')).toBe(true);
    expect(looks.on(['job'], 'b')).toBe(false);
  });
});
