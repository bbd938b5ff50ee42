import { afterEach, describe, expect, it, vi } from 'vitest';
import { simulatorHome } from '#electron/engine/simulator/simulatorHome.ts';
import type { EmbeddedSimulator } from '#electron/simulator/embedSimulator.ts';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import { ok } from '#shared/model/sourceError.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { TestSimulator, TestSimulatorOptions } from '#test/support/simulator.ts';
import { deferred } from '../../unit/engine/deferred.ts';
import { hurriedClock } from './hurriedClock.ts';
import type { Scene } from './simulatorScene.ts';
import { connectionTo, embedded, simulatorScene } from './simulatorScene.ts';
import { watching } from './watching.ts';

// Whole simulators, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const fleet = { kind: 'fleet', connection: 'simulator' } as const;
/** The same, closed with the test. */
async function setup(options: TestSimulatorOptions = {}): Promise<Scene> {
  const scene = await simulatorScene(options);
  open.push(scene);
  await scene.engine.follow(fleet);
  return scene;
}

const lastHour = async (simulator: TestSimulator) => {
  const { now } = await simulator.state();
  return { from: now - 60 * MINUTE, to: now, source: 'service' };
};
const runs = ({ status }: ApplicationSummary) => status === 'RUNNING';
const isFilled = (row: ApplicationSummary) =>
  !runs(row) ||
  row.mode === 'INTERACTIVE' ||
  (row.recordsIn.current !== null && row.jobState !== null && row.lastCheckpoint !== null);
const named = (rows: readonly ApplicationSummary[], name: string) => rows.find((row) => row.name === name);

