import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { InsightContext } from '#electron/engine/insight/insightReader.ts';
import { taskManagersReader } from '#electron/engine/insight/readers/taskManagers.ts';
import { taskManagersThen } from '#electron/engine/telemetry/past/taskManagersThen.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import type { TaskManagers } from '#shared/model/insight/taskManagers.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { succeed } from '#test/peers/support/succeed.ts';
import { START, setup } from '#test/support/histories.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { httpServer, json } from '../../clients/httpServer.ts';
import { simulatorScene } from '../simulatorScene.ts';

vi.setConfig({ testTimeout: 180_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'flink-rest', `${name}.json`), 'utf8'));

const ref = { connection: 'local', id: 'job' };
const topic = { kind: 'taskManagers', ref } as const;
const { signal } = new AbortController();

/** What is answered to a path; undefined: 403. */
type Answers = (path: string) => unknown;

/** A reader of a cluster that answers as the test says, and whose time moves with its readings. */
async function scene(first: Answers) {
  let answers = first;
  let now = START;
  const server = await httpServer((request, response) => {
    const answer = answers(decodeURIComponent((request.url ?? '').slice(1)));
    if (answer === undefined) return json(response, { errors: ['Forbidden.'] }, 403);
    json(response, answer);
  });
  open.push(server);
  const { history } = setup();
  const context: InsightContext = {
    place: {
      rest: flinkRest({ base: server.origin, cookie: null, concurrency: 6, timeout: millis(30_000) }),
      job: 'job',
      version: '1.20.5',
    },
    ref,
    history,
    recorder: createRecorder(history),
    clock: standingClock(START),
    now: () => millis(now),
    job: () => undefined,
  };
  const reader = taskManagersReader(topic);
  return {
    server,
    history,
    play: (next: Answers) => {
      answers = next;
    },
    async read(after = 0): Promise<TaskManagers> {
      now += after;
      server.requests.length = 0;
      return succeed(await reader.read(context, signal));
    },
    past: (at: number) =>
      taskManagersThen(
        { history, connection: { kind: 'flink', id: 'local', name: 'Local', url: server.origin }, moment: millis(at) },
        'job',
      ),
  };
}

interface Detail {
  readonly id: string;
  readonly metrics: Readonly<Record<string, number>>;
}
interface List {
  readonly taskmanagers: readonly { readonly id: string; readonly timeSinceLastHeartbeat: number }[];
}
const vertexOf = (id: string, parallelism: number, status = 'RUNNING') => ({
  id,
  name: `Vertex ${id}`,
  parallelism,
  maxParallelism: 128,
  status,
  'start-time': 1,
});
const jobOf = (vertices: readonly unknown[], restarted = 0) => ({
  jid: 'job',
  name: 'job',
  state: 'RUNNING',
  'start-time': 1,
  now: 2,
  timestamps: { RESTARTING: restarted },
  vertices,
});

/** A cluster of Flink 1.20 or 2.3 as it was recorded, with another list of task managers or another job where these are given. */
const recordedAnswers =
  (version: string, list: List, job: unknown = jobOf([]), vertex: unknown = { subtasks: [] }): Answers =>
  (path) => {
    if (path === 'taskmanagers') return list;
    if (path.startsWith('jobs/')) return path.includes('/vertices/') ? vertex : job;
    if (path.startsWith('jobmanager/metrics')) return fixture(`${version}/cluster/jobmanager-metrics-get`);
    return fixture(`${version}/cluster/${path.includes('/metrics?') ? 'taskmanager-metrics-first-get' : 'taskmanager'}`);
  };

