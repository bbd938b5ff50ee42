import type { AwsOptions } from '../../clients/aws/awsOptions.ts';
import { awsServices } from '../../clients/aws/awsServices.ts';
import type { AwsServices } from '../../clients/aws/awsServices.ts';
import type { ControlClient } from '../../clients/simulator/controlClient.ts';
import { controlClient } from '../../clients/simulator/controlClient.ts';
import type { Connection, ConnectionClock } from '#shared/model/connection.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { SimulatorState } from '#shared/simulation/control.ts';
import { SimulatorView } from '#shared/simulation/control.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { probeRegions } from '../aws/probe.ts';
import type { AwsWatch } from '../aws/watchAws.ts';
import { connectionMonitor } from '../connectionMonitor.ts';
import { pollLoop } from '../pollLoop.ts';
import { speedOf, toldTime } from '../sourceClock.ts';
import type { CreateWatcher } from '../watcher.ts';
import { oneCause } from './oneCause.ts';
import { simulatorHome } from './simulatorHome.ts';
import { watchRegions } from './watchRegions.ts';
import { worldHistory, worldOf } from './worldHistory.ts';

type SimulatorConnection = Extract<Connection, { kind: 'simulator' }>;

const TIMEOUT = millis(5 * SECOND);
/** Real time: the simulator's own may stand still. */
const CLOCK_PACE = millis(2 * SECOND);
/** It is at hand, and comes back as soon as somebody starts it. */
const LONGEST_PAUSE = millis(5 * SECOND);
/** A clock that is off by more, in real time, was moved. */
const TOLERANCE = SECOND / 2;

/**
 * Watches a simulator: its control interface tells the time, where the simulated services are and who is let in; they are watched
 * as AWS is. A simulator inside the app that ends is started again; one outside is tried until it is back.
 */
