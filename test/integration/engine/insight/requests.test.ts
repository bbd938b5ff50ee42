import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { RequestEntry } from '#shared/simulation/control.ts';
import { SECOND } from '#shared/units/units.ts';
import type { Quiet } from '#test/support/quiet.ts';
import { watchQuiet } from '#test/support/quiet.ts';
import type { StandingClock } from '#test/support/standingClock.ts';
import { standingClock } from '#test/support/standingClock.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { Watching } from '../watching.ts';
import { watching } from '../watching.ts';

// Time passes in small steps, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const NAME = 'orders-enrichment';
const fleet = { kind: 'fleet', connection: 'simulator' } as const;

/** What the polls of a job ask whoever looks, below `jobs/:job`; and what they ask of a cluster. */
const OF_JOB =
  /^(?:$|checkpoints$|checkpoints\/config$|metrics\?|exceptions\?|vertices\/[^/]+\/(?:backpressure$|subtasks\/metrics(?:\?|$)))/;
const OF_CLUSTER = /^(?:|overview|jobs\/overview)$/;

/** The path behind a job's own; null: of the cluster. */
const belowJob = (operation: string): string | null => /^jobs\/[0-9a-f]{32}\/?(.*)$/.exec(operation)?.[1] ?? null;

function isPlain({ operation }: RequestEntry): boolean {
  const below = belowJob(operation);
  return below === null ? OF_CLUSTER.test(operation) : OF_JOB.test(below);
}

/** A failed or slow checkpoint is kept by itself, one a minute of an application at most, with its part in every vertex. */
function withoutKept(requests: readonly RequestEntry[], own: RegExp | null = null): RequestEntry[] {
  const kept = new Set<string>();
  const rest = requests.filter((each) => {
    if (isPlain(each)) return false;
    const below = belowJob(each.operation) ?? '';
    const checkpoint = /^checkpoints\/details\/(\d+)(?:\/subtasks\/[0-9a-f]{32})?$/.exec(below)?.[1];
    if (checkpoint === undefined || own?.test(below) === true) return true;
    kept.add(`${each.application} ${checkpoint}`);
    return false;
  });
  // In less than a minute.
  const applications = [...kept].map((each) => each.split(' ')[0]);
  expect(new Set(applications).size).toBe(applications.length);
  return rest;
}

interface View {
  readonly name: string;
  /** Given the job that is looked at, what is followed. */
  readonly topic: (ref: { connection: string; id: string }, job: Job) => Topic;
  /** Its paths, below `jobs/:job` where they are a job's. */
  readonly own: (job: Job) => RegExp;
  /** What is final is asked for once, however long it is looked at. */
  readonly once?: boolean;
}

/** Vertices that have inputs: a source has no watermark of its input. */
const innerOf = ({ vertices, edges }: Job): string[] =>
  vertices.flatMap(({ id }) => (edges.some(({ to }) => to === id) ? [id] : []));
const vertexOf = (job: Job): string => innerOf(job)[0] ?? '';

const views: readonly View[] = [
  {
    name: 'two vertices in sight',
    topic: (ref, job) => ({ kind: 'sight', ref, vertices: [job.vertices[0]?.id ?? '', vertexOf(job)] }),
    own: (job) => new RegExp(`^vertices/${vertexOf(job)}/watermarks$`),
  },
  {
    name: 'a vertex',
    topic: (ref, job) => ({ kind: 'vertex', ref, vertex: vertexOf(job) }),
    own: (job) =>
      new RegExp(
        `^(?:vertices/${vertexOf(job)}(?:$|/(?:watermarks|accumulators|metrics))|checkpoints/details/\\d+/subtasks/${vertexOf(job)}$)`,
      ),
  },
  {
    name: 'a checkpoint',
    topic: (ref, { checkpoints }) => ({
      kind: 'checkpoint',
      ref,
      id: checkpoints.history.find(({ status }) => status === 'COMPLETED')?.id ?? -1,
    }),
    own: ({ checkpoints }) =>
      new RegExp(
        `^checkpoints/details/${checkpoints.history.find(({ status }) => status === 'COMPLETED')?.id}(?:$|/subtasks/[0-9a-f]{32}$)`,
      ),
    once: true,
  },
  {
    name: 'the task managers',
    topic: (ref) => ({ kind: 'taskManagers', ref }),
    // Where subtasks run is told by the vertices.
    own: () => /^(?:taskmanagers|jobmanager)(?:$|\/)|^vertices\/[^/]+$/,
  },
  {
    name: 'a flame graph',
    topic: (ref, job) => ({ kind: 'flame', ref, vertex: vertexOf(job), subtask: null, minutes: 5 }),
    own: (job) => new RegExp(`^vertices/${vertexOf(job)}/flamegraph(?:\\?|$)`),
  },
];

/** Of a managed application through its dashboard, and of a cluster of one's own. */
const places = [
  { of: 'a managed application', managed: true, shown: views },
  { of: 'a cluster', managed: false, shown: views.filter(({ name }) => /sight|vertex/.test(name)) },
];