describe('the task managers of a cluster', () => {
  it.each(['1.20', '2.3'])('have the figures that Flink %s answered, with the heartbeat as a moment', async (version) => {
    const list = fixture(`${version}/cluster/taskmanagers`) as List;
    const { metrics } = fixture(`${version}/cluster/taskmanager`) as Detail;
    const { server, ...cluster } = await scene(recordedAnswers(version, list));
    const answer = await cluster.read();
    expect(answer.taskManagers.map(({ id }) => id)).toEqual(list.taskmanagers.map(({ id }) => id));
    const [first] = answer.taskManagers;
    expect(first).toMatchObject({
      lastHeartbeat: list.taskmanagers[0]?.timeSinceLastHeartbeat,
      slots: 8,
      cores: 2,
      heap: { used: metrics['heapUsed'], most: metrics['heapMax'] },
      network: { used: metrics['nettyShuffleMemoryUsed'], most: metrics['nettyShuffleMemoryTotal'] },
      networkBuffers: {
        available: metrics['nettyShuffleMemorySegmentsAvailable'],
        total: metrics['nettyShuffleMemorySegmentsTotal'],
      },
      division: { taskHeap: 536_870_912, process: 1_677_721_600 },
      managed: { most: 268_435_456 },
      missing: [],
      gcShare: null,
    });
    expect(first?.cpuLoad).toBeGreaterThan(0);
    expect(first?.threads).toBeGreaterThan(20);
    expect(first?.collectors.map(({ name }) => name)).toContain('G1_Young_Generation');
    expect(answer.jobManager).toMatchObject({ threads: expect.any(Number) as number, heap: { most: 536_870_912 } });
    expect(server.requests.some((request) => request.includes('%3A'))).toBe(true);
  });

  it('are told as lost when they are not registered any more, and not again when they are', async () => {
    const before = fixture('1.20/taskmanager-lost/before-taskmanagers') as List;
    const after = fixture('1.20/taskmanager-lost/taskmanagers') as List;
    const cluster = await scene(recordedAnswers('1.20', before));
    expect((await cluster.read()).lost).toEqual([]);
    cluster.play(recordedAnswers('1.20', after));
    const lost = before.taskmanagers[1];
    expect((await cluster.read(10 * SECOND)).lost).toEqual([
      expect.objectContaining({ id: lost?.id, lastHeartbeat: lost?.timeSinceLastHeartbeat, missedAt: START + 10 * SECOND }),
    ]);
    cluster.play(recordedAnswers('1.20', before));
    expect((await cluster.read(10 * SECOND)).lost).toEqual([]);
  });

  it('have their subtasks, asked for again only after a restart; those without a place are nowhere', async () => {
    const list = fixture('1.20/taskmanager-lost/taskmanagers') as List;
    const placed = (status: string) => ({
      subtasks: [0, 1].map((subtask) => ({ subtask, status, 'taskmanager-id': list.taskmanagers[0]?.id })),
    });
    const cluster = await scene(recordedAnswers('1.20', list, jobOf([vertexOf('a', 2), vertexOf('b', 2)]), placed('RUNNING')));
    const asked = () => cluster.server.requests.filter((request) => request.includes('/vertices/')).length;
    const [first] = (await cluster.read()).taskManagers;
    expect(first?.subtasks?.map(({ vertex, index, status }) => `${vertex}${index} ${status}`)).toEqual([
      'a0 RUNNING',
      'a1 RUNNING',
      'b0 RUNNING',
      'b1 RUNNING',
    ]);
    expect(asked()).toBe(2);
    await cluster.read(10 * SECOND);
    expect(asked()).toBe(0);
    const unassigned = fixture('1.20/taskmanager-lost/v0-vertex');
    cluster.play(recordedAnswers('1.20', list, jobOf([vertexOf('a', 12, 'CANCELED')], 7), unassigned));
    const again = await cluster.read(10 * SECOND);
    expect(asked()).toBe(1);
    expect(again.taskManagers[0]?.subtasks?.every(({ status }) => status === 'CANCELED')).toBe(true);
    // Not all were placed when they were asked for: they are asked for again.
    await cluster.read(10 * SECOND);
    expect(asked()).toBe(1);
  });

  it('are asked for in bounds: 16 of them and 24 vertices with each poll, until all are known', async () => {
    const [one] = (fixture('1.20/cluster/taskmanagers') as List).taskmanagers;
    const taskmanagers = Array.from({ length: 40 }, (_, i) => ({ ...one, id: `tm-${i}`, timeSinceLastHeartbeat: START }));
    const vertices = Array.from({ length: 60 }, (_, i) => vertexOf(`v${i}`, 1));
    const vertex = { subtasks: [{ subtask: 0, status: 'RUNNING', 'taskmanager-id': 'tm-0' }] };
    const cluster = await scene(recordedAnswers('1.20', { taskmanagers }, jobOf(vertices), vertex));
    const polls: (readonly number[])[] = [];
    for (let i = 0; i < 4; i++) {
      const value = await cluster.read(10 * SECOND);
      polls.push([
        cluster.server.requests.length,
        value.taskManagers.filter(({ readAt }) => readAt !== null).length,
        value.unplaced,
      ]);
    }
    const fixed = 3;
    expect(polls).toEqual([
      [fixed + 32 + 24, 16, 36],
      [fixed + 32 + 24, 32, 12],
      [fixed + 32 + 12, 40, 0],
      [fixed + 32, 40, 0],
    ]);
  });

  it('say how much of their time goes into garbage collection, once two readings are far enough apart', async () => {
    const list = fixture('1.20/taskmanager-lost/taskmanagers') as List;
    let collected = 1_000;
    const detail = fixture('1.20/cluster/taskmanager') as Detail;
    const plain = recordedAnswers('1.20', list);
    const cluster = await scene((path) =>
      path.startsWith('taskmanagers/') && !path.includes('metrics?')
        ? { ...detail, metrics: { ...detail.metrics, garbageCollectors: [{ name: 'All', count: 1, time: collected }] } }
        : plain(path),
    );
    const share = async (after: number, time: number) => {
      collected = time;
      return (await cluster.read(after)).taskManagers[0]?.gcShare;
    };
    expect(await share(0, 1_000)).toBeNull();
    expect(await share(5 * SECOND, 1_000)).toBeNull();
    expect(await share(5 * SECOND, 3_000)).toBe(0.2);
    // A process that began anew counts from 0.
    expect(await share(10 * SECOND, 10)).toBeNull();
  });

  it('keep what can be had of one when the rest of it is refused, and say so', async () => {
    const list = fixture('1.20/taskmanager-lost/taskmanagers') as List;
    const plain = recordedAnswers('1.20', list);
    const cluster = await scene((path) => (path.includes('/metrics?') ? undefined : plain(path)));
    const { taskManagers, jobManager } = await cluster.read();
    expect(taskManagers[0]).toMatchObject({
      cpuLoad: null,
      missing: ['CPU, threads and managed memory are not known: The Flink REST interface denies access: Forbidden.'],
    });
    expect(taskManagers[0]?.heap.used).not.toBeNull();
    expect(jobManager).toBeNull();
  });

  it('are kept once a minute at most, and found again at a moment', async () => {
    const list = fixture('1.20/taskmanager-lost/taskmanagers') as List;
    const cluster = await scene(recordedAnswers('1.20', list));
    for (let i = 0; i < 13; i++) await cluster.read(10 * SECOND);
    const kept = cluster.history.records.read({
      connection: 'local',
      application: 'job',
      kinds: ['taskManagers'],
      from: millis(START),
      to: millis(START + 10 * MINUTE),
    });
    expect(kept.map(({ at }) => at - START)).toEqual([10 * SECOND, 70 * SECOND, 130 * SECOND]);
    expect(cluster.past(START + 2 * MINUTE)).toMatchObject({ state: 'live', at: START + 70 * SECOND });
    expect(cluster.past(START)).toMatchObject({ state: 'failed' });
    expect(cluster.past(START + 30 * MINUTE)).toMatchObject({ state: 'failed' });
  });
});

