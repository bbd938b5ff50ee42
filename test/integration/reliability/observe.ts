import { systemClock } from '#electron/clock.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import { millis } from '#shared/units/units.ts';
import { Activity } from '#shared/model/activity.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { CollectorView } from '#shared/model/collector.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import type { Watching } from '../engine/watching.ts';
import { watching } from '../engine/watching.ts';
import type { Disturbance } from './faults.ts';
import type { Place } from './places.ts';

/** What the app made of one disturbance of one source. That other sources went on, and that it came back by itself, has been waited for. */
export interface Observation {
  readonly place: Place;
  readonly disturbance: Disturbance;
  /** Shown where the source's data is; null: nothing was lost. */
  readonly error: SourceError | null;
  /** What was shown before is still shown. */
  readonly kept: boolean;
  /** With the moment that it is of, not with a newer one. */
  readonly ofThen: boolean;
  /** Which collector says so on the data-health page; null: none. */
  readonly collector: string | null;
}

/** A world that runs, watched by an engine, all of whose sources have answered. */
export interface Scene {
  readonly simulator: TestSimulator;
  readonly engine: Watching;
  readonly application: ApplicationRef;
  close(): Promise<void>;
}

const connection: Extract<Connection, { kind: 'simulator' }> = {
  kind: 'simulator',
  id: 'simulator',
  name: 'Simulator',
  scenario: 'healthy',
  seed: 7,
  speed: 60,
  address: null,
};
const CREDENTIALS = { accessKeyId: 'AKIDRELIABILITY', secretAccessKey: 'made-up' };
const FLEET = { kind: 'fleet', connection: connection.id } as const;
const COLLECTORS = { kind: 'collectors' } as const;

/** Time runs, because what is asked for anew must be newer than what was there before. */
export async function openScene(place: Place): Promise<Scene> {
  const simulator = await startTestSimulator({
    scenario: 'healthy',
    applications: 2,
    speed: connection.speed,
    clock: systemClock,
    credentials: CREDENTIALS,
    throttled: true,
  });
  const engine = await watching({ ...connection, address: simulator.addresses.control }, systemClock);
  await engine.follow(FLEET);
  const rows = await engine.live(FLEET, (all) => all.some(({ jobState }) => jobState === 'RUNNING'));
  const found = rows.find(({ jobState, mode }) => jobState === 'RUNNING' && mode === 'STREAMING');
  if (found === undefined) throw new Error('No application runs.');
  const topics = [place.topic(found.ref), ...place.others(found.ref)];
  await engine.follow(FLEET, COLLECTORS, ...topics);
  for (const topic of topics) await engine.live(topic);
  return {
    simulator,
    engine,
    application: found.ref,
    async close() {
      await engine.close();
      await simulator.close();
    },
  };
}

/** What is on screen of a source now. */
interface Shown {
  readonly state: Snapshot<unknown>['state'];
  readonly error: SourceError | null;
  /** The moment that the data is of. */
  readonly at: number;
}

function look(engine: Watching, place: Place, topic: Topic): Shown {
  const snapshot: Snapshot<unknown> = engine.now(topic);
  const at = 'at' in snapshot ? snapshot.at : 0;
  if (place.partly === undefined) return { state: snapshot.state, error: 'error' in snapshot ? snapshot.error : null, at };
  const all = engine.now(COLLECTORS);
  const own =
    all.state === 'live'
      ? all.value.find((view) => view.name === place.source && topicKey(topic).includes(`:${view.place}:`))
      : undefined;
  const error = own?.error ?? null;
  const told =
    topic.kind === 'activity' && activityIn(snapshot)?.missing.some((sentence) => sentence.includes(error?.message ?? ''));
  return { state: snapshot.state, error: told === true ? error : null, at: own?.lastGood ?? 0 };
}

const activityIn = (snapshot: Snapshot<unknown>): Activity | null =>
  snapshot.state === 'live' ? Activity.parse(snapshot.value) : null;

/** Waits until what is shown of a source is as wanted; what never comes is told with what is there instead. */
async function until(engine: Watching, place: Place, topic: Topic, wanted: (shown: Shown) => boolean): Promise<Shown> {
  const over = new AbortController();
  const came = engine.when(COLLECTORS, () => wanted(look(engine, place, topic))).then(() => true);
  const late = systemClock.sleep(PATIENCE, over.signal).then(() => false);
  const isThere = await Promise.race([came, late]);
  over.abort();
  const shown = look(engine, place, topic);
  if (!isThere) throw new Error(`${topicKey(topic)} stays ${JSON.stringify(shown)}`);
  return shown;
}

/** Three tries of a client that waits for an answer, and the pause after them, several times over. */
const PATIENCE = millis(150_000);

/** Switches a disturbance on, waits for what becomes of it, and switches it off. */
export async function observe(scene: Scene, place: Place, disturbance: Disturbance): Promise<Observation> {
  const { simulator, engine, application } = scene;
  const fault = { service: place.service, kind: disturbance.kind, application: null } as const;
  const topic = place.topic(application);
  const before = await until(engine, place, topic, isWell);
  await simulator.setNetworkFault({ change: 'on', ...fault, severity: 'severe' });
  let found: Disturbed;
  try {
    found = await disturbed(scene, place, disturbance, before);
  } finally {
    await simulator.setNetworkFault({ change: 'off', ...fault });
  }
  const { settled, collector } = found;
  await until(engine, place, topic, (now) => isWell(now) && now.at > settled.at);
  const { error, state, at } = settled;
  return {
    place,
    disturbance,
    error,
    kept: state === 'live' || state === 'stale',
    ofThen: error === null || at <= before.at + POLLED,
    collector,
  };
}

interface Disturbed {
  readonly settled: Shown;
  readonly collector: string | null;
}

const isWell = ({ state, error }: Shown): boolean => state === 'live' && error === null;

async function disturbed(
  { engine, application }: Scene,
  place: Place,
  { shown, orNothing }: Disturbance,
  before: Shown,
): Promise<Disturbed> {
  // Where nothing is to be shown, enough is asked anew under the disturbance to see that nothing is.
  const maySpare = shown.length === 0 || orNothing === true;
  const topic = place.topic(application);
  const settled = await until(engine, place, topic, (now) => now.error !== null || (maySpare && now.at > before.at + ENOUGH));
  const whole = { ...place, partly: undefined };
  for (const other of place.others(application)) {
    const { at } = look(engine, whole, other);
    await until(engine, whole, other, (now) => isWell(now) && now.at > at);
  }
  await engine.call('host.info', {});
  const { error } = settled;
  if (error === null) return { settled, collector: null };
  const isOfIt = (view: CollectorView) => view.error?.source === error.source;
  const collectors = await engine.live(COLLECTORS, (all) => all.some(isOfIt));
  return { settled, collector: collectors.find(isOfIt)?.name ?? null };
}

/** In the time that the data is of: several polls of everything that is looked at. */
const ENOUGH = 10_000;
/** What was asked before the disturbance may come after it began. */
const POLLED = 5 * 60_000;
