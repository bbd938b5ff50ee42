import type { EdgeBlueprint, JobBlueprint, OperatorBlueprint, VertexBlueprint } from '../blueprint.ts';
import { hexDigits, keyOf } from '../random.ts';
import type { VertexStrain } from '../strain.ts';
import type { SimulatedEdge } from '../types.ts';
import { at } from './numbers.ts';
import { sharesOf } from './spread.ts';
import type { StateFlow } from './state.ts';
import { stateOf } from './state.ts';
import type { StallFlow } from './vertex/stalls.ts';
import type { WindowFlow } from './vertex/windows.ts';
import { windowOf } from './vertex/windows.ts';

/** The flow of one job: what its vertices do and what waits between them. Updated in place, step by step. */
export interface Flow {
  readonly vertices: readonly VertexFlow[];
  readonly edges: readonly EdgeFlow[];
  /** Something is wrong with a vertex. */
  strained: boolean;
}

export interface VertexFlow {
  readonly blueprint: VertexBlueprint;
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
  /** Fixed when its state is first made: a restored one keeps it. */
  maxParallelism: number;
  readonly key: number;
  readonly inputs: EdgeFlow[];
  readonly outputs: EdgeFlow[];
  /** Milliseconds per record that reaches the vertex, before faults. */
  readonly cost: number;
  /** Share of `cost` that is computing. */
  readonly cpu: number;
  /** Records that the last operator emits per record that reaches the vertex. */
  readonly selectivity: number;
  /** Of a record that reaches the vertex, and of one that leaves it. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** What is wrong with it; null = nothing. */
  strain: VertexStrain | null;
  /** Processed in total at most, because of those that follow: records in this step. */
  ceiling: number;
  /** Ends its results a window at a time; null = a result as soon as its record. */
  readonly window: WindowFlow | null;
  /** What a long checkpoint takes from its tasks; null = nothing. */
  stall: StallFlow | null;
  /** Per subtask, records in this step: what could be sent, what could be processed, what was there, what was done. */
  readonly most: Float64Array;
  readonly limit: Float64Array;
  readonly capacity: Float64Array;
  /** Records in this step that a subtask could process if it got the same part of what follows as the others. */
  readonly pace: Float64Array;
  readonly supply: Float64Array;
  readonly processed: Float64Array;
  /** Records that the last operator emitted in this step. */
  readonly emitted: Float64Array;
  /** Share of the vertex' work that each subtask gets. */
  readonly share: Float64Array;
  /** Milliseconds of a second. */
  readonly busy: Float64Array;
  readonly backpressured: Float64Array;
  readonly idle: Float64Array;
  /** Since the attempt began. */
  readonly recordsIn: Float64Array;
  readonly recordsOut: Float64Array;
  readonly busySum: Float64Array;
  readonly backpressuredSum: Float64Array;
  readonly idleSum: Float64Array;
  /** Records in and out of each of the last four steps: subtask × 4. */
  readonly recent: Float64Array;
  readonly recentOut: Float64Array;
  /** Of all subtasks together: each of the last four steps, and their sum. */
  readonly recentTotals: Float64Array;
  lastMinute: number;
  /** The same of what was emitted. */
  readonly recentOutTotals: Float64Array;
  lastMinuteOut: number;
  /** Records that came too late and were dropped, since the attempt began; of all subtasks, in each of the last four steps. */
  readonly late: Float64Array;
  readonly recentLate: Float64Array;
  /** What a record leaves behind; null = nothing. */
  readonly stateful: StateFlow | null;
  /** Bytes. */
  readonly state: Float64Array;
  /** Bytes written to state since the last checkpoint. */
  readonly dirty: Float64Array;
  /** NaN before the first. */
  readonly watermark: Float64Array;
  /** The least of them; NaN while a subtask has none. */
  slowest: number;
}

export interface EdgeFlow {
  readonly blueprint: EdgeBlueprint;
  readonly shipStrategy: SimulatedEdge['shipStrategy'];
  readonly from: VertexFlow;
  readonly to: VertexFlow;
  /** Records sent per record that the sender processes, windows or not. */
  readonly selectivity: number;
  /** Share of the records sent that each receiver gets; all ones for BROADCAST. */
  readonly weights: Float64Array;
  /** The weights without a fault. */
  readonly healthyWeights: Float64Array;
  /** Records that wait before each receiver, and how many fit. */
  readonly queue: Float64Array;
  readonly bound: number;
  /** Records that each receiver can take in this step. */
  readonly room: Float64Array;
  /** Share of the receiver's work that comes over this edge. */
  claim: number;
  /** Records that waited when the attempt began: those of the checkpoint that it began from. */
  carried: number;
  /** Records delivered since. */
  delivered: number;
  /** Records delivered in this step. */
  sent: number;
}

/** Network buffers: exclusive ones of each channel and floating ones of the gate (Flink's defaults), on either side of an exchange. */
const BUFFER = 32_768;
const EXCLUSIVE = 2;
const FLOATING = 8;
const SIDES = 2;

export function buildFlow(blueprint: JobBlueprint, parallelism: number, key: number): Flow {
  const vertices = blueprint.vertices.map((each) => buildVertex(each, blueprint.edges, parallelism, key));
  const byUid = new Map(vertices.map((vertex) => [vertex.blueprint.uid, vertex]));
  const edges = blueprint.edges.map((each) => {
    const from = byUid.get(each.from);
    const to = byUid.get(each.to);
    if (from === undefined || to === undefined)
      throw new Error(`${blueprint.name}: no vertex for the edge ${each.from} to ${each.to}`);
    return buildEdge(each, from, to, key);
  });
  for (const edge of edges) {
    edge.from.outputs.push(edge);
    edge.to.inputs.push(edge);
  }
  for (const vertex of vertices) {
    for (const edge of vertex.inputs) edge.claim = 1 / vertex.inputs.length;
  }
  return { vertices, edges, strained: false };
}