it('the processes of a managed application are followed, with a log and the threads of one', async () => {
  const scenery = await simulatorScene({ scenario: 'slow-sink', applications: 2 });
  open.push(scenery);
  const { engine, simulator } = scenery;
  const fleet = { kind: 'fleet', connection: 'simulator' } as const;
  await engine.follow(fleet);
  const [fault] = await simulator.truth();
  const rows = await engine.live(fleet, (each) => each.some(({ name }) => name === fault?.application));
  const found = rows.find(({ name }) => name === fault?.application);
  if (found === undefined) throw new Error('not there');
  const followed = { kind: 'taskManagers', ref: found.ref } as const;
  await engine.follow(followed);
  const { taskManagers, jobManager } = await engine.live(followed, (each) =>
    each.taskManagers.some(({ subtasks }) => subtasks !== null),
  );
  expect(taskManagers.length).toBeGreaterThan(0);
  expect(jobManager?.threads).toBe(75);
  const [first] = taskManagers;
  const dump = await engine.call('threads.dump', { ref: found.ref, process: first?.id });
  expect(dump).toMatchObject({ ok: true, value: { process: first?.id } });
  const names = (dump as { value: { threads: { name: string }[] } }).value.threads.map(({ name }) => name);
  // What runs there is found among its threads.
  for (const { name, index } of first?.subtasks ?? [])
    expect(names.some((each) => each.startsWith(`${name} (${index + 1}/`))).toBe(true);
  const log = await engine.call('taskManagers.log', { ref: found.ref, process: 'jobmanager', file: null, bytes: 2000 });
  expect(log).toMatchObject({ ok: true, value: { name: 'flink-jobmanager.log' } });
});
