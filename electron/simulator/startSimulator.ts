import { randomBytes } from 'node:crypto';
import type { SimulatorState } from '#shared/simulation/control.ts';
import type { Scenario } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import { refuseAws } from './aws/answerAws.ts';
import type { Credentials } from './aws/signature.ts';
import { answerControl, CONTROL_PREFIX } from './control/answerControl.ts';
import { listen } from './http/listen.ts';
import type { Answer, SimulatorRequest } from './http/request.ts';
import { askedOf } from './network/askedOf.ts';
import { disturbed } from './network/disturbed.ts';
import { createNetworkFaults } from './network/networkFaults.ts';
import { serveWorld } from './serveWorld.ts';
import type { ServedWorld } from './serveWorld.ts';
import { isOn } from './simulation.ts';
import { createStage } from './stage.ts';

export interface SimulatorOptions {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Simulated seconds a second. */
  readonly speed: number;
  /** Else six hours, or one of a large fleet. */
  readonly history?: Millis | undefined;
  /** Else as many as the scenario has. */
  readonly applications?: number | undefined;
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
  /** Aborted while the history is being simulated: the start is given up, and fails. */
  readonly signal?: AbortSignal;
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

type Answering = (request: SimulatorRequest) => Promise<Answer>;

/** Starts the simulated services on one port of 127.0.0.1: AWS at `/`, Flink below `/flink/`, control below `/control/`. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { port, credentials, throttled = true, clock, log } = options;
  const token = options.token ?? randomBytes(32).toString('base64url');
  const network = createNetworkFaults();
  const stopped = new AbortController();

  // A port that is taken is known before a history is simulated in vain. Who asks early waits until there is something to ask.
  let open: (answer: Answering) => void = () => undefined;
  const opened = new Promise<Answering>((resolve) => (open = resolve));
  const server = await listen({ port, clock, log, answer: async (request) => (await opened)(request) });

  const giveUp = () => stopped.abort();
  options.signal?.addEventListener('abort', giveUp, { once: true });
  const stage = await createStage(options, { speed: options.speed, clock, closed: stopped.signal }).catch(
    async (thrown: unknown) => {
      await server.close();
      throw thrown;
    },
  );
  options.signal?.removeEventListener('abort', giveUp);
  let served = serveWorld(stage.current, { credentials, throttled, clock, log });
  const now = (): ServedWorld => {
    if (served.simulation !== stage.current) served = serveWorld(stage.current, { credentials, throttled, clock, log });
    return served;
  };
  open((request) =>
    request.path.startsWith(CONTROL_PREFIX)
      ? answerControl(request, { token, stage, network, state: () => stateAt(request.origin), requests: () => now().requests() })
      : disturbed(
          request,
          { faults: network, asked: askedOf(request), clock, closed: stopped.signal, refuse: refuseAws },
          (skew) => now().answer(request, skew),
        ),
  );

  function stateAt(origin: string): SimulatorState {
    const { simulation, flink } = now();
    const { scenario, seed, world, faults } = simulation;
    const time = simulation.catchUp();
    return {
      scenario: scenario.id,
      seed,
      world: stage.count,
      began: stage.began,
      applications: world.applications.length,
      region: world.home.name,
      regions: world.regions.map(({ name }) => name),
      accountId: world.accountId,
      now: time,
      speed: simulation.clock.speed,
      paused: simulation.clock.paused,
      jumpingTo: stage.jumpingTo,
      starting: stage.starting,
      aws: origin,
      credentials: credentials ?? ANY_KEY,
      flink: flink(origin),
      faults: faults
        .filter((fault) => fault.by === 'hand' && isOn(fault, time))
        .map(({ spec: { id, kind, application, severity, where = null }, onset }) => ({
          id,
          kind,
          application,
          where,
          severity,
          since: onset,
        })),
      network: [...network.list()],
    };
  }

  const ticking = tick();
  async function tick(): Promise<void> {
    while (!stopped.signal.aborted) {
      stage.current.catchUp();
      await clock.sleep(TICK, stopped.signal);
    }
  }

  return {
    addresses: { aws: server.origin, flink: now().flink(server.origin), control: `${server.origin}${CONTROL_PREFIX}${token}` },
    async close() {
      stopped.abort();
      await Promise.all([server.close(), ticking]);
    },
  };
}
