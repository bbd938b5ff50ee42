import { answerFlink, flinkPath } from '#electron/simulator/flink/answerFlink.ts';
import { createRequestLog } from '#electron/simulator/aws/requestLog.ts';
import { createClusterMemory } from '#electron/simulator/flink/memory.ts';
import { createSessions } from '#electron/simulator/flink/sessions.ts';
import { listen } from '#electron/simulator/http/listen.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import type { World } from '#shared/simulation/types.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { standingClock } from '#test/support/standingClock.ts';

/** The parts of a job's answer that lead to the others. */
export interface Job {
  readonly jid: string;
  readonly vertices: readonly { readonly id: string; readonly name: string }[];
  readonly plan: { readonly nodes: readonly { readonly id: string; readonly inputs?: readonly { readonly id: string }[] }[] };
}

/** A running job and the addresses of its parts. */
export interface Place {
  readonly base: string;
  readonly job: Job;
  readonly source: string;
  readonly middle: string;
  readonly sink: string;
}

export async function get(base: string, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(base + path);
  return { status: response.status, body: await response.json() };
}

/** Of a running job with a vertex between its source and its sink. */
export async function findPlace(bases: readonly string[]): Promise<Place> {
  for (const base of bases) {
    const { jobs } = (await get(base, 'jobs/overview')).body as { jobs: { jid: string; state: string }[] };
    const running = jobs.find(({ state }) => state === 'RUNNING');
    if (running === undefined) continue;
    const job = (await get(base, `jobs/${running.jid}`)).body as Job;
    const { nodes } = job.plan;
    const feeds = (id: string) => nodes.some(({ inputs = [] }) => inputs.some((input) => input.id === id));
    const source = nodes.find(({ inputs = [] }) => inputs.length === 0);
    const middle = nodes.find(({ id, inputs = [] }) => inputs.length > 0 && feeds(id));
    const sink = nodes.find(({ id }) => !feeds(id));
    if (source !== undefined && middle !== undefined && sink !== undefined)
      return { base, job, source: source.id, middle: middle.id, sink: sink.id };
  }
  throw new Error('The scenario has no such job.');
}

/** The demonstration's world as it would be if all of its applications ran on Flink 2. */
function modernWorld(start: number): World {
  const scenario = findScenario('demo');
  if (scenario === undefined) throw new Error('There is no demonstration.');
  const world = createWorld({ seed: 7, scenario, start: millis(start), history: HOUR });
  const applications = world.applications.map(
    (application) => Object.create(application, { flinkVersion: { value: '2.3.0' } }) as typeof application,
  );
  return Object.create(world, { applications: { value: applications } }) as World;
}

export interface FlinkPlaces {
  /** Addresses of the applications that run on Flink 1.20, on any Flink 1, and on Flink 2. */
  readonly old: readonly string[];
  readonly all: readonly string[];
  readonly modern: readonly string[];
  readonly root: string;
  close(): Promise<void>;
}

/** The Flink interfaces of a world that stands still: the addresses of those that run. */
export async function serveFlinkOf(world: World): Promise<{ readonly bases: readonly string[]; close(): Promise<void> }> {
  const clock = standingClock(world.now);
  const sessions = createSessions(() => clock.now());
  const memory = createClusterMemory();
  const server = await listen({
    port: 0,
    clock,
    answer: (request) =>
      answerFlink(request, {
        sessions,
        memory,
        guarded: false,
        requests: createRequestLog(),
        look: () => ({ world, now: world.now }),
      }),
    log: () => undefined,
  });
  const running = world.applications.filter(({ status }) => status === 'RUNNING');
  return { bases: running.map(({ name }) => server.origin + flinkPath(name)), close: () => server.close() };
}

/** The Flink interfaces of the demonstration, as they are and as they would be on Flink 2. */
export async function startFlinkPlaces(): Promise<FlinkPlaces> {
  const simulator = await startTestSimulator({ historyHours: 2 });
  const all = Object.values(simulator.addresses.flink);
  const old: string[] = [];
  for (const base of all) {
    const { 'flink-version': version } = (await get(base, 'overview')).body as { 'flink-version': string };
    if (version.startsWith('1.20')) old.push(base);
  }
  const modern = await serveFlinkOf(modernWorld(simulator.start));
  return {
    old,
    all,
    modern: modern.bases,
    root: simulator.addresses.aws,
    async close() {
      await Promise.all([simulator.close(), modern.close()]);
    },
  };
}
