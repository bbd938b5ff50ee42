import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { readFailures as ask } from '#electron/clients/flink/failures.ts';
import type { FailureStory } from '#shared/analysis/failures/readFailures.ts';
import { readFailures } from '#shared/analysis/failures/readFailures.ts';
import { mainGroup } from '#shared/analysis/failures/verdict.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { JobFailures } from '#shared/model/insight/failures.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { succeed } from '#test/peers/support/succeed.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from '../hurriedClock.ts';
import type { Watching } from '../watching.ts';
import { watching } from '../watching.ts';

// Whole simulators, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe('what the failures of a scenario are traced to', () => {
  let simulator: TestSimulator;
  beforeAll(async () => {
    simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, historyHours: 0 });
  });
  afterAll(() => simulator?.close());

  /** The application that the scenario makes sick, alone; the truth about it. */
  async function play(scenario: string) {
    await simulator.startScenario({ scenario, seed: 7, start: simulator.start, history: 2 * HOUR });
    const [fault] = await simulator.truth();
    return fault;
  }

  /** As Flink tells of the jobs of the scenario's application. */
  async function storyOf(application: string): Promise<FailureStory> {
    const { signal } = new AbortController();
    const base = (await simulator.state()).flink[application];
    const rest = flinkRest({ base: base ?? '', cookie: null, concurrency: 6, timeout: millis(60_000) });
    const jobs = succeed(await rest.jobs(signal));
    const found = await Promise.all(
      jobs.map(async ({ id: job }) =>
        succeed(await ask(rest, job, signal)).found.map((each) => ({ job, ...each, concurrent: [...each.concurrent] })),
      ),
    );
    return readFailures(found.flat());
  }

  // `where` is the uid of the operator that the scenario's truth names; the vertex is the one that holds it.
  it.each([
    ['operator-unhandled-exception', 'idle', 'NumberFormatException', 'Idle carts'],
    ['access-denied-in-logs', 'archive', 'FirehoseException', 'Sink: Writer'],
    ['cross-region-s3-sink', 'lake', 'AmazonS3Exception', 'lake: Writer'],
    ['dependency-outage', 'sessions-sink', 'PSQLException', 'Sink: Writer'],
    ['insufficient-network-buffers', 'visitors', 'IOException: Insufficient number of network buffers', 'Features per visitor'],
    ['out-of-memory-error', 'levels', 'OutOfMemoryError', 'Level per article -> Changed'],
    ['source-or-sink-not-found', 'count', 'ResourceNotFoundException', 'Keyed Aggregation -> Map -> Sink: Writer'],
    ['truststore-path-not-found', 'payments', 'NoSuchFileException', 'Source: Kafka Source -> Sink: Writer -> Sink: Committer'],
    ['vpc-no-internet-access', 'prices', 'UnknownHostException', 'Look up prices -> Total'],
    ['vpc-resource-unreachable', 'payments', 'TimeoutException: Failed to update metadata', 'Source: payments -> Parse payment'],
  ])('%s: %s', async (scenario, where, exception, vertex) => {
    const fault = await play(scenario);
    expect(fault?.where).toBe(where);
    const main = mainGroup((await storyOf(fault?.application ?? '')).groups);
    expect(main?.title).toContain(exception);
    expect(main?.vertices.map((each) => each.vertex)).toEqual([vertex]);
    expect(main?.follows).toBeNull();
  });

  it('task-manager-lost: one cause, whoever noticed it, with the machines that went', async () => {
    const fault = await play('task-manager-lost');
    const { groups, bursts } = await storyOf(fault?.application ?? '');
    expect(groups).toHaveLength(1);
    expect(bursts.length).toBeGreaterThan(1);
    expect(groups[0]?.lost).toHaveLength(bursts.length);
    for (const each of groups[0]?.lost ?? []) expect(each).toMatch(/^10\.[\d.]+:6122-[0-9a-f]{6}$/);
  });
});

describe('the failures of an application', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).toReversed()) await each.close();
  });
  const NAME = 'orders-enrichment';
  const fleet = { kind: 'fleet', connection: 'simulator' } as const;

  async function setup() {
    const simulator = await startTestSimulator({ scenario: 'healthy', applications: 3 });
    open.push(simulator);
    const { now } = await simulator.setClock({ paused: true });
    const folder = await mkdtemp(join(tmpdir(), 'failures-'));
    open.push({ close: () => rm(folder, { recursive: true }) });
    const connection = {
      kind: 'simulator',
      id: 'simulator',
      name: 'Simulator',
      scenario: 'healthy',
      seed: 7,
      speed: 1,
      address: simulator.addresses.control,
    } as const;
    const engine = async (): Promise<Watching> => {
      const made = await watching(connection, hurriedClock(20, now), join(folder, 'settings.json'));
      open.push(made);
      return made;
    };
    return { simulator, engine };
  }
  const refIn = async (engine: Watching) => {
    await engine.follow(fleet);
    const rows = await engine.live(fleet, (each) => each.some(({ name }) => name === NAME));
    return rows.find(({ name }) => name === NAME)!.ref;
  };

  it('are kept when Flink has forgotten them with their job, over restarts of the app, and told as they were at a moment', async () => {
    const { simulator, engine: start } = await setup();
    const first = await start();
    const ref = await refIn(first);
    const topic = { kind: 'failures', ref } as const;
    await first.follow(fleet, topic);
    expect((await first.live(topic)).failures).toEqual([]);

    const fault = { id: 'bug', kind: 'operator-unhandled-exception', application: NAME, severity: 'severe' } as const;
    await simulator.setFault({ change: 'on', ...fault });
    const { now: half } = await simulator.advance(10 * MINUTE);
    const early = await first.live(topic, ({ failures }) => failures.length > 0);
    await simulator.advance(10 * MINUTE);
    const told = await first.live(topic, ({ failures }) => failures.length > early.failures.length);
    expect(new Set(told.failures.map(({ at, task }) => `${at} ${task}`)).size).toBe(told.failures.length);
    expect(told.failures.map(({ at }) => at)).toEqual(told.failures.map(({ at }) => at).toSorted((a, b) => b - a));
    expect(told.since).toBeLessThan(early.failures[0]!.at);
    await first.close();

    // Another engine, and a job that knows of nothing.
    const second = await start();
    await second.follow(fleet, topic);
    const later = await second.live(topic);
    const ids = ({ failures }: JobFailures) => failures.map(({ job, at }) => `${job} ${at}`);
    expect(ids(later)).toEqual(expect.arrayContaining(ids(told)));

    const { snapshot } = (await second.call('past', { topic, at: half })) as Output<'past'>;
    if (!('value' in snapshot)) throw new Error('The past is not known.');
    const then = snapshot.value as JobFailures;
    expect(then.failures.length).toBeGreaterThan(0);
    expect(then.failures.length).toBeLessThan(told.failures.length);
    for (const { at } of then.failures) expect(at).toBeLessThanOrEqual(half);
  });
});
