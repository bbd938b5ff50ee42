import { createWorld } from '#shared/simulation/createWorld.ts';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import type { Blueprint } from '#shared/simulation/blueprint.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { FaultSpec, MetricSeries, SimulatedApplication, SimulatedCheckpoint, World } from '#shared/simulation/types.ts';
import type { Activity } from '#shared/simulation/stacks/profile.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { NOON } from '../worlds.ts';

/** What can be seen of one application in an hour: its metrics, its log, and what its interfaces answered every five minutes. */
export interface Observed {
  readonly blueprint: Blueprint;
  readonly metric: (name: string) => Figures;
  /** Message and stack trace of each record, and when it was written. */
  readonly logs: readonly string[];
  readonly looks: readonly Look[];
  readonly checkpoints: readonly SimulatedCheckpoint[];
}

export interface Figures {
  readonly average: number;
  readonly highest: number;
  /** The highest of the first minute, and of the last. */
  readonly first: number;
  readonly last: number;
}

export interface Look {
  readonly at: Millis;
  readonly status: SimulatedApplication['status'];
  readonly settings: ApplicationSettings;
  readonly currentParallelism: number;
  readonly snapshots: readonly string[];
  readonly failedOperations: number;
  readonly exceptions: readonly string[];
  readonly vertices: readonly VertexLook[];
}

export interface VertexLook {
  readonly name: string;
  readonly source: boolean;
  readonly sink: boolean;
  readonly busy: readonly number[];
  readonly backpressured: readonly number[];
  readonly idle: readonly number[];
  readonly records: readonly number[];
  readonly maxParallelism: number;
  readonly watermark: number | null;
  /** Shares of the busy time of its busiest subtask. */
  readonly activities: Readonly<Record<Activity, number>>;
}

/** So that looks do not always fall into the same moment of a checkpoint's interval. */
const LOOKS = millis(5 * MINUTE + 15 * SECOND);

/** The hour before a fault and the hour after. Without a fault: two hours like all others. Each seed has another time of the day. */
export function observe(id: string, seed: number, fault: Pick<FaultSpec, 'kind' | 'severity' | 'where'> | null): Hours {
  const start = millis(NOON + seed * 5 * HOUR);
  const onset = millis(start + HOUR);
  const faults = fault === null ? [] : [{ ...fault, id: 'fault', application: id, onset: HOUR, duration: null }];
  const applications = [{ blueprint: id, name: id, status: 'RUNNING' as const }];
  const world = createWorld({ seed, scenario: { id, title: id, applications, faults }, start, history: millis(0) });
  return {
    before: watch(world, id, { from: start, to: onset }),
    after: watch(world, id, { from: onset, to: millis(onset + HOUR) }),
  };
}

export interface Hours {
  readonly before: Observed;
  readonly after: Observed;
}

function watch(world: World, id: string, hours: { readonly from: Millis; readonly to: Millis }): Observed {
  const looks: Look[] = [];
  const checkpoints = new Map<number, SimulatedCheckpoint>();
  const [application] = world.applications;
  if (application === undefined) throw new Error(`${id} is not there.`);
  while (world.now < hours.to) {
    world.advanceTo(millis(Math.min(hours.to, world.now + LOOKS)));
    looks.push(lookAt(application, world.now));
    for (const each of application.jobs[0]?.checkpoints.history ?? [])
      if (each.triggered >= hours.from) checkpoints.set(each.id + (application.jobs[0]?.started ?? 0) / 1e6, each);
  }
  const region = world.regions.find(({ applications }) => applications.length > 0) ?? world.home;
  return {
    blueprint: findBlueprint(id),
    looks,
    checkpoints: [...checkpoints.values()],
    logs: region.logs(id, hours.from, hours.to).map(({ message }) => textOf(message)),
    metric: (name) => figuresOf(region.metrics.list(null, name), hours.from, hours.to),
  };
}

function textOf(record: string): string {
  const { message, throwableInformation } = JSON.parse(record) as { message: string; throwableInformation?: string[] };
  return [message, ...(throwableInformation ?? [])].join('\n');
}

function lookAt(application: SimulatedApplication, at: Millis): Look {
  const [job] = application.jobs;
  const { status, settings, currentParallelism, snapshots, operations } = application;
  return {
    at,
    status,
    settings,
    currentParallelism,
    snapshots: snapshots.map((each) => each.status),
    failedOperations: operations.filter((each) => each.status === 'FAILED').length,
    exceptions: (job?.exceptions ?? []).map(({ stackTrace }) => stackTrace),
    vertices: (job?.vertices ?? []).map((vertex) => {
      const { name, operators, subtasks, maxParallelism } = vertex;
      const busiest = subtasks.reduce((best, { busy }, i) => (busy > (subtasks[best]?.busy ?? 0) ? i : best), 0);
      const watermarks = subtasks.map(({ watermark }) => watermark);
      return {
        name,
        maxParallelism,
        source: operators.some(({ kind }) => kind === 'source'),
        sink: operators.some(({ kind }) => kind === 'sink'),
        busy: subtasks.map(({ busy }) => busy),
        backpressured: subtasks.map(({ backpressured }) => backpressured),
        idle: subtasks.map(({ idle }) => idle),
        records: subtasks.map(({ recordsInPerSecond }) => recordsInPerSecond),
        watermark: watermarks.reduce<number | null>(
          (least, each) => (least === null || each === null ? null : Math.min(least, each)),
          Infinity,
        ),
        activities: activitiesOf(vertex.profile(busiest)),
      };
    }),
  };
}

function activitiesOf(
  profile: ReturnType<SimulatedApplication['jobs'][number]['vertices'][number]['profile']>,
): Record<Activity, number> {
  const all: Record<Activity, number> = { code: 0, wait: 0, state: 0, kryo: 0, logging: 0, lock: 0, snapshot: 0 };
  for (const { shares } of profile) for (const activity of Object.keys(all) as Activity[]) all[activity] += shares[activity];
  return all;
}

/** Of all series of a metric that belong to the application as a whole, a stream or a topic. */
function figuresOf(series: readonly MetricSeries[], from: Millis, to: Millis): Figures {
  let [sum, count, highest, first, last] = [0, 0, -Infinity, NaN, NaN];
  for (const each of series) {
    if (each.dimensions.some(({ name }) => ['Task', 'Operator', 'Parallelism', 'ShardId', 'PartitionId'].includes(name)))
      continue;
    each.visit(from, to, (_, points, total, _minimum, maximum) => {
      sum += total;
      count += points;
      highest = Math.max(highest, maximum);
      if (Number.isNaN(first)) first = maximum;
      last = maximum;
    });
  }
  return { average: sum / count, highest, first, last };
}