describe('watching a simulator', () => {
  it('fills the fleet: every running application with its figures, the others with their state', async () => {
    const { engine } = await setup();
    const rows = await engine.live(fleet, (each) => each.length >= 12 && each.every(isFilled));
    expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).toSorted());
    for (const row of rows.filter((each) => runs(each) && each.mode === 'STREAMING')) {
      expect(row.recordsIn.points, row.name).toHaveLength(60);
      expect(row.health.level, row.name).not.toBe('unknown');
      expect(row.kpus, row.name).toBeGreaterThan(0);
      expect(row.lag, row.name).not.toBeNull();
      expect(row.restarts, row.name).not.toBeNull();
    }
    const ready = rows.find(({ status }) => status === 'READY');
    expect(ready).toMatchObject({ health: { level: 'inactive' }, kpus: null, jobState: null, recordsIn: { current: null } });
    expect(await engine.connection(({ state }) => state === 'live')).toMatchObject({ error: null, clock: { paused: true } });
  });

  it('moves as its clock advances', async () => {
    const { simulator, engine } = await setup({ scenario: 'healthy' });
    const before = await engine.when(
      fleet,
      (each) => each.state === 'live' && each.value.some((row) => row.recordsIn.current !== null),
    );
    await simulator.advance(10 * MINUTE);
    const after = await engine.when(
      fleet,
      (each) =>
        each.state === 'live' && before.state === 'live' && each.at >= before.at + 10 * MINUTE && each.value.every(isFilled),
    );
    const last = (row: ApplicationSummary | undefined) => row?.recordsIn.points.at(-1)?.[0];
    if (before.state !== 'live' || after.state !== 'live') throw new Error('not live');
    const one = before.value.find((row) => row.recordsIn.current !== null);
    await engine.live(fleet, (rows) => last(named(rows, one?.name ?? '')) === (last(one) ?? 0) + 10 * MINUTE);
  });

  it('names the slow sink within twenty minutes, and shows who waits for it', async () => {
    const { simulator, engine } = await setup({ scenario: 'healthy' });
    const rows = await engine.live(fleet, (each) => each.every(isFilled));
    const name = 'orders-enrichment';
    expect(named(rows, name)?.health.reasons).toEqual([]);
    await simulator.setFault({ change: 'on', id: 'slow', kind: 'sink-bottleneck', application: name, severity: 'severe' });
    await simulator.advance(20 * MINUTE);
    const sick = await engine.live(
      fleet,
      (each) => named(each, name)?.health.reasons.some((why) => why.includes('bottleneck')) === true,
    );
    const ref = named(sick, name)?.ref ?? { connection: '', id: '' };
    await engine.follow({ kind: 'job', ref });
    const job = await engine.live({ kind: 'job', ref });
    const found = findBottleneck(job);
    const bottleneck = job.vertices.find(({ id }) => id === found?.vertex);
    expect(bottleneck?.operators.join()).toContain('Writer');
    expect(bottleneck?.worst.busy).toBeGreaterThan(0.9);
    const before = job.edges.filter(({ to }) => to === bottleneck?.id).map(({ from }) => from);
    expect(job.vertices.filter(({ id }) => before.includes(id)).map(({ level }) => level)).toContain('high');
  });

  it('keeps the screen while the line is cut, with ages and errors, and recovers by itself', async () => {
    const { engine, line } = await setup({ scenario: 'healthy' });
    const rows = await engine.live(fleet, (each) => each.every(isFilled));
    const ref = rows.find(runs)?.ref ?? { connection: '', id: '' };
    const topics = [
      { kind: 'application', ref } as const,
      { kind: 'job', ref } as const,
      { kind: 'charts', ref, minutes: 60 } as const,
    ];
    await engine.follow(fleet, ...topics);
    for (const topic of topics) await engine.live(topic);

    await line.cut();
    const down = await engine.connection(({ state }) => state === 'down');
    expect(down.error).toMatchObject({ kind: 'unreachable' });
    expect(down.nextTry).not.toBeNull();
    for (const topic of [fleet, ...topics])
      expect(await engine.when(topic, ({ state }) => state === 'stale'), topic.kind).toMatchObject({
        error: { kind: 'unreachable' },
      });

    // What was on its way is there by then: nobody answers any more, and there is one cause of it, whoever fails next.
    await engine.follow({ kind: 'collectors' }, fleet, ...topics);
    const failing = (times: number) =>
      engine.live({ kind: 'collectors' }, (views) =>
        views.some(({ name, failures }) => name === 'Applications' && failures >= times),
      );
    const answered = new Map((await failing(1)).map(({ name, place, lastGood }) => [`${name} ${place}`, lastGood]));
    const { lastGood } = await engine.connection(() => true);
    for (const each of await failing(2)) expect(each.lastGood, each.name).toBe(answered.get(`${each.name} ${each.place}`));
    const still = await engine.connection(() => true);
    expect(still).toMatchObject({ state: 'down', lastGood, error: { source: 'Simulator' } });
    for (const topic of [fleet, ...topics]) expect(engine.now(topic), topic.kind).toMatchObject({ error: still.error });

    await line.mend();
    await engine.connection(({ state, error }) => state === 'live' && error === null);
    for (const topic of [fleet, ...topics]) await engine.when(topic, ({ state }) => state === 'live');
  });

  it('follows its clock: paused, running faster, moved by somebody else', async () => {
    const { simulator, engine } = await setup({ scenario: 'healthy' });
    await engine.connection(({ clock }) => clock?.paused === true);
    expect(await engine.call('simulator.clock', { connection: 'simulator', paused: false, speed: 60 })).toEqual({
      ok: true,
      value: {},
    });
    await engine.connection(({ clock }) => clock?.paused === false && clock.speed === 60);
    expect(await simulator.state()).toMatchObject({ paused: false, speed: 60 });
    await simulator.setClock({ speed: 5 });
    await engine.connection(({ clock }) => clock?.speed === 5);
  });

  it('finds log records of the application', async () => {
    const { engine, simulator } = await setup({ scenario: 'healthy' });
    const rows = await engine.live(fleet, (each) => each.every(isFilled));
    const ref = rows.find(runs)?.ref;
    const found = await engine.call('logs.search', { ref, pattern: '', ...(await lastHour(simulator)), limit: 20 });
    expect(found).toMatchObject({ ok: true });
    const { records: value } = (found as { value: { records: { at: number; message: string }[] } }).value;
    expect(value.length).toBeGreaterThan(0);
    expect(JSON.parse(value[0]?.message ?? '')).toHaveProperty('applicationARN');
    expect(value.map(({ at }) => at)).toEqual(value.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('shows one fleet of all its regions, and reads jobs, charts and logs where each application is', async () => {
    const { engine, simulator } = await setup({ scenario: 'healthy' });
    const rows = await engine.live(fleet, (each) => each.every(isFilled));
    expect(new Set(rows.map(({ region }) => region))).toEqual(new Set(['us-east-1', 'eu-west-1']));
    const ref = named(rows, 'fraud-scores')?.ref ?? { connection: '', id: '' };
    expect(ref.id).toContain(':eu-west-1:');
    const job = { kind: 'job', ref } as const;
    const drawn = { kind: 'charts', ref, minutes: 60 } as const;
    await engine.follow(fleet, job, drawn);
    expect((await engine.live(job)).name).toBe('Fraud scores');
    const charts = await engine.live(drawn);
    expect(charts.find(({ metric }) => metric === 'numRecordsInPerSecond')?.points.at(-1)?.[1]).toBeGreaterThan(0);
    expect(await engine.call('logs.search', { ref, pattern: '', ...(await lastHour(simulator)), limit: 5 })).toMatchObject({
      ok: true,
    });
  });

  it('plays another scenario when it is told to: what was seen of the one before is gone', async () => {
    const { engine, simulator } = await setup({ scenario: 'healthy', applications: 3 });
    await engine.live(fleet, (each) => each.length === 3);
    const simulated = { kind: 'simulator', connection: 'simulator' } as const;
    await engine.follow(fleet, simulated);
    expect(await engine.live(simulated)).toMatchObject({ scenario: 'healthy', applications: 3, world: 1 });
    const wanted = { connection: 'simulator', scenario: 'demo', applications: 4, history: 60 * MINUTE };
    const asked = engine.call('simulator.start', { ...wanted, start: simulator.start });
    await engine.when(fleet, ({ state }) => state === 'waiting');
    expect(await asked).toEqual({ ok: true, value: {} });
    expect(await engine.live(simulated)).toMatchObject({ scenario: 'demo', applications: 4, world: 2 });
    expect(await engine.live(fleet, (each) => each.length === 4)).toHaveLength(4);
    expect(await engine.call('simulator.start', { ...wanted, scenario: 'none' })).toMatchObject({
      ok: false,
      error: { message: 'The simulator refused the change. scenario: there is no none.' },
    });
  });

  it('switches faults on and off, tells the truth, and survives a network that gives garbage', async () => {
    const { engine, simulator } = await setup({ scenario: 'healthy', applications: 3 });
    const [row] = await engine.live(fleet, (each) => each.every(isFilled));
    const connection = 'simulator';
    const fault = { id: 'a', kind: 'data-skew', application: row?.name ?? '', severity: 'mild' };
    expect(await engine.call('simulator.fault', { connection, change: { change: 'on', ...fault } })).toEqual({
      ok: true,
      value: {},
    });
    expect(await engine.call('simulator.truth', { connection })).toMatchObject({
      value: { faults: [{ id: 'a', problem: 'data-skew', state: 'on', by: 'hand' }] },
    });
    await engine.call('simulator.fault', { connection, change: { change: 'off', id: 'a' } });
    expect((await simulator.state()).faults).toEqual([]);

    const garbage = { service: 'kinesisanalytics', kind: 'garbage' };
    await engine.call('simulator.network', { connection, change: { change: 'on', ...garbage, severity: 'severe' } });
    expect(await engine.when(fleet, ({ state }) => state === 'stale')).toMatchObject({ error: { kind: 'bad-response' } });
    await engine.call('simulator.network', { connection, change: { change: 'off', ...garbage } });
    await engine.live(fleet);
  });

  it('says what is at an address that is no control address', async () => {
    const { simulator, engine } = await setup({ scenario: 'healthy' });
    const wrong = new URL('/control/wrong', simulator.addresses.control).href;
    expect(await engine.call('connections.test', connectionTo(wrong))).toMatchObject({
      ok: false,
      error: { remedy: 'Use the whole control address that the simulator printed; it has a secret in its path.' },
    });
    expect(await engine.call('connections.test', connectionTo(simulator.addresses.control))).toEqual({
      ok: true,
      value: expect.stringMatching(/^Scenario “healthy”: \d+ applications in us-east-1 and eu-west-1$/),
    });
  });
});

describe('a simulator inside the app', () => {
  it('starts, is watched, and ends with the engine', async () => {
    const engine = await watching(embedded, hurriedClock(1, Date.UTC(2026, 9, 13)));
    open.push(engine);
    await engine.follow(fleet);
    await engine.live(fleet, (rows) => rows.length >= 12 && rows.some(({ recordsIn }) => recordsIn.current !== null));
  });

  it('is refused in words when its scenario is not there', async () => {
    const engine = await watching({ ...embedded, scenario: 'nope' }, hurriedClock(1, 0));
    open.push(engine);
    await engine.follow(fleet);
    expect(await engine.when(fleet, ({ state }) => state === 'failed')).toMatchObject({
      error: {
        message: 'There is no scenario nope.',
        remedy: 'Choose another scenario in the settings, or start the app again.',
      },
    });
    expect((await engine.connection(({ state }) => state === 'down')).error?.source).toBe('Simulator');
  });

  it('is tried again when its thread could not even be made', async () => {
    let tries = 0;
    const home = simulatorHome(
      embedded,
      () => undefined,
      async () => {
        tries += 1;
        if (tries === 1) throw new Error('no more threads');
        return ok({ control: 'http://127.0.0.1/2', died: deferred<string>().promise, close: async () => undefined });
      },
    );
    const { signal } = new AbortController();
    expect(await home.control(signal)).toMatchObject({ error: { message: expect.stringContaining('no more threads') } });
    expect(await home.control(signal)).toEqual(ok('http://127.0.0.1/2'));
    await home.close();
  });

  it('is started again when its thread dies', async () => {
    const started: { readonly die: (reason: string) => void }[] = [];
    const said: string[] = [];
    const home = simulatorHome(
      embedded,
      (line) => said.push(line),
      async () => {
        const { promise: died, fulfil: die } = deferred<string>();
        started.push({ die });
        const simulator: EmbeddedSimulator = {
          control: `http://127.0.0.1/${started.length}`,
          died,
          close: async () => undefined,
        };
        return ok(simulator);
      },
    );
    const { signal } = new AbortController();
    expect(await home.control(signal)).toEqual(ok('http://127.0.0.1/1'));
    expect(await home.control(signal)).toEqual(ok('http://127.0.0.1/1'));
    const { promise: told, fulfil: tell } = deferred<void>();
    home.onDeath(() => tell());
    started[0]?.die('Out of memory.');
    await told;
    expect(await home.control(signal)).toEqual(ok('http://127.0.0.1/2'));
    expect(said).toEqual(['Out of memory. It is started again.']);
    await home.close();
  });
});
