import { afterEach, describe, expect, it, vi } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { InsightContext } from '#electron/engine/insight/insightReader.ts';
import { flameReader } from '#electron/engine/insight/readers/flame.ts';
import { hotMethods } from '#shared/analysis/flame/hot.ts';
import { totalTree } from '#shared/analysis/flame/combine.ts';
import type { FlameSampling } from '#shared/model/insight/flame.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { httpServer, json } from '../../clients/httpServer.ts';
import { recordedCluster } from '../../clients/recordedCluster.ts';
import { recorded } from '../../simulator/recorded.ts';
import { hurriedClock } from '../hurriedClock.ts';
import { watching } from '../watching.ts';

// A machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

type Version = '1.20' | '2.3';
const NOW = 1_795_480_170_000;
const ref = { connection: 'local', id: 'job' };
const signal = new AbortController().signal;

interface Recording {
  readonly endTimestamp: number;
  readonly data: unknown;
}

/** A reader of a vertex, and a cluster that answers what a real one did, at moments of the test's own. */
async function setup(version: Version = '1.20', { subtask = null as number | null, minutes = 2, speed = 1 } = {}) {
  let answers: (type: string) => unknown = () => recorded(version, 'flamegraph-first-answer');
  const server = await httpServer((request, response) => {
    const type = new URL(request.url ?? '', 'http://cluster').searchParams.get('type') ?? '';
    const answer = answers(type);
    return answer === null ? json(response, { errors: ['Job not found'] }, 404) : json(response, answer);
  });
  open.push(server);
  const rest = flinkRest({ base: server.origin, cookie: null, concurrency: 6, timeout: millis(10_000) });
  const clock = standingClock(NOW);
  const reader = flameReader({ kind: 'flame', ref, vertex: 'v 1', subtask, minutes });
  const unused = null as never;
  let job = 'j1';
  const read = async () => {
    const context: InsightContext = {
      place: { rest, job, version },
      ref,
      history: unused,
      recorder: unused,
      clock,
      now: () => millis(NOW + (clock.now() - NOW) * speed),
      speed: () => speed,
      job: () => undefined,
    };
    return reader.read(context, signal);
  };
  return {
    server,
    reader,
    clock,
    read,
    value: async (): Promise<FlameSampling> => {
      const result = await read();
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    },
    answer: (next: (type: string) => unknown) => void (answers = next),
    /** Serves a recorded sampling as if it had ended at a moment. */
    serve: (situation: string, at: number, offAt = at) =>
      void (answers = (type) => ({
        ...(recorded(version, `${situation}/v1-flamegraph-${type}`) as Recording),
        endTimestamp: type === 'off_cpu' ? offAt : at,
      })),
    otherJob: () => void (job = 'j2'),
  };
}

const hot = ({ trees }: FlameSampling): string | undefined =>
  trees === null ? undefined : hotMethods(totalTree(trees), 1)[0]?.name;

