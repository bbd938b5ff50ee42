import { randomBytes } from 'node:crypto';
import type { SimulatorState } from '#shared/simulation/control.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import type { Scenario } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import { answerAws, servesAws } from './aws/answerAws.ts';
import { createRegionState } from './aws/regionState.ts';
import type { Credentials } from './aws/signature.ts';
import { createThrottle } from './aws/throttle.ts';
import { answerControl, CONTROL_PREFIX } from './control/answerControl.ts';
import { answerFlink, FLINK_PREFIX, flinkPath, hasCluster } from './flink/answerFlink.ts';
import { createSessions } from './flink/sessions.ts';
import { listen } from './http/listen.ts';
import { jsonReply } from './http/request.ts';
import type { Reply, SimulatorRequest } from './http/request.ts';
import { simulatedClock } from './simulatedClock.ts';
import { createSimulation } from './simulation.ts';

export interface SimulatorOptions {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Simulated seconds a second. */
  readonly speed: number;
  readonly history: Millis;
  /** Where simulated time begins; else the minute that it is now. */
  readonly start?: Millis;
  /** 0 takes any free port. */
  readonly port: number;
  /** Who is let in. Null takes every key, and opens the Flink interfaces without a session: for programs of one's own. */
  readonly credentials: Credentials | null;
  /** The secret in the control address; else a new one. Given, so that a simulator that is started anew is found where it was. */
  readonly token?: string;
  /** False takes requests at any rate: for tests whose real time stands still. */
  readonly throttled?: boolean;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

export interface RunningSimulator {
  readonly addresses: {
    /** One endpoint for every AWS service. */
    readonly aws: string;
    /** Base of each running application's Flink REST interface; empty where a session is needed. */
    readonly flink: Readonly<Record<string, string>>;
    /** Carries its secret in the path. */
    readonly control: string;
  };
  close(): Promise<void>;
}

/** The world moves on by itself so often, so that no answer has to wait for much of it. */
const TICK = millis(250);
/** What a client has to send where any key is taken. */
const ANY_KEY: Credentials = { accessKeyId: 'simulator', secretAccessKey: 'simulator' };

/** Starts the simulated services on one port of 127.0.0.1: AWS at `/`, Flink below `/flink/`, control below `/control/`. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { scenario, seed, speed, history, port, credentials, clock, log } = options;
  const start = options.start ?? millis(Math.floor(clock.now() / MINUTE) * MINUTE);
  const world = createWorld({ seed, scenario, start, history });
  const simulation = createSimulation({ world, clock: simulatedClock(clock, start, speed), start, planned: scenario.faults });
  const realNow = () => clock.now();
  const sessions = createSessions(realNow);
  const token = options.token ?? randomBytes(32).toString('base64url');
  const throttle = options.throttled === false ? null : createThrottle();
  const guarded = credentials !== null;
  const places = new Map(world.regions.map((region) => [region.name, { region, state: createRegionState(region.name) }]));

  const answer = (request: SimulatorRequest): Reply => {
    if (request.path.startsWith(CONTROL_PREFIX))
      return answerControl(request, { token, simulation, state: () => stateAt(request.origin) });
    if (request.path.startsWith(FLINK_PREFIX))
      return answerFlink(request, { sessions, guarded, look: () => ({ now: simulation.catchUp(), world }) });
    if (!servesAws(request.path)) return jsonReply(404, { message: 'Nothing is served here.' });
    return answerAws(request, {
      credentials,
      realNow,
      throttle,
      log,
      regions: [...places.keys()],
      context(name) {
        const place = places.get(name);
        if (place === undefined) throw new Error(`There is no region ${name}.`);
        return {
          ...place,
          now: simulation.catchUp(),
          presign: (application, duration) =>
            `${request.origin}${flinkPath(application)}?authToken=${sessions.issue(application, duration)}`,
        };
      },
    });
  };

  const flinkAt = (origin: string): Record<string, string> =>
    guarded ? {} : Object.fromEntries(world.applications.filter(hasCluster).map(({ name }) => [name, origin + flinkPath(name)]));

  function stateAt(origin: string): SimulatorState {
    const now = simulation.catchUp();
    return {
      scenario: scenario.id,
      seed,
      region: world.home.name,
      regions: world.regions.map(({ name }) => name),
      accountId: world.accountId,
      now,
      speed: simulation.clock.speed,
      paused: simulation.clock.paused,
      aws: origin,
      credentials: credentials ?? ANY_KEY,
      flink: flinkAt(origin),
      faults: simulation.faults(now).map(({ id }) => id),
    };
  }

  const server = await listen({ port, clock, answer, log });
  const stopped = new AbortController();
  const ticking = tick();
  async function tick(): Promise<void> {
    while (!stopped.signal.aborted) {
      simulation.catchUp();
      await clock.sleep(TICK, stopped.signal);
    }
  }

  return {
    addresses: { aws: server.origin, flink: flinkAt(server.origin), control: `${server.origin}${CONTROL_PREFIX}${token}` },
    async close() {
      stopped.abort();
      await Promise.all([server.close(), ticking]);
    },
  };
}
