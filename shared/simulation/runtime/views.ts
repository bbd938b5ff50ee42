import type { Bytes, Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';
import { at } from '../flow/numbers.ts';
import { fillOf } from '../flow/runtime.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import { isOpen, shardNumber } from '../flow/source/shards.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { backlog } from '../flow/sources.ts';
import { keyOf, hexDigits } from '../random.ts';
import { profilesOf } from '../stacks/profilesOf.ts';
import type { SimulatedApplication, SimulatedJob, SimulatedSplit, SimulatedSubtask, SimulatedVertex } from '../types.ts';
import { STEP } from '../types.ts';
import { flinkVersion } from './control/flinkVersion.ts';
import { viewSnapshot } from './snapshots/snapshotRecords.ts';
import { viewVersion } from './control/versions.ts';
import { ANY_NUMBER, historyAt } from './checkpoints.ts';
import { viewSummary } from './checkpoints/summary.ts';
import { machineOf } from './machines.ts';
import { buffersOn } from './machines/buffers.ts';
import type { ApplicationRuntime, JobRuntime } from './runtime.ts';
import { maintenanceWindow } from './region.ts';

/** Where a world is: its region, its account, and its time. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly now: () => Millis;
}

/** What readers see of an application; computed when it is read. */
export function viewApplication(own: () => ApplicationRuntime, { region, accountId }: Place): SimulatedApplication {
  const { name, mode, key } = own();
  return {
    name,
    region,
    arn: `arn:aws:kinesisanalytics:${region}:${accountId}:application/${name}`,
    get flinkVersion() {
      return flinkVersion(own().settings.runtimeEnvironment);
    },
    mode,
    get status() {
      return own().status;
    },
    get versionId() {
      return own().versionId;
    },
    get conditionalToken() {
      return hexDigits(keyOf(key, 'token', own().versionId), 64);
    },
    get created() {
      return own().created;
    },
    get updated() {
      return own().updated;
    },
    get settings() {
      return own().settings;
    },
    get currentParallelism() {
      return own().currentParallelism;
    },
    get maintenanceWindow() {
      return maintenanceWindow(own().maintenanceFrom);
    },
    get tags() {
      return own().tags;
    },
    get versions() {
      return own().versions.map((version) => viewVersion(version, own()));
    },
    get operations() {
      return own().operations;
    },
    get snapshots() {
      return own().snapshots.map(viewSnapshot);
    },
    get jobs() {
      return own().jobs.map(({ view }) => view);
    },
  };
}

/** What readers see of a job. */
export function viewJob(own: () => JobRuntime, application: ApplicationRuntime, { now }: Place): SimulatedJob {
  const { id, blueprint, flow } = own();
  return {
    id,
    name: blueprint.name,
    get state() {
      return own().state;
    },
    get started() {
      return own().started;
    },
    get ended() {
      return own().ended;
    },
    get downSince() {
      return own().downSince;
    },
    get lastRestart() {
      return own().lastRestart;
    },
    get runningSince() {
      return own().runningSince;
    },
    get restarts() {
      return own().restarts;
    },
    vertices: flow.vertices.map((vertex) => viewVertex(vertex, own, application)),
    edges: flow.edges.map(({ from, to, shipStrategy }) => ({ from: from.id, to: to.id, shipStrategy })),
    get taskManagers() {
      const flows = application.jobs.map((job) => job.flow);
      return application.machines.map(({ id, host, slots, cpu, heap, threads, managed, ...collections }, m) => ({
        id,
        host,
        slots,
        cpu,
        heap,
        threads,
        youngCollections: collections.youngCollections,
        youngCollecting: collections.youngCollecting,
        oldCollections: collections.oldCollections,
        oldCollecting: collections.oldCollecting,
        managed,
        buffers: buffersOn(flows, m, slots),
      }));
    },
    get checkpoints() {
      const { checkpoints } = own();
      return {
        completed: checkpoints.completed,
        failed: checkpoints.failed,
        restored: checkpoints.restored,
        latest: {
          completed: checkpoints.last,
          savepoint: checkpoints.lastSavepoint,
          failed: checkpoints.lastFailed,
          restored: checkpoints.lastRestored,
        },
        get summary() {
          return viewSummary(checkpoints.summary);
        },
        history: historyAt(checkpoints, now()),
        unaligned: application.blueprint.unalignedCheckpoints ?? false,
        tolerable: application.blueprint.tolerableCheckpointFailures ?? ANY_NUMBER,
      };
    },
    get exceptions() {
      return own().exceptions;
    },
  };
}

function viewVertex(vertex: VertexFlow, own: () => JobRuntime, application: ApplicationRuntime): SimulatedVertex {
  return {
    id: vertex.id,
    name: vertex.name,
    operators: vertex.blueprint.operators.map(({ name, kind }) => ({ name, kind })),
    parallelism: vertex.parallelism,
    get maxParallelism() {
      return Math.min(vertex.maxParallelism, application.strain.control.maxParallelism ?? Infinity);
    },
    get status() {
      return own().execution;
    },
    get started() {
      return own().runningSince;
    },
    legacySource: vertex.blueprint.legacySource,
    get subtasks() {
      return Array.from({ length: vertex.parallelism }, (_, i) => viewSubtask(vertex, i, own(), application));
    },
    splits: (subtask) => splitsOf(application.sources.get(vertex.blueprint.source ?? ''), subtask, vertex.parallelism),
    profile(subtask) {
      const source = application.sources.get(vertex.blueprint.source ?? '')?.blueprint.kind ?? null;
      return profilesOf(vertex, source, subtask);
    },
  };
}

/** Partition k is read by subtask k modulo the parallelism; a shard that has closed is read to its end. */
function splitsOf(source: SourceFlow | undefined, subtask: number, parallelism: number): SimulatedSplit[] {
  if (source === undefined) return [];
  const { kind, name } = source.blueprint;
  const splits: SimulatedSplit[] = [];
  for (let k = subtask; k < source.weights.length; k += parallelism) {
    if (!isOpen(source, k) && backlog(source, k) < 1) continue;
    const behind = millis(at(source.behind, k));
    splits.push({ kind, of: name, number: shardNumber(source, k), behind, position: Math.floor(at(source.position, k)) });
  }
  return splits;
}

function viewSubtask(
  vertex: VertexFlow,
  index: number,
  { restarts, state }: JobRuntime,
  { machines }: ApplicationRuntime,
): SimulatedSubtask {
  const recordsIn = Math.floor(at(vertex.recordsIn, index));
  const recordsOut = Math.floor(at(vertex.recordsOut, index));
  const watermark = at(vertex.watermark, index);
  const running = state === 'RUNNING';
  return {
    index,
    taskManager: machineOf(machines, index)?.id ?? '(unassigned)',
    attempt: restarts,
    busy: running ? at(vertex.busy, index) : 0,
    backpressured: running ? at(vertex.backpressured, index) : 0,
    idle: running ? at(vertex.idle, index) : 1000,
    recordsInPerSecond: running ? (at(vertex.processed, index) * 1000) / STEP : 0,
    recordsOutPerSecond: running ? (at(vertex.emitted, index) * 1000) / STEP : 0,
    recordsIn,
    recordsOut,
    bytesIn: Math.round(recordsIn * vertex.bytesIn),
    bytesOut: Math.round(recordsOut * vertex.bytesOut),
    accumulatedBusy: at(vertex.busySum, index),
    accumulatedBackpressured: at(vertex.backpressuredSum, index),
    accumulatedIdle: at(vertex.idleSum, index),
    inputBuffers: fullest(vertex.inputs, index),
    outputBuffers: fullest(vertex.outputs, null),
    watermark: Number.isNaN(watermark) ? null : millis(watermark),
    stateSize: Math.round(at(vertex.state, index)) as Bytes,
  };
}

/** Fill of the fullest of some exchanges, before one receiver or before any. */
function fullest(edges: VertexFlow['inputs'], receiver: number | null): number {
  let most = 0;
  for (const edge of edges) {
    if (receiver !== null) most = Math.max(most, fillOf(edge, receiver));
    else for (let j = 0; j < edge.to.parallelism; j++) most = Math.max(most, fillOf(edge, j));
  }
  return most;
}