describe('sampling a vertex', () => {
  it('waits for the first graph, counts each sampling once, and merges what comes', async () => {
    const { server, value, serve } = await setup();
    expect(await value()).toEqual({
      vertex: 'v 1',
      name: 'v 1',
      subtask: null,
      state: 'sampling',
      until: NOW + 2 * MINUTE,
      rounds: 0,
      samples: 0,
      sampledAt: null,
      trees: null,
    });
    expect(server.requests).toEqual(['GET /jobs/j1/vertices/v%201/flamegraph?type=on_cpu']);
    serve('backpressured-cpu', NOW + 5_000);
    const first = await value();
    expect(first).toMatchObject({ state: 'sampling', rounds: 1, samples: 100, sampledAt: NOW + 5_000 });
    expect(hot(first)).toBe('probe.BackpressureJob$Slow.burnCpu');
    expect(server.requests.at(-1)).toBe('GET /jobs/j1/vertices/v%201/flamegraph?type=off_cpu');
    const asked = server.requests.length;
    const same = await value();
    expect(same).toEqual(first);
    // The trees need not be sent again.
    expect(same.trees).toBe(first.trees);
    expect(server.requests.length - asked).toBe(1);
    serve('backpressured', NOW + 65_000);
    const second = await value();
    expect(second).toMatchObject({ rounds: 2, samples: 300, sampledAt: NOW + 65_000 });
    expect([second.trees?.on.value, second.trees?.off.value]).toEqual([100, 200]);
    expect(hot(second)).toBe('java.lang.Thread.sleep');
  });

  it.each<[Version, string, number, number]>([
    ['1.20', 'skewed', 5, 395],
    ['2.3', 'skewed', 2, 398],
    ['2.3', 'backpressured', 1, 199],
  ])('takes what runs and what waits of one sampling: %s %s', async (version, situation, on, off) => {
    const { value, serve } = await setup(version);
    await value();
    serve(situation, NOW + 5_000, NOW + 65_000);
    expect(await value()).toMatchObject({ state: 'sampling', rounds: 0, trees: null });
    serve(situation, NOW + 65_000);
    expect(await value()).toMatchObject({ rounds: 1, samples: on + off, trees: { on: { value: on }, off: { value: off } } });
  });

  it('of one subtask asks for that', async () => {
    const { server, value, serve } = await setup('1.20', { subtask: 3 });
    serve('skewed', NOW);
    expect(await value()).toMatchObject({ subtask: 3, rounds: 1 });
    expect(server.requests.map((each) => each.split('?')[1])).toEqual([
      'type=on_cpu&subtaskindex=3',
      'type=off_cpu&subtaskindex=3',
    ]);
  });

  it('leaves out a graph that was there before and is being replaced, whatever the clocks', async () => {
    const { value, serve, answer } = await setup();
    serve('backpressured', NOW - 3 * MINUTE);
    expect(await value()).toMatchObject({ rounds: 0, trees: null });
    expect(await value()).toMatchObject({ rounds: 0, trees: null });
    // The cluster's clock is three minutes slow.
    serve('backpressured-cpu', NOW - 3 * MINUTE + 6_000);
    expect(await value()).toMatchObject({ rounds: 1, samples: 100 });
    answer(() => ({ endTimestamp: -3 }));
    expect(await value()).toMatchObject({ state: 'sampling', rounds: 1 });
  });

  it('ends by itself after so many real minutes, in the connection’s time, and asks no more', async () => {
    const { server, reader, value, serve, clock } = await setup('1.20', { speed: 30 });
    serve('backpressured', NOW);
    expect(await value()).toMatchObject({ state: 'sampling', until: NOW + 60 * MINUTE });
    clock.pass(2 * MINUTE - 1);
    expect(await value()).toMatchObject({ state: 'sampling', until: NOW + 60 * MINUTE });
    expect(reader.done?.()).toBe(false);
    const asked = server.requests.length;
    clock.pass(1);
    expect(await value()).toMatchObject({ state: 'done', rounds: 1, samples: 200, until: NOW + 60 * MINUTE });
    expect(reader.done?.()).toBe(true);
    expect(server.requests).toHaveLength(asked);
  });

  it('is over where the cluster has flame graphs switched off', async () => {
    const { reader, value, answer } = await setup();
    answer(() => recorded('1.20', 'flamegraph-disabled'));
    expect(await value()).toMatchObject({ state: 'disabled', trees: null });
    expect(reader.done?.()).toBe(true);
  });

  it.each<Version>(['1.20', '2.3'])(
    '%s: keeps what it has of a vertex that has ended, and goes on when it runs again',
    async (version) => {
      const { reader, value, answer, serve, clock } = await setup(version);
      serve('backpressured', NOW);
      await value();
      answer(() => recorded(version, 'flamegraph-ended'));
      expect(await value()).toMatchObject({ state: 'ended', rounds: 1, samples: 200 });
      expect(reader.done?.()).toBe(false);
      serve('backpressured', NOW + 40_000);
      expect(await value()).toMatchObject({ state: 'sampling', rounds: 2, samples: 400 });
      answer(() => recorded(version, 'flamegraph-ended'));
      await value();
      clock.pass(3 * MINUTE);
      expect(await value()).toMatchObject({ state: 'ended', rounds: 2 });
      expect(reader.done?.()).toBe(true);
    },
  );

  it('begins anew with another job, whose vertices may have the same ids', async () => {
    const { value, serve, otherJob } = await setup();
    serve('backpressured', NOW);
    await value();
    otherJob();
    expect(await value()).toMatchObject({ rounds: 1, samples: 200 });
  });

  it('goes on after a failure with what it had; what no Flink says is one', async () => {
    const { read, value, serve, answer } = await setup();
    serve('backpressured', NOW);
    await value();
    answer(() => null);
    expect(await read()).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    for (const odd of [{ endTimestamp: -7 }, { endTimestamp: 1, data: [] }, { data: {} }, 'x'])
      for (const _ of [1, 2]) {
        answer(() => odd);
        expect(await read(), JSON.stringify(odd)).toMatchObject({ ok: false, error: { kind: 'bad-response' } });
      }
    serve('backpressured', NOW + 61_000);
    expect(await value()).toMatchObject({ rounds: 2, samples: 400 });
  });
});