function buildVertex(blueprint: VertexBlueprint, edges: readonly EdgeBlueprint[], all: number, jobKey: number): VertexFlow {
  const parallelism = Math.min(blueprint.parallelism ?? all, all);
  const key = keyOf(jobKey, blueprint.uid);
  const { cost, computing, reaching } = chainCost(blueprint.operators);
  const perSubtask = () => new Float64Array(parallelism);
  return {
    blueprint,
    id: hexDigits(keyOf(0, 'uid', blueprint.uid), 32),
    name: blueprint.operators.map(({ name }) => name).join(' -> '),
    parallelism,
    maxParallelism: maxParallelismOf(parallelism),
    key,
    inputs: [],
    outputs: [],
    cost,
    cpu: cost === 0 ? 0 : computing / cost,
    selectivity: reaching,
    bytesIn: edges.find(({ to }) => to === blueprint.uid)?.recordBytes ?? 0,
    bytesOut: edges.find(({ from }) => from === blueprint.uid)?.recordBytes ?? 0,
    strain: null,
    ceiling: Infinity,
    window: windowOf(blueprint, parallelism),
    stall: null,
    most: perSubtask(),
    limit: perSubtask(),
    capacity: perSubtask(),
    pace: perSubtask(),
    supply: perSubtask(),
    processed: perSubtask(),
    emitted: perSubtask(),
    share: perSubtask().fill(1 / parallelism),
    busy: perSubtask(),
    backpressured: perSubtask(),
    idle: perSubtask().fill(1000),
    recordsIn: perSubtask(),
    recordsOut: perSubtask(),
    busySum: perSubtask(),
    backpressuredSum: perSubtask(),
    idleSum: perSubtask(),
    recent: new Float64Array(parallelism * 4),
    recentOut: new Float64Array(parallelism * 4),
    recentTotals: new Float64Array(4),
    lastMinute: 0,
    recentOutTotals: new Float64Array(4),
    lastMinuteOut: 0,
    late: perSubtask(),
    recentLate: new Float64Array(4),
    stateful: stateOf(blueprint),
    state: perSubtask(),
    dirty: perSubtask(),
    watermark: perSubtask().fill(NaN),
    slowest: NaN,
  };
}

/** Milliseconds per record that reaches the chain. What follows a window is not part of it: that is done for each result. */
function chainCost(operators: readonly OperatorBlueprint[]): { cost: number; computing: number; reaching: number } {
  let reaching = 1;
  let cost = 0;
  let computing = 0;
  let windowed = false;
  for (const operator of operators) {
    if (!windowed) {
      cost += (operator.cost * reaching) / 1000;
      computing += (operator.cost * reaching * operator.cpu) / 1000;
    }
    windowed ||= operator.window !== undefined;
    reaching *= operator.selectivity;
  }
  return { cost, computing, reaching };
}

/** Flink's rule (KeyGroupRangeAssignment.computeDefaultMaxParallelism). */
const maxParallelismOf = (parallelism: number): number =>
  Math.min(32_768, Math.max(128, 2 ** Math.ceil(Math.log2(parallelism + Math.floor(parallelism / 2)))));

function buildEdge(blueprint: EdgeBlueprint, from: VertexFlow, to: VertexFlow, jobKey: number): EdgeFlow {
  const key = keyOf(jobKey, 'edge', blueprint.from, blueprint.to);
  const channels = blueprint.shipStrategy === 'FORWARD' ? 1 : from.parallelism;
  const weights = weightsOf(blueprint, to.parallelism, key);
  return {
    blueprint,
    shipStrategy: blueprint.shipStrategy,
    from,
    to,
    selectivity: from.selectivity * blueprint.share,
    weights,
    healthyWeights: weights.slice(),
    queue: new Float64Array(to.parallelism),
    bound: (SIDES * (EXCLUSIVE * channels + FLOATING) * BUFFER) / blueprint.recordBytes,
    room: new Float64Array(to.parallelism),
    claim: 1,
    carried: 0,
    delivered: 0,
    sent: 0,
  };
}

function weightsOf({ shipStrategy, keys }: EdgeBlueprint, count: number, key: number): Float64Array {
  switch (shipStrategy) {
    case 'HASH':
      return sharesOf(keys, count, key);
    case 'BROADCAST':
      return new Float64Array(count).fill(1);
    case 'GLOBAL':
      return new Float64Array(count).map((_, i) => (i === 0 ? 1 : 0));
    case 'FORWARD':
    case 'REBALANCE':
    case 'RESCALE':
      return new Float64Array(count).fill(1 / count);
  }
}

/**
 * Fill of the buffers before a receiver, 0…1. Records come in bursts, so a receiver that is held back part of its time has its buffers
 * filled that far, though on average it keeps up.
 */
export function fillOf({ queue, bound, to }: EdgeFlow, receiver: number): number {
  const held = at(to.backpressured, receiver) / Math.max(1, 1000 - at(to.busy, receiver));
  return Math.min(1, Math.max(at(queue, receiver) / bound, BURSTS * held));
}

const BURSTS = 0.9;
