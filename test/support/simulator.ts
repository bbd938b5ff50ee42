import type { Clock } from '#electron/clock.ts';
import type { AwsOptions } from '#electron/clients/aws/awsOptions.ts';
import type { Credentials } from '#electron/simulator/aws/signature.ts';
import { startSimulator } from '#electron/simulator/startSimulator.ts';
import type { RunningSimulator } from '#electron/simulator/startSimulator.ts';
import type { ClockChange, FaultChange, NetworkChange, RequestEntry, ScenarioStart } from '#shared/simulation/control.ts';
import { RequestList, SimulatorState, Truth } from '#shared/simulation/control.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import type { StandingClock } from './standingClock.ts';
import { standingClock } from './standingClock.ts';

export interface TestSimulatorOptions {
  readonly scenario?: string;
  readonly seed?: number;
  readonly applications?: number;
  readonly speed?: number;
  /** Hours simulated before the start; short, because each costs a test time. */
  readonly historyHours?: number;
  /** Null takes any key and opens the Flink interfaces. */
  readonly credentials?: Credentials | null;
  /** Simulated time at the start; else a fixed Tuesday noon. */
  readonly start?: number;
  readonly port?: number;
  /** Else real time stands still but for `pass`: the simulator moves only when it is told to. */
  readonly clock?: Clock;
  /** Whether the services' request rates are enforced; else not, because standing time never makes room for more. */
  readonly throttled?: boolean;
}

export interface TestSimulator {
  readonly addresses: RunningSimulator['addresses'];
  readonly start: number;
  state(): Promise<SimulatorState>;
  /** Jumps ahead in simulated time. */
  advance(duration: number): Promise<SimulatorState>;
  setClock(change: ClockChange): Promise<SimulatorState>;
  setFault(change: FaultChange): Promise<SimulatorState>;
  setNetworkFault(change: NetworkChange): Promise<SimulatorState>;
  startScenario(wanted: ScenarioStart): Promise<SimulatorState>;
  truth(): Promise<Truth['faults']>;
  /** What was asked of the AWS services lately, and after it what was asked of Flink, each oldest first. */
  requests(): Promise<RequestEntry[]>;
  /** Lets real time pass; only with the standing clock. */
  pass(duration: number): void;
  /** For the clients of `electron/clients/aws`. */
  aws(change?: Partial<AwsOptions>): Promise<AwsOptions>;
  close(): Promise<void>;
}

const NOON = Date.UTC(2026, 9, 13, 12);

/** A whole simulator in this process. Close it at the end of the test. */
export async function startTestSimulator({
  scenario = 'demo',
  seed = 7,
  applications,
  speed = 1,
  historyHours = 1,
  credentials = null,
  start = NOON,
  port = 0,
  clock,
  throttled = false,
}: TestSimulatorOptions = {}): Promise<TestSimulator> {
  const found = findScenario(scenario);
  if (found === undefined) throw new Error(`There is no scenario ${scenario}.`);
  const standing: StandingClock | null = clock === undefined ? standingClock(Date.now()) : null;
  const complaints: string[] = [];
  const simulator = await startSimulator({
    scenario: found,
    seed,
    applications,
    speed,
    history: millis(historyHours * HOUR),
    start: millis(start),
    port,
    credentials,
    throttled,
    clock: clock ?? standing ?? standingClock(0),
    log: (line) => complaints.push(line),
  });

  const ask = async (path: string, body?: object): Promise<SimulatorState> => {
    const response = await fetch(
      `${simulator.addresses.control}/${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    );
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return SimulatorState.parse(await response.json());
  };

  return {
    addresses: simulator.addresses,
    start,
    state: () => ask('state'),
    advance: (duration) => ask('clock', { advance: duration }),
    setClock: (change) => ask('clock', change),
    setFault: (change) => ask('fault', change),
    setNetworkFault: (change) => ask('network', change),
    startScenario: (wanted) => ask('scenario', wanted),
    truth: async () => Truth.parse(await (await fetch(`${simulator.addresses.control}/truth`)).json()).faults,
    requests: async () => RequestList.parse(await (await fetch(`${simulator.addresses.control}/requests`)).json()).requests,
    pass(duration) {
      if (standing === null) throw new Error('The clock is the test’s own.');
      standing.pass(duration);
    },
    async aws(change = {}) {
      const { region, aws: endpoint, credentials: keys } = await ask('state');
      return {
        region,
        endpoint,
        credentials: { kind: 'keys', ...keys },
        connectTimeout: millis(2_000),
        requestTimeout: millis(10_000),
        ...change,
      };
    },
    async close() {
      await simulator.close();
      if (complaints.length > 0) throw new Error(`The simulator complained:\n${complaints.join('\n')}`);
    },
  };
}
