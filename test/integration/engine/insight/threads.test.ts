import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { readProcessLog } from '#electron/clients/flink/processLog.ts';
import { listTaskManagers } from '#electron/clients/flink/taskManagers.ts';
import { readThreads } from '#electron/clients/flink/threads.ts';
import type { DoingKind } from '#shared/analysis/threads/doing.ts';
import { restful } from '#shared/analysis/threads/doing.ts';
import type { ReadThread } from '#shared/analysis/threads/readDump.ts';
import { readDump } from '#shared/analysis/threads/readDump.ts';
import { HOUR, SECOND, millis } from '#shared/units/units.ts';
import { succeed } from '#test/peers/support/succeed.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { httpServer, json } from '../../clients/httpServer.ts';

// Two hours of each sick application are simulated first, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const { signal } = new AbortController();
const restAt = (base: string) => flinkRest({ base, cookie: null, concurrency: 6, timeout: millis(60_000) });

describe('a dump of a recorded cluster', () => {
  const fixture = (name: string): string =>
    readFileSync(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'flink-rest', name), 'utf8');
  const asked: string[] = [];

  it.each(['1.20', '2.3'])('of Flink %s is asked for by the encoded id of the process, and read', async (version) => {
    const answer = fixture(`${version}/cluster/taskmanager-thread-dump.json`);
    const server = await httpServer((request, response) => {
      asked.push(request.url ?? '');
      json(response, JSON.parse(answer));
    });
    const rest = restAt(server.origin);
    const dump = succeed(await readThreads(rest, '127.0.0.1:39453-4ec2ec', millis(5), signal));
    expect(dump).toMatchObject({ process: '127.0.0.1:39453-4ec2ec', at: 5 });
    expect(dump.threads.map(({ name }) => name)).toEqual(
      (JSON.parse(answer) as { threadInfos: { threadName: string }[] }).threadInfos.map(({ threadName }) => threadName),
    );
    succeed(await readThreads(rest, 'jobmanager', millis(5), signal));
    expect(asked.slice(-2)).toEqual(['/taskmanagers/127.0.0.1%3A39453-4ec2ec/thread-dump', '/jobmanager/thread-dump']);
    await server.close();
  });

  it('of a process that is gone is a failure in words', async () => {
    const error = fixture('1.20/cluster/error-unknown-taskmanager.json');
    const server = await httpServer((_, response) => json(response, JSON.parse(error), 500));
    const answer = await readThreads(restAt(server.origin), 'nobody', millis(5), signal);
    expect(answer).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('No TaskExecutor registered under nobody') as string },
    });
    await server.close();
  });

  it('its logs are listed with the process’ own first, and one is read from its end', async () => {
    const lines = Array.from({ length: 50 }, (_, i) => `line ${i}`).join('\n');
    const server = await httpServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.endsWith('/logs') === true)
        return json(response, JSON.parse(fixture('1.20/cluster/taskmanager-logs.json')));
      response.end(lines);
    });
    const log = succeed(await readProcessLog(restAt(server.origin), { process: 'a:1', file: null, bytes: 20 }, signal));
    expect(log.files.slice(0, 2).map(({ name }) => name)).toEqual(['flink-taskmanager-1.log', 'flink-taskmanager-1.out']);
    expect(log).toMatchObject({ name: 'flink-taskmanager-1.log', text: lines.slice(-20), truncated: true });
    expect(asked.at(-1)).toBe('/taskmanagers/a%3A1/logs/flink-taskmanager-1.log');
    const gone = await readProcessLog(restAt(server.origin), { process: 'a:1', file: 'other.log', bytes: 20 }, signal);
    expect(gone).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    await server.close();
  });
});

interface Case {
  readonly scenario: string;
  readonly operator: string;
  /** What its threads do most of the time that they are not at rest. */
  readonly doing: DoingKind;
}

const cases: readonly Case[] = [
  { scenario: 'io-bound-operator', operator: 'async wait operator -> Map -> Sink: Writer', doing: 'answer' },
  { scenario: 'sink-bottleneck', operator: 'sessions: Writer', doing: 'answer' },
  { scenario: 'serializer-kryo-overhead', operator: 'Profile per card -> Score', doing: 'kryo' },
  { scenario: 'state-access-too-frequent', operator: 'Profile per card -> Score', doing: 'state' },
  { scenario: 'per-record-logging', operator: 'Session per visitor -> Summary', doing: 'logging' },
  { scenario: 'operator-compute-bound', operator: 'Session per visitor -> Summary', doing: 'running' },
];

describe('the threads of a sick operator do what the scenario says', () => {
  let simulator: TestSimulator;
  beforeAll(async () => {
    simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, historyHours: 0 });
  });
  afterAll(() => simulator?.close());

  /** Every process, looked at some times: a dump is one moment. */
  async function looks(application: string, times: number): Promise<readonly ReadThread[]> {
    const base = (await simulator.state()).flink[application];
    if (base === undefined) throw new Error(`${application} has no REST interface.`);
    const rest = restAt(base);
    const found: ReadThread[] = [];
    for (let i = 0; i < times; i++) {
      for (const { id } of succeed(await listTaskManagers(rest, signal)))
        found.push(...readDump(succeed(await readThreads(rest, id, millis(0), signal))));
      await simulator.advance(SECOND);
    }
    return found;
  }

  it.each(cases)('$scenario: $doing', async ({ scenario, operator, doing }) => {
    await simulator.startScenario({ scenario, seed: 7, start: simulator.start, history: 2 * HOUR });
    const [fault] = await simulator.truth();
    const threads = await looks(fault?.application ?? '', 12);
    expect(threads.filter(({ thread }) => thread.state === null)).toEqual([]);
    const own = threads.filter(({ kind, task }) => kind === 'task' && task?.operator === operator);
    expect(own.length).toBeGreaterThan(0);
    const counts = new Map<DoingKind, number>();
    for (const each of own)
      if (!restful.has(each.doing.kind)) counts.set(each.doing.kind, (counts.get(each.doing.kind) ?? 0) + 1);
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    expect(most?.[0], JSON.stringify([...counts])).toBe(doing);
  });
});
