import { add, at, clamp } from '../flow/numbers.ts';
import type { Flow } from '../flow/runtime.ts';
import { drift, hexDigits, keyOf, uniform, wobble } from '../random.ts';
import type { SimulatedTaskManager } from '../types.ts';
import { STEP } from '../types.ts';

/** A TaskManager: one processing unit (KPU) with a core, memory and slots. Figures are percent. */
export interface Machine extends SimulatedTaskManager {
  readonly key: number;
  cpu: number;
  heap: number;
  containerCpu: number;
  containerMemory: number;
  containerDisk: number;
  threads: number;
  oldCollections: number;
  /** Milliseconds of old-generation collections in the last minute. */
  oldCollecting: number;
  /** How much longer computing takes because the core is taken. */
  contention: number;
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
      containerCpu: BASE_CPU + CONTAINER_EXTRA,
      containerMemory: 40,
      containerDisk: 1,
      threads: RUNTIME_THREADS,
      oldCollections: 0,
      oldCollecting: 0,
      contention: 1,
    };
  });
}

/** Subtask i of every vertex shares slot i; slots are filled one machine after the other. */
export const machineOf = (machines: readonly Machine[], subtask: number): Machine | undefined => {
  const slots = machines[0]?.slots ?? 1;
  return machines[Math.min(machines.length - 1, Math.floor(subtask / slots))];
};

/** Load, memory and threads of each machine, from what its subtasks did in the step `count`. */
export function loadMachines(machines: readonly Machine[], flows: readonly Flow[], count: number): void {
  const threads = new Float64Array(machines.length);
  const state = new Float64Array(machines.length);
  const computed = new Float64Array(machines.length);
  const slots = machines[0]?.slots ?? 1;
  for (const { vertices } of flows) {
    for (const { parallelism, processed, cost, cpu, state: held } of vertices) {
      for (let i = 0; i < parallelism; i++) {
        const m = Math.min(machines.length - 1, Math.floor(i / slots));
        add(computed, m, at(processed, i) * cost * cpu);
        add(threads, m, THREADS_PER_TASK);
        add(state, m, at(held, i));
      }
    }
  }
  machines.forEach((machine, m) => settle(machine, count, at(computed, m), at(threads, m), at(state, m)));
}

function settle(machine: Machine, count: number, computed: number, threads: number, state: number): void {
  const load = computed / STEP;
  machine.contention = load > CORE || machine.contention > 1 ? Math.max(1, (machine.contention * load) / CORE) : 1;
  const work = Math.min(load, CORE);
  machine.cpu = clamp(BASE_CPU + work * 94 + 1.2 * wobble(machine.key, count), 1, 99.6);
  machine.containerCpu = clamp(machine.cpu + CONTAINER_EXTRA + 0.8 * wobble(machine.key ^ 0x3d, count), 1, 100);
  machine.heap = heapAt(machine, work, count);
  machine.containerMemory = clamp(46 + machine.heap * 0.18 + 2 * drift(machine.key ^ 0x77, count / 240), 5, 96);
  machine.containerDisk = clamp(0.9 + state / DISK_PERCENT, 0, 100);
  machine.threads = RUNTIME_THREADS + threads + Math.round(2 * uniform(machine.key ^ 0x99, Math.floor(count / 40)));
  collectOld(machine, count);
}

/** The young generation fills and is collected, the faster the more work; what lives long moves slowly. */
function heapAt({ key }: Machine, work: number, count: number): number {
  const period = 3 + (1 - work) * 9;
  const phase = (count / period + uniform(key, 1)) % 1;
  const lives = 21 + 9 * work + 2.5 * drift(key ^ 0x5f, count / 160);
  return clamp(lives + phase * (14 + 8 * work), 5, 99);
}

/** An old collection now and then: about every forty minutes. */
function collectOld(machine: Machine, count: number): void {
  if (count % 4 === 0) machine.oldCollecting = 0;
  if (uniform(machine.key ^ 0xc011, count) < 1 / 160) {
    machine.oldCollections += 1;
    machine.oldCollecting += Math.round(40 + 90 * uniform(machine.key ^ 0xc012, count));
  }
}
