import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { JobMemory } from '#electron/clients/flink/readJob.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { Job } from '#shared/model/job.ts';
import { HOUR, SECOND, millis } from '#shared/units/units.ts';
import { succeed } from '#test/peers/support/succeed.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';

// Two hours of each sick application are simulated first, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

interface Case {
  readonly scenario: string;
  /** As the scenario's truth tells it: the uid of the operator; null: it lies with the application as a whole. */
  readonly where: string | null;
  /** The vertex that must be named; null: none holds the others back. */
  readonly vertex: string | null;
  /** That one subtask of it does the work. */
  readonly skewed?: boolean;
}

const SESSIONS = 'Session per visitor -> Summary';
const PRICES = 'Look up prices -> Total';

/** Of a vertex that works too slowly, whatever the reason, the graph names that vertex; of other troubles it names none. */
const cases: readonly Case[] = [
  { scenario: 'sink-bottleneck', where: 'sessions-sink', vertex: 'sessions: Writer' },
  { scenario: 'operator-compute-bound', where: 'sessions', vertex: SESSIONS },
  { scenario: 'io-bound-operator', where: 'lookup', vertex: 'async wait operator -> Map -> Sink: Writer' },
  { scenario: 'serializer-kryo-overhead', where: 'score', vertex: 'Profile per card -> Score', skewed: true },
  { scenario: 'state-access-too-frequent', where: 'score', vertex: 'Profile per card -> Score' },
  { scenario: 'per-record-logging', where: 'sessions', vertex: SESSIONS },
  { scenario: 'data-skew', where: 'sessions', vertex: SESSIONS, skewed: true },
  { scenario: 'throughput-under-provisioned', where: null, vertex: SESSIONS },
  { scenario: 'dependency-outage', where: 'sessions-sink', vertex: 'Sink: Writer' },
  { scenario: 'slow-sink', where: null, vertex: 'warehouse: Writer -> warehouse: Committer' },
  { scenario: 'autoscaling-not-triggered', where: 'prices', vertex: PRICES },
  { scenario: 'checkpoint-long-start-delay', where: 'prices', vertex: PRICES },
  { scenario: 'state-skew', where: 'sessions', vertex: null },
  { scenario: 'unbounded-state-growth', where: 'idle', vertex: null },
  { scenario: 'kinesis-source-throttling', where: 'events', vertex: null },
  { scenario: 'few-shards-idle-subtasks', where: 'readings', vertex: null },
];
const { signal } = new AbortController();

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, historyHours: 0 });
});
afterAll(() => simulator?.close());

/** The job of an application at a moment when all of it is measured: one that fails again and again is so only between. */
async function jobOf(application: string): Promise<Job> {
  const base = (await simulator.state()).flink[application];
  if (base === undefined) throw new Error(`${application} has no REST interface.`);
  const rest = flinkRest({ base, cookie: null, concurrency: 6, timeout: millis(60_000) });
  const memory: JobMemory = new Map();
  const [listed] = succeed(await rest.jobs(signal));
  if (listed === undefined) throw new Error(`${application} has no job.`);
  for (let look = 0; look < 40; look += 1) {
    const job = succeed(await readJob(rest, listed.id, '', memory, signal));
    // What Flink has measured is there with the second reading.
    if (look > 0 && job.vertices.every(({ level }) => level !== null)) return job;
    await simulator.advance(15 * SECOND);
  }
  throw new Error(`${application} is never measured.`);
}

describe('the bottleneck of the graph is that of the scenario', () => {
  it.each(cases)('$scenario: $vertex', async ({ scenario, where, vertex, skewed = false }) => {
    await simulator.startScenario({ scenario, seed: 7, start: simulator.start, history: 2 * HOUR });
    const [fault] = await simulator.truth();
    expect(fault?.where).toBe(where);
    const job = await jobOf(fault?.application ?? '');
    const found = findBottleneck(job);
    expect(job.vertices.find(({ id }) => id === found?.vertex)?.name ?? null).toBe(vertex);
    expect(found?.reason.includes('skewed') ?? false).toBe(skewed);
  });
});
