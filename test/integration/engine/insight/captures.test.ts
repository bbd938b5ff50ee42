import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { FlameQuestion } from '#electron/engine/insight/takeFlame.ts';
import { takeFlame } from '#electron/engine/insight/takeFlame.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import { busyTree, hottestPath } from '#shared/analysis/flame/busy.ts';
import { totalTree } from '#shared/analysis/flame/combine.ts';
import { DEEPEST } from '#shared/analysis/flame/folded.ts';
import { hotMethods } from '#shared/analysis/flame/hot.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Capture } from '#shared/model/insight/capture.ts';
import { ok } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { deep, tree } from '../../../unit/analysis/flame/trees.ts';
import { httpServer, json } from '../../clients/httpServer.ts';
import { recordedCluster } from '../../clients/recordedCluster.ts';
import { recorded } from '../../simulator/recorded.ts';
import { hurriedClock } from '../hurriedClock.ts';
import { simulatorScene } from '../simulatorScene.ts';
import type { Watching } from '../watching.ts';
import { watching } from '../watching.ts';

// Whole simulators, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const read = async (engine: Watching, ref: ApplicationSummary['ref'], key: string): Promise<Capture> => {
  const answer = (await engine.call('captures.read', { ref, key })) as Output<'captures.read'>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

describe('captures', () => {
  it('are kept over a restart of the app, with what was changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'captures-'));
    open.push({ close: () => rm(folder, { recursive: true }) });
    const cluster = await recordedCluster('1.20/healthy');
    open.push(cluster);
    const start = async () => {
      const engine = await watching(
        { kind: 'flink', id: 'local', name: 'Local', url: cluster.origin },
        hurriedClock(50, cluster.recorded),
        join(folder, 'settings.json'),
      );
      const session = { engine, close: () => engine.close() };
      open.push(session);
      return session;
    };
    const ref = { connection: 'local', id: cluster.job };
    const topic = { kind: 'captures', ref } as const;
    const capture = {
      kind: 'flame',
      at: cluster.recorded,
      title: 'Before',
      note: '',
      origin: 'user',
      vertex: { id: 'v1', name: 'Enrich' },
      subtask: null,
      samples: 2,
      trees: { on: tree({ 'a;b': 2 }), off: tree({}) },
    };
    const first = await start();
    await first.engine.follow(topic);
    expect(await first.engine.live(topic)).toEqual([]);
    const saved = (await first.engine.call('captures.save', { ref, capture })) as Output<'captures.save'>;
    const gone = (await first.engine.call('captures.save', { ref, capture })) as Output<'captures.save'>;
    if (!saved.ok || !gone.ok) throw new Error('not saved');
    const { key } = saved.value;
    await first.engine.call('captures.change', { ref, key, title: 'After', note: 'slower' });
    await first.engine.call('captures.remove', { ref, key: gone.value.key });
    const list = await first.engine.live(topic, (entries) => entries.length === 1 && entries[0]?.title === 'After');
    await first.engine.close();
    open.pop();

    const { engine } = await start();
    await engine.follow(topic);
    expect(await engine.live(topic)).toEqual(list);
    expect(list).toMatchObject([{ key, title: 'After', note: 'slower', of: 'Enrich', count: 2 }]);
    expect(await read(engine, ref, key)).toEqual({ ...capture, title: 'After', note: 'slower' });
    expect(await engine.call('captures.read', { ref, key: gone.value.key })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
    // As deep as an import may be.
    const imported = { ...capture, trees: { on: deep(DEEPEST), off: tree({}) } };
    const kept = (await engine.call('captures.save', { ref, capture: imported })) as Output<'captures.save'>;
    expect(kept.ok && (await read(engine, ref, kept.value.key))).toEqual(imported);
    expect(await engine.call('history.clear', { connection: 'local' })).toEqual({ ok: true, value: {} });
    await engine.live(topic, (entries) => entries.length === 0);
  });

  it('stay as they are when the cluster is lost', async () => {
    const cluster = await recordedCluster('1.20/healthy');
    const connection = { kind: 'flink', id: 'local', name: 'Local', url: cluster.origin } as const;
    const engine = await watching(connection, hurriedClock(50, cluster.recorded));
    open.push(engine);
    const ref = { connection: 'local', id: cluster.job };
    const [captures, application] = [{ kind: 'captures', ref } as const, { kind: 'application', ref } as const];
    await engine.follow(captures, application);
    await engine.live(captures);
    await engine.live(application);
    await cluster.close();
    await engine.when(application, ({ state }) => state === 'stale');
    expect((await engine.when(captures, () => true)).state).toBe('live');
  });
});

