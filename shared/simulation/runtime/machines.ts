import { add, at, clamp } from '../flow/numbers.ts';
import type { Flow } from '../flow/runtime.ts';
import { snapshotShare } from '../flow/vertex/stalls.ts';
import { computingOf } from '../flow/work.ts';
import { drift, hexDigits, keyOf, uniform, wobble } from '../random.ts';
import type { MachineStrain } from '../strain.ts';
import type { SimulatedTaskManager } from '../types.ts';
import { STEP } from '../types.ts';
import type { Heap } from './machines/heap.ts';
import { fillHeap } from './machines/heap.ts';

/** A TaskManager: one processing unit (KPU) with a core, memory and slots. Figures are percent. */
export interface Machine extends Omit<SimulatedTaskManager, keyof Heap | 'buffers'>, Heap {
  readonly key: number;
  cpu: number;
  containerCpu: number;
  containerMemory: number;
  containerDisk: number;
  threads: number;
  /** Milliseconds of old-generation collections up to the end of the last minute. */
  oldCollectingBefore: number;
  managed: number;
  /** How much longer computing takes because tasks want more than the core. */
  crowding: number;
  /** How much longer computing takes in all: because the core is taken, and because of collections. */
  contention: number;
  /** What has run out: the machine will not live on. */
  exhausted: 'heap' | 'memory' | null;
}

/** What a JVM and its container use when the job does nothing: percent of the core. */
const BASE_CPU = 4;
const CONTAINER_EXTRA = 2.5;
/** Most of a core that tasks can get: the rest belongs to the JVM, the network, the container. */
const CORE = 0.96;
const RUNTIME_THREADS = 72;
const THREADS_PER_TASK = 3;
/** Bytes of RocksDB files on a KPU's disk that make up one percent of it. */
const DISK_PERCENT = 50e9 / 100;
/** The synchronous part of a checkpoint copies and serialises state; the rest of it waits for the disk. */
const SNAPSHOT_COMPUTING = 0.7;
/** Percent of a core that collections take while they take all of the time. */
const COLLECTORS = 70;

export function buildMachines(count: number, slots: number, key: number): Machine[] {
  return Array.from({ length: count }, (_, i) => {
    const own = keyOf(key, 'machine', i);
    const host = `10.${20 + (own & 63)}.${(own >>> 8) & 255}.${4 + ((own >>> 16) % 250)}`;
    return {
      key: own,
      id: `${host}:6122-${hexDigits(own, 6)}`,
      host,
      slots,
      cpu: BASE_CPU,
      heap: 22,
      youngCollections: 0,
      youngCollecting: 0,
      oldCollections: 0,
      oldCollecting: 0,
      paused: 0,
      containerCpu: BASE_CPU + CONTAINER_EXTRA,
      containerMemory: 40,
      containerDisk: 1,
      threads: RUNTIME_THREADS,
      oldCollectingBefore: 0,
      managed: 0,
      crowding: 1,
      contention: 1,
      exhausted: null,
    };
  });
}

/** Subtask i of every vertex shares slot i; slots are filled one machine after the other. */
export const machineOf = (machines: readonly Machine[], subtask: number): Machine | undefined => {
  const slots = machines[0]?.slots ?? 1;
  return machines[Math.min(machines.length - 1, Math.floor(subtask / slots))];
};

/** What the tasks on each machine did in a step. */
interface Loads {
  /** Milliseconds of the core. */
  readonly computed: Float64Array;
  readonly tasks: Float64Array;
  /** Bytes. */
  readonly state: Float64Array;
}

/** Load, memory and threads of each machine, from what its subtasks did in the step `count`. */
export function loadMachines(machines: readonly Machine[], flows: readonly Flow[], count: number, strain: MachineStrain): void {
  const loads = loadsOf(machines, flows);
  const stateful = statefulSlots(flows);
  machines.forEach((machine, m) => {
    const suffers = strain.machine === null || strain.machine === m;
    settle(machine, count, loads, m, suffers ? strain : WELL);
    // A slot with a state backend reserves all of its managed memory for it.
    machine.managed = clamp(stateful - m * machine.slots, 0, machine.slots) / machine.slots;
  });
}

const WELL: Omit<MachineStrain, 'machine'> = { heap: 0, collecting: 0, threads: 0, cpu: 0, native: 0 };

/** Slots are filled from the first on: so many have a task with state. */
const statefulSlots = (flows: readonly Flow[]): number =>
  flows.reduce(
    (all, { vertices }) =>
      vertices.reduce((most, { stateful, parallelism }) => (stateful === null ? most : Math.max(most, parallelism)), all),
    0,
  );

function loadsOf(machines: readonly Machine[], flows: readonly Flow[]): Loads {
  const perMachine = () => new Float64Array(machines.length);
  const loads: Loads = { computed: perMachine(), tasks: perMachine(), state: perMachine() };
  const slots = machines[0]?.slots ?? 1;
  for (const { vertices } of flows) {
    for (const vertex of vertices) {
      const { parallelism, processed, state, window, cpu } = vertex;
      for (let i = 0; i < parallelism; i++) {
        const m = Math.min(machines.length - 1, Math.floor(i / slots));
        const fired = window === null ? 0 : at(window.firing, i) * window.cost;
        const snapshot = STEP * snapshotShare(vertex, i) * SNAPSHOT_COMPUTING;
        add(loads.computed, m, at(processed, i) * computingOf(vertex, i) + fired * cpu + snapshot);
        add(loads.tasks, m, 1);
        add(loads.state, m, at(state, i));
      }
    }
  }
  return loads;
}

function settle(machine: Machine, count: number, { computed, tasks, state }: Loads, m: number, strain: typeof WELL): void {
  const { key } = machine;
  const core = Math.max(0.05, (CORE - strain.cpu / 100) * (1 - machine.paused));
  const load = at(computed, m) / STEP;
  machine.crowding = load > core || machine.crowding > 1 ? Math.max(1, (machine.crowding * load) / core) : 1;
  const work = Math.min(load, core);
  if (count % 4 === 0) machine.oldCollectingBefore = machine.oldCollecting;
  const full = fillHeap(machine, count, { work, more: strain.heap, collecting: strain.collecting });
  machine.contention = machine.crowding / (1 - machine.paused);
  machine.cpu = clamp(BASE_CPU + work * 94 + COLLECTORS * machine.paused + 1.2 * wobble(key, count), 1, 99.6);
  machine.containerCpu = clamp(machine.cpu + CONTAINER_EXTRA + strain.cpu + 0.8 * wobble(key ^ 0x3d, count), 1, 100);
  const memory = 46 + machine.heap * 0.18 + 2 * drift(key ^ 0x77, count / 240) + strain.native;
  machine.containerMemory = clamp(memory, 5, 100);
  machine.containerDisk = clamp(0.9 + at(state, m) / DISK_PERCENT, 0, 100);
  machine.threads =
    RUNTIME_THREADS +
    at(tasks, m) * THREADS_PER_TASK +
    Math.round(2 * uniform(key ^ 0x99, Math.floor(count / 40)) + strain.threads);
  machine.exhausted = full ? 'heap' : memory > 100 ? 'memory' : null;
}
