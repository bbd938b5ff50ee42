import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '#electron/engine/createEngine.ts';
import { createEngine } from '#electron/engine/createEngine.ts';
import type { Clock } from '#electron/clock.ts';
import { systemClock } from '#electron/clock.ts';
import { dispatch } from '#shared/contract/dispatch.ts';
import type { EventPayload, Output } from '#shared/contract/contract.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { Connection } from '#shared/model/connection.ts';
import { httpServer } from '../clients/httpServer.ts';
import type { RecordedCluster } from '../clients/recordedCluster.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';
import { hurriedClock } from './hurriedClock.ts';

let folder = '';
let cluster: RecordedCluster;
const engines: Engine[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-'));
  cluster = await recordedCluster('1.20/healthy');
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
  await cluster.close();
  await rm(folder, { recursive: true, force: true });
});

const flink = (id: string, url: string): Connection => ({ kind: 'flink', id, name: id, url });

async function setup(override?: Connection, clock: Clock = systemClock) {
  const engine = await createEngine({
    host: 'cli',
    version: '1.2.3',
    settingsFile: join(folder, 'settings.json'),
    ...(override === undefined ? {} : { override }),
    log: () => undefined,
    clock,
  });
  engines.push(engine);
  const heard: EventPayload<'snapshots'>[] = [];
  const waiting = new Set<() => void>();
  const detach = engine.attach('window', (name, payload) => {
    if (name === 'snapshots') heard.push(payload as EventPayload<'snapshots'>);
    for (const look of waiting) look();
  });
  const call = <T>(name: string, input: unknown = {}, viewer = 'window') =>
    dispatch(engine.handlers, name, input, { viewer }) as Promise<T>;
  return {
    engine,
    heard,
    detach,
    call,
    watch: (...topics: Topic[]) => call<Output<'watch'>>('watch', { topics }),
    /** Resolves once what was heard is as wanted. */
    until: (wanted: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!wanted()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Something to watch that is not there, instead of the simulator of a first start. */
const quiet = flink('quiet', 'http://127.0.0.1:9');

describe('createEngine', () => {
  it('says what it is', async () => {
    const { call } = await setup(quiet);
    expect(await call('host.info')).toEqual({ version: '1.2.3', host: 'cli', platform: process.platform });
  });

  it('keeps connections and appearance over a restart, and forgets those that were removed', async () => {
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ watched: [] }));
    const first = await setup();
    await first.call('connections.save', flink('local', cluster.origin));
    await first.call('connections.save', flink('other', cluster.origin));
    await first.call('connections.remove', { id: 'simulator' });
    await first.call('connections.watch', { ids: ['local', 'stranger'] });
    await first.call('settings.save', { appearance: { theme: 'dark', density: 'compact' } });
    await first.engine.close();

    const { watch } = await setup();
    const { snapshots } = await watch({ kind: 'settings' });
    expect(snapshots[0]).toMatchObject({
      snapshot: {
        state: 'live',
        value: {
          appearance: { theme: 'dark', density: 'compact' },
          connections: [{ id: 'local' }, { id: 'other' }],
          watched: ['local'],
        },
      },
    });
  });

  it('watches what is switched on and nothing else, and blanks what was switched off', async () => {
    const { call, watch, until, heard } = await setup(quiet);
    await call('connections.save', flink('local', cluster.origin));
    const saved = await call<Settings>('connections.watch', { ids: ['local'] });
    expect(saved.watched).toEqual(['local']);
    await watch({ kind: 'connections' }, { kind: 'fleet', connection: 'local' });
    const last = (key: string) => heard.flatMap(({ snapshots }) => snapshots).findLast((entry) => entry.key === key)?.snapshot;
    await until(() => last('fleet|local')?.state === 'live');
    await call('connections.watch', { ids: [] });
    await until(() => last('fleet|local')?.state === 'waiting');
    const { snapshots } = await watch({ kind: 'connections' });
    const off = { state: 'off', watched: false, error: null };
    expect(snapshots[0]?.snapshot).toMatchObject({ value: [off, off, off] });
    const asked = cluster.requests.length;
    await call('connections.save', flink('third', cluster.origin));
    expect(cluster.requests.length).toBe(asked);
  });

  it('watches a connection anew when its address changes', async () => {
    const { call, watch, until, heard } = await setup(flink('local', 'http://127.0.0.1:9'));
    await watch({ kind: 'fleet', connection: 'local' });
    const states = () => heard.flatMap(({ snapshots }) => snapshots).map(({ snapshot }) => snapshot.state);
    await until(() => states().includes('failed'));
    await call('connections.save', flink('local', cluster.origin));
    await until(() => states().at(-1) === 'live');
    await expect(readFile(join(folder, 'settings.json'), 'utf8')).rejects.toThrow('ENOENT');
  });

  it('numbers the events of each viewer without a gap', async () => {
    const { watch, until, heard } = await setup(flink('local', cluster.origin));
    const { sequence } = await watch({ kind: 'connections' }, { kind: 'fleet', connection: 'local' });
    await until(() => heard.length >= 2);
    expect(heard.map((event) => event.sequence)).toEqual(heard.map((_, i) => sequence + i + 1));
  });

  it('refuses a viewer that is not attached, and calls to what is not watched, in words', async () => {
    const { call } = await setup(quiet);
    await expect(call('watch', { topics: [] }, 'stranger')).rejects.toThrow('the viewer stranger is not attached');
    expect(await call('simulator.clock', { connection: 'nope', paused: true })).toMatchObject({
      ok: false,
      error: { message: 'The connection “nope” is not watched.', remedy: 'Switch it on in the settings.' },
    });
  });

  it('tells who asks a real connection for a clock, a scenario or a fault that it has none', async () => {
    const { call } = await setup(flink('local', cluster.origin));
    const ofLocal = { connection: 'local' };
    const refusals = await Promise.all([
      call('simulator.clock', { ...ofLocal, paused: true }),
      call('simulator.scenarios', ofLocal),
      call('simulator.truth', ofLocal),
      call('simulator.start', { ...ofLocal, scenario: 'demo' }),
      call('simulator.fault', { ...ofLocal, change: { change: 'off', id: 'a' } }),
      call('simulator.network', { ...ofLocal, change: { change: 'off', service: 'logs', kind: 'latency' } }),
    ]);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ ok: false, error: { remedy: 'Choose a connection to a simulator.' } });
  });

  it('ends a test of a connection that does not answer when it is closed', async () => {
    const silent = await httpServer(() => undefined);
    const { engine, call } = await setup(quiet);
    const test = call('connections.test', flink('slow', silent.origin));
    await engine.close();
    expect(await test).toMatchObject({ ok: false });
    await silent.close();
  });

  it('leaves nothing running and tells nothing when it is closed', async () => {
    const clock = hurriedClock(1, 0);
    const { engine, watch, heard, until } = await setup(flink('local', cluster.origin), clock);
    await watch({ kind: 'fleet', connection: 'local' });
    await until(() => heard.length > 0);
    expect(clock.sleeping()).toBeGreaterThan(0);
    await engine.close();
    expect(clock.sleeping()).toBe(0);
  });
});