describe('following a flame graph', () => {
  const flames = (requests: readonly string[]) => requests.filter((each) => each.includes('flamegraph')).length;

  it('asks while somebody does, begins anew when somebody does again, and asks no more when nobody does', async () => {
    const cluster = await recordedCluster('1.20/backpressured');
    open.push(cluster);
    // A second passes in 20 ms; the recorded graph is not old for more than a minute of the test.
    const clock = hurriedClock(50, cluster.recorded - HOUR);
    const engine = await watching({ kind: 'flink', id: 'local', name: 'Local', url: cluster.origin }, clock);
    open.push(engine);
    const fleet = { kind: 'fleet', connection: 'local' } as const;
    const job = { kind: 'job', ref: { connection: 'local', id: cluster.job } } as const;
    await engine.follow(fleet, job);
    const { vertices } = await engine.live(job);
    const vertex = vertices[1]?.id ?? '';
    const topic = { kind: 'flame', ref: job.ref, vertex, subtask: null, minutes: 30 } as const;
    expect(flames(cluster.requests)).toBe(0);

    await engine.follow(fleet, job, topic);
    const sampled = await engine.live(topic, ({ rounds }) => rounds === 1);
    expect(sampled).toMatchObject({ name: 'Slow lookup', state: 'sampling', samples: 200 });
    expect(hot(sampled)).toBe('java.lang.Thread.sleep');

    await engine.follow(fleet, job);
    const asked = flames(cluster.requests);
    const before = cluster.requests.length;
    // Everything else goes on meanwhile.
    await vi.waitFor(() => expect(cluster.requests.length).toBeGreaterThan(before + 60), { timeout: 30_000 });
    expect(flames(cluster.requests)).toBe(asked);

    await engine.follow(fleet, job, { ...topic, minutes: 1 });
    const done = await engine.live({ ...topic, minutes: 1 }, ({ state }) => state === 'done');
    expect(done).toMatchObject({ rounds: 1, samples: 200 });
    const ended = flames(cluster.requests);
    const then = cluster.requests.length;
    await vi.waitFor(() => expect(cluster.requests.length).toBeGreaterThan(then + 60), { timeout: 30_000 });
    expect(flames(cluster.requests)).toBe(ended);

    await engine.follow(fleet, job);
    await engine.follow(fleet, job, { ...topic, minutes: 1 });
    expect(engine.now({ ...topic, minutes: 1 }).state).not.toBe('live');
    expect(await engine.live({ ...topic, minutes: 1 })).toMatchObject({ state: 'sampling' });
  });
});