describe('one sampling', () => {
  const NOW = 1_795_480_170_000;

  async function taking(
    question: Partial<FlameQuestion>,
    answers: readonly ((type: string, subtask: string | null) => unknown)[],
  ) {
    let asked = 0;
    const server = await httpServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://cluster');
      const [type, subtask] = [searchParams.get('type') ?? '', searchParams.get('subtaskindex')];
      if (type === 'on_cpu' && subtask === null) asked += 1;
      json(response, answers[Math.min(asked, answers.length) - 1]?.(type, subtask));
    });
    open.push(server);
    const rest = flinkRest({ base: server.origin, cookie: null, concurrency: 6, timeout: millis(10_000) });
    const clock = hurriedClock(100, NOW);
    const access = { open: () => Promise.resolve(ok({ rest, job: 'j', version: '1.20.5' })), drop: () => undefined };
    const wanted = { ref: { connection: 'local', id: 'j' }, vertex: 'v', subtask: null, ...question };
    const result = await takeFlame(access, wanted, { time: realTime(clock), clock }, new AbortController().signal);
    return { result, requests: server.requests.length };
  }
  const pending = () => ({ endTimestamp: -3 });
  const served =
    (situation: string, at: number, alone = at) =>
    (type: string, subtask: string | null): unknown => ({
      ...(recorded('1.20', `${situation}/v1-flamegraph-${type}`) as object),
      endTimestamp: subtask === null ? at : alone,
    });

  it('is waited for, and is of a subtask by itself as well', async () => {
    const { result, requests } = await taking({ subtask: 2 }, [pending, pending, served('skewed', NOW + 5_000)]);
    expect(result).toMatchObject({
      ok: true,
      value: { at: NOW + 5_000, whole: { on: { value: 5 }, off: { value: 395 } }, alone: { off: { value: 395 } } },
    });
    expect(requests).toBe(6);
  });

  it('is not one of long before, and a subtask’s of another one is left out', async () => {
    const old = served('backpressured', NOW - 3 * MINUTE);
    const { result } = await taking({ subtask: 0 }, [old, old, served('backpressured-cpu', NOW + 6_000, NOW + 66_000)]);
    expect(result).toMatchObject({ ok: true, value: { at: NOW + 6_000, whole: { on: { value: 100 } }, alone: null } });
  });

  it.each([
    ['disabled', recorded('1.20', 'flamegraph-disabled'), 'Flame graphs are switched off on this cluster.'],
    ['ended', recorded('1.20', 'flamegraph-ended'), 'The vertex has ended, so that there is nothing to sample.'],
    ['never there', pending(), 'Flink did not sample the vertex in time.'],
  ])('that is %s is told, after few requests', async (_, answer, message) => {
    const { result, requests } = await taking({}, [() => answer]);
    expect(result).toMatchObject({ ok: false, error: { message } });
    expect(requests).toBeLessThanOrEqual(15);
  });
});

describe('captures that are taken by themselves', () => {
  const fleet = { kind: 'fleet', connection: 'simulator' } as const;
  const flames = (requests: readonly { service: string; operation: string; application?: string | undefined }[]) =>
    requests.filter(({ service, operation }) => service === 'flink' && operation.includes('flamegraph'));

  it('show the method to blame of what becomes slow, and are none of what is well', async () => {
    const scene = await simulatorScene({ scenario: 'healthy', applications: 6 });
    open.push(scene);
    const { simulator, engine } = scene;
    await engine.follow(fleet);
    const isJudged = ({ health, status }: ApplicationSummary) => status !== 'RUNNING' || health.level !== 'unknown';
    const rows = await engine.live(fleet, (each) => each.length >= 6 && each.every(isJudged));
    const name = 'cart-abandonment';
    const ref = rows.find((row) => row.name === name)?.ref ?? { connection: '', id: '' };
    expect(rows.filter(({ health }) => health.level === 'critical' || health.level === 'warning')).toEqual([]);
    const topic = { kind: 'captures', ref } as const;
    await engine.follow(fleet, topic);
    expect(await engine.live(topic)).toEqual([]);

    await simulator.setFault({ change: 'on', id: 'slow', kind: 'sink-bottleneck', application: name, severity: 'severe' });
    await simulator.advance(20 * MINUTE);
    // Flink samples in the simulator's time, which passes only here.
    const taken = async (): Promise<boolean> => {
      await simulator.advance(3 * SECOND);
      const snapshot = engine.now(topic);
      return snapshot.state === 'live' && snapshot.value.length > 0;
    };
    await vi.waitUntil(taken, { timeout: 150_000, interval: 200 });
    const [entry, ...others] = await engine.live(topic);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ kind: 'flame', origin: 'finding', subtask: null, of: 'campaigns: Writer' });
    expect(entry?.title).toMatch(/^campaigns: Writer is the bottleneck: \d+ % busy/);
    expect(entry?.note).not.toBe('');
    const capture = await read(engine, ref, entry?.key ?? '');
    if (capture.kind !== 'flame') throw new Error('not a flame graph');
    const busy = busyTree(totalTree(capture.trees));
    expect(hotMethods(busy, 1)[0]?.name).toBe('sun.nio.ch.Net.poll');
    expect(hottestPath(busy).join('\n')).toContain('JdbcOutputFormat.flush');

    const asked = flames(await simulator.requests());
    expect(new Set(asked.map(({ application }) => application))).toEqual(new Set([name]));
    expect(asked.length).toBeLessThan(40);
    for (const row of rows.filter((each) => each.name !== name)) {
      await engine.follow({ kind: 'captures', ref: row.ref });
      expect(await engine.live({ kind: 'captures', ref: row.ref }), row.name).toEqual([]);
    }
  });
});
