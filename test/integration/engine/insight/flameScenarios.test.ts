import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readFlame } from '#electron/clients/flink/flameGraph.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import { busyTree, hottestPath } from '#shared/analysis/flame/busy.ts';
import { totalTree } from '#shared/analysis/flame/combine.ts';
import { hotMethods } from '#shared/analysis/flame/hot.ts';
import { flameIndex } from '#shared/analysis/flame/search.ts';
import type { FlameTrees } from '#shared/model/insight/flame.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';

// Minutes are simulated, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator({ scenario: 'healthy', historyHours: 0.2 });
});
afterAll(() => simulator?.close());

interface Row {
  readonly problem: FaultKind;
  readonly application: string;
  readonly where?: string;
  /** The vertex at fault. */
  readonly vertex: RegExp;
  /** Part of a name on the way to where most of its working time goes. */
  readonly path: string;
  /** On the stack in at least this share of its working time, of 1. */
  readonly share: number;
  /** Where most samples of the working time end. */
  readonly hot: RegExp;
}

const HTTP = 'jdk.internal.net.http.HttpClientImpl.send';
const PARK = /^jdk\.internal\.misc\.Unsafe\.park$/;

/** What each problem spends the time of a vertex on, as the simulator's model of it says. */
const rows: readonly Row[] = [
  {
    problem: 'serializer-kryo-overhead',
    application: 'orders-enrichment',
    where: 'join',
    vertex: /[Jj]oin|[Ee]nrich/,
    path: 'com.esotericsoftware.kryo.Kryo.',
    share: 0.6,
    hot: /^com\.esotericsoftware\.kryo\./,
  },
  {
    problem: 'state-access-too-frequent',
    application: 'fraud-scores',
    where: 'score',
    vertex: /-> Score$/,
    path: 'org.rocksdb.RocksDB.get',
    share: 0.3,
    hot: /^org\.rocksdb\.RocksDB\.get$/,
  },
  // The call to another service, waited for within the function.
  { problem: 'io-bound-operator', application: 'device-sessions', vertex: /SessionWindows/, path: HTTP, share: 0.7, hot: PARK },
  {
    problem: 'sink-bottleneck',
    application: 'cart-abandonment',
    vertex: /^campaigns: Writer$/,
    path: 'org.apache.flink.connector.jdbc.internal.JdbcOutputFormat.flush',
    share: 0.9,
    hot: /^sun\.nio\.ch\.Net\.poll$/,
  },
  {
    problem: 'per-record-logging',
    application: 'clickstream-sessions',
    where: 'sessions',
    vertex: /^Session per visitor/,
    path: 'org.apache.logging.slf4j.Log4jLogger.info',
    share: 0.6,
    hot: /^org\.apache\.logging\.log4j\./,
  },
  {
    problem: 'operator-compute-bound',
    application: 'search-terms',
    vertex: /^Keyed Aggregation/,
    path: 'com.example.search.terms.KeyedAggregation.processElement',
    share: 0.7,
    hot: /^com\.example\.search\.terms\.KeyedAggregation\.processElement$/,
  },
];

const { signal } = new AbortController();

/** Lets Flink sample one vertex; to be called again when it has. */
async function sampler({ application, vertex }: Row): Promise<() => Promise<FlameTrees>> {
  const base = (await simulator.state()).flink[application];
  if (base === undefined) throw new Error(`${application} has no REST interface.`);
  const rest = flinkRest({ base, cookie: null, concurrency: 6, timeout: millis(60_000) });
  const jobs = await rest.jobs(signal);
  const id = jobs.ok ? (jobs.value.find(({ ended }) => ended === null)?.id ?? '') : '';
  const job = await rest.job(id, signal);
  const found = job.ok ? job.value.vertices.find(({ name }) => vertex.test(name)) : undefined;
  if (!job.ok || found === undefined)
    throw new Error(`${application}: ${JSON.stringify(job.ok ? job.value.vertices.map(({ name }) => name) : job)}`);
  const ask = () => readFlame(rest, { job: id, vertex: found.id, subtask: null }, null, signal);
  expect(await ask(), application).toEqual({ ok: true, value: { state: 'pending' } });
  return async () => {
    const round = await ask();
    if (!round.ok || round.value.state !== 'sampled') throw new Error(JSON.stringify(round));
    expect(round.value.trees.on.value + round.value.trees.off.value).toBe(100 * found.parallelism);
    return round.value.trees;
  };
}

it('shows where the time goes: the hot method of each vertex at fault is that of the problem', async () => {
  for (const { problem: kind, application, where } of rows)
    await simulator.setFault({
      change: 'on',
      id: application,
      kind,
      application,
      severity: 'clear',
      ...(where === undefined ? {} : { where }),
    });
  await simulator.advance(20 * MINUTE);
  const samplers: (() => Promise<FlameTrees>)[] = [];
  for (const row of rows) samplers.push(await sampler(row));
  await simulator.advance(15 * SECOND);
  for (const [i, { problem, application, path, share, hot }] of rows.entries()) {
    const trees = await samplers[i]?.();
    if (trees === undefined) continue;
    const busy = busyTree(totalTree(trees));
    const what = `${problem} of ${application}`;
    expect.soft(hottestPath(busy).join('\n'), what).toContain(path);
    expect.soft(flameIndex(busy).find(path, true).share, what).toBeGreaterThan(share);
    expect.soft(hotMethods(busy, 1)[0]?.name, what).toMatch(hot);
  }
});