export const simulatorWatcher: CreateWatcher<'simulator'> = (connection, context) => {
  const { clock, store, stateChanged, log } = context;
  const closed = new AbortController();
  const home = simulatorHome(connection, log);
  const kept = worldHistory(context, connection.id);
  const fleet = { kind: 'fleet', connection: connection.id } as const;
  const alarms = { kind: 'alarms', connection: connection.id } as const;
  const topic = { kind: 'simulator', connection: connection.id } as const;
  let told: ConnectionClock | null = null;
  let topics: readonly Topic[] = [];
  /** Why the simulator does not answer; null: it does. */
  let lost: SourceError | null = null;
  let watch: { readonly of: string; readonly world: string; readonly aws: AwsWatch } | null = null;
  const time = toldTime(clock, () => told);
  const monitor = connectionMonitor(clock, () => told, stateChanged, { connection: connection.id, place: '' });
  const gate = context.governor.gate(connection.id, () => speedOf(told));

  /** Takes over the simulator's time; true when it went another way than expected. */
  const synchronise = ({ now, speed, paused }: SimulatorState): boolean => {
    const off = now - time.now();
    const same = told !== null && told.speed === speed && told.paused === paused && Math.abs(off) <= TOLERANCE * speed;
    if (same) return false;
    const first = told === null;
    told = { now, real: clock.now(), speed, paused };
    stateChanged();
    return !first;
  };

  const show = (state: SimulatorState): void =>
    store.put(topic, { state: 'live', value: SimulatorView.parse(state), at: state.now });

  /** Watches the services where they are now. */
  const follow = async (state: SimulatorState): Promise<void> => {
    const world = worldOf(state);
    const of = JSON.stringify([state.aws, state.regions, state.credentials, world]);
    const moved = synchronise(state);
    show(state);
    if (watch?.of === of) {
      kept.enter(state);
      if (moved) watch.aws.poke();
      return;
    }
    const before = watch;
    await before?.aws.close();
    if (closed.signal.aborted) return;
    // What was seen of another world is not old: it has never been.
    if (before !== null && before.world !== world) store.forget((entry) => isOf(connection.id, entry.topic));
    kept.enter(state);
    const aws = watchRegions({
      connection: { id: connection.id, name: connection.name },
      regions: state.regions,
      servicesOf: (region) => servicesOf(state, region, { gate }),
      time,
      monitor,
      context: { ...context, store: oneCause(store, () => lost) },
      dashboardTimeout: TIMEOUT,
      patience: LONGEST_PAUSE,
      restPatience: millis(4 * LONGEST_PAUSE),
    });
    aws.attend(topics);
    watch = { of, world, aws };
  };

  /** What is on a screen is old now, whatever its own polls will find out later. */
  const tellLost = (error: SourceError): void => {
    store.report(fleet, failed(error), time.now());
    store.report(alarms, failed(error), time.now());
    store.report(topic, failed(error), time.now());
    for (const each of topics) if ('ref' in each && each.kind !== 'captures') store.report(each, failed(error), time.now());
    watch?.aws.lost(error);
  };

  const loop = pollLoop({
    every: () => CLOCK_PACE,
    longest: () => LONGEST_PAUSE,
    clock,
    signal: closed.signal,
    poll: async (signal): Promise<Result<SimulatorState>> => {
      const control = await home.control(signal);
      if (!control.ok) return control;
      const state = await controlClient(control.value, TIMEOUT).state(signal);
      if (state.ok) await follow(state.value);
      return state;
    },
    report(result, next) {
      const wasLost = lost !== null;
      lost = result.ok ? null : result.error;
      if (!result.ok) tellLost(result.error);
      else if (wasLost) watch?.aws.poke();
      monitor.report('control', result, next, true, { first: true });
    },
    log,
  });
  home.onDeath(() => loop.poke());

  const ask = async <T>(question: (client: ControlClient) => Promise<Result<T>>): Promise<Result<T>> => {
    const control = await home.control(closed.signal);
    return control.ok ? question(controlClient(control.value, TIMEOUT)) : control;
  };
  /** What was changed is seen at once; a new world is watched by the loop, which alone starts and ends watches. */
  const tell = async (change: (client: ControlClient) => Promise<Result<SimulatorState>>): Promise<Output<'simulator.clock'>> => {
    const answer = await ask(change);
    if (!answer.ok) return answer;
    if (synchronise(answer.value)) watch?.aws.poke();
    show(answer.value);
    loop.poke();
    return ok({});
  };

  return {
    state: () => monitor.state(),
    attend(now) {
      topics = now;
      watch?.aws.attend(now);
    },
    simulator: {
      setClock: (change) => tell((client) => client.setClock(change, closed.signal)),
      scenarios: () => ask((client) => client.scenarios(closed.signal)),
      truth: () => ask((client) => client.truth(closed.signal)),
      start: (wanted) => tell((client) => client.startScenario(wanted, closed.signal)),
      setFault: (change) => tell((client) => client.setFault(change, closed.signal)),
      setNetworkFault: (change) => tell((client) => client.setNetworkFault(change, closed.signal)),
    },
    logs: {
      search: async (search) => watch?.aws.logs.search(search) ?? failed(NOT_YET),
      insights: async (question) => watch?.aws.logs.insights(question) ?? failed(NOT_YET),
      stopInsights: async (id) => watch?.aws.logs.stopInsights(id) ?? failed(NOT_YET),
    },
    series: (ref) => ({
      read: async (wanted, range, signal) => watch?.aws.series(ref).read(wanted, range, signal) ?? failed(NOT_YET),
    }),
    alarms: {
      subjects: () => watch?.aws.alarms.subjects() ?? [],
      statuses: () => watch?.aws.alarms.statuses() ?? new Map(),
      writer: (region) => watch?.aws.alarms.writer(region) ?? null,
    },
    insight: {
      log: async (question) => watch?.aws.insight.log(question) ?? failed(NOT_YET),
      threads: async (question) => watch?.aws.insight.threads(question) ?? failed(NOT_YET),
      flame: async (question) => watch?.aws.insight.flame(question) ?? failed(NOT_YET),
    },
    now: () => time.now(),
    collectors: () => monitor.views(),
    answer: async () => failed(NOT_YET),
    async close() {
      closed.abort();
      await watch?.aws.close();
      await loop.done;
      await home.close();
      context.governor.forget(connection.id);
    },
  };
};

const isOf = (id: string, topic: Topic): boolean =>
  'connection' in topic ? topic.kind !== 'simulator' && topic.connection === id : 'ref' in topic && topic.ref.connection === id;

const servicesOf = ({ aws, credentials }: SimulatorState, region: string, gated: Pick<AwsOptions, 'gate'> = {}): AwsServices =>
  awsServices({
    ...gated,
    region,
    endpoint: aws,
    credentials: { kind: 'keys', ...credentials },
    connectTimeout: millis(2 * SECOND),
    requestTimeout: millis(10 * SECOND),
  });

const NOT_YET: SourceError = {
  kind: 'unreachable',
  source: 'Simulator',
  message: 'The simulator is not there yet.',
  remedy: 'Try again in a moment.',
};

/** Says which scenario plays, and how many applications it has. One inside the app is started for the question, and ended. */
export async function probeSimulator(connection: SimulatorConnection, signal: AbortSignal): Promise<Result<string>> {
  const home = simulatorHome(connection, () => undefined);
  try {
    const control = await home.control(signal);
    if (!control.ok) return control;
    const state = await controlClient(control.value, TIMEOUT).state(signal);
    if (!state.ok) return state;
    const found = await probeRegions(state.value.regions, (region) => servicesOf(state.value, region), signal);
    return found.ok ? ok(`Scenario “${state.value.scenario}”: ${found.value}`) : found;
  } finally {
    await home.close();
  }
}