describe.each(places)('what is asked of the Flink of $of', ({ managed, shown }) => {
  let clock: StandingClock;
  let simulator: TestSimulator;
  let engine: Watching;
  let quiet: Quiet;
  let ref: { connection: string; id: string };
  let job: Job;

  const asked = async (): Promise<RequestEntry[]> => (await simulator.requests()).filter(({ service }) => service === 'flink');
  /** Follows beside the job, lets time pass step by step, and tells what was asked meanwhile. */
  const during = async (duration: number, ...followed: readonly Topic[]): Promise<RequestEntry[]> => {
    // What was on its way when a view was closed is there before anything is counted.
    await quiet.reached();
    const before = (await asked()).length;
    await engine.follow(...plain(), ...followed);
    await quiet.reached();
    for (let left = duration; left > 0; left -= SECOND) {
      clock.pass(SECOND);
      await quiet.reached();
    }
    return (await asked()).slice(before);
  };
  const plain = (): readonly Topic[] => [fleet, { kind: 'job', ref }];

  beforeAll(async () => {
    quiet = watchQuiet();
    clock = standingClock(Date.UTC(2026, 9, 13, 12, 0, 20));
    simulator = await startTestSimulator({ scenario: 'healthy', applications: 3, clock, start: clock.now() });
    const { flink } = await simulator.state();
    const { control } = simulator.addresses;
    const embedded = { kind: 'simulator', scenario: 'healthy', seed: 7, speed: 1, address: control } as const;
    const own = { kind: 'flink', url: flink[NAME] ?? '' } as const;
    engine = await watching({ id: 'simulator', name: 'Simulator', ...(managed ? embedded : own) }, clock);
    await engine.follow(fleet);
    const moving = setInterval(() => clock.pass(SECOND / 2), 20);
    const isIt = ({ name, jobState }: ApplicationSummary) => (name === NAME || !managed) && jobState === 'RUNNING';
    ref = (await engine.live(fleet, (rows) => rows.some(isIt))).find(isIt)?.ref ?? ref;
    await engine.follow(...plain());
    job = await engine.live(
      { kind: 'job', ref },
      ({ checkpoints, vertices }) =>
        checkpoints.history.some(({ status }) => status === 'COMPLETED') && vertices.every(({ detail }) => detail === 'subtasks'),
    );
    clearInterval(moving);
    await quiet.reached();
  });
  afterAll(async () => {
    await engine?.close();
    await simulator?.close();
    quiet?.close();
  });

  it('is what the polls of jobs ask, while no view is open', async () => {
    const requests = await during(20 * SECOND);
    expect(withoutKept(requests)).toEqual([]);
    expect(requests.filter(({ application }) => application === NAME).length).toBeGreaterThan(0);
  });

  it.each(shown)('for $name is its own, of this application alone, and ends with it', async ({ topic, own, once }) => {
    const followed = topic(ref, job);
    const isOwn = own(job);
    const extra = withoutKept(await during(8 * SECOND, followed), isOwn);
    expect(extra.filter(({ operation }) => !isOwn.test(belowJob(operation) ?? operation))).toEqual([]);
    expect(new Set(extra.map(({ application }) => application))).toEqual(new Set([NAME]));
    if (once === true) expect(new Set(extra.map(({ operation }) => operation)).size).toBe(extra.length);
    expect(engine.now(followed).state).toBe('live');

    await engine.follow(...plain());
    expect(withoutKept(await during(11 * SECOND))).toEqual([]);
  });

  it('for the failures is their history every few seconds, which nobody else asks for so often', async () => {
    const exceptions = (requests: readonly RequestEntry[]) =>
      requests.filter(({ application, operation }) => application === NAME && operation.includes('/exceptions')).length;
    const opened = await during(25 * SECOND, { kind: 'failures', ref });
    expect(withoutKept(opened)).toEqual([]);
    const often = exceptions(opened);
    expect(often).toBeGreaterThanOrEqual(2);
    await engine.follow(...plain());
    // The job's own polls ask once a minute.
    expect(exceptions(await during(25 * SECOND))).toBeLessThan(often);
  });

  it('for a new sight comes within a second, and a vertex that is seen already is not asked for again at once', async () => {
    const [one = '', other = ''] = innerOf(job);
    const sightOf = (...vertices: string[]) => ({ kind: 'sight', ref, vertices }) as const;
    const watermarks = (requests: readonly RequestEntry[]) =>
      requests.filter(({ operation }) => operation.endsWith('/watermarks')).map(({ operation }) => operation.split('/')[3]);
    await during(SECOND);
    expect(new Set(watermarks(await during(SECOND, sightOf(one, other))))).toEqual(new Set([one, other]));
    expect(watermarks(await during(SECOND, sightOf(other)))).toEqual([]);
    expect(engine.now(sightOf(other))).toMatchObject({ state: 'live', value: [other] });
    await engine.follow(...plain());
  });
});
