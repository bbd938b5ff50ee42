import type { Bytes, Millis } from '../../../units/units.ts';
import { at } from '../../flow/numbers.ts';
import type { EdgeFlow, Flow, VertexFlow } from '../../flow/runtime.ts';
import { fillOf } from '../../flow/runtime.ts';
import { uniform } from '../../random.ts';
import type { CheckpointStrain } from '../../strain.ts';
import type { SimulatedAcknowledgement } from '../../types.ts';
import { STEP } from '../../types.ts';
import { sizesOf } from './sizes.ts';

/** Bytes that one subtask uploads per millisecond, and what any upload takes at least. */
const UPLOAD_RATE = 25_000;
const UPLOAD_LEAST = 60;
/** Nobody waits longer for a barrier than for a checkpoint. */
const LONGEST = 3_600_000;
/** Milliseconds that an unaligned barrier needs from task to task, whatever waits. */
const OVERTAKES = 4;

export interface Voyage {
  readonly flow: Flow;
  readonly key: number;
  readonly id: number;
  readonly savepoint: boolean;
  /** Barriers overtake what waits; a savepoint's never do. */
  readonly unaligned: boolean;
  readonly strain: CheckpointStrain;
}

/** A barrier goes through the graph behind the records that wait; a subtask begins when the first has come, and goes on when the last has. */
export function travel(voyage: Voyage): Map<string, SimulatedAcknowledgement[]> {
  const through = new Map<VertexFlow, number[]>();
  const result = new Map<string, SimulatedAcknowledgement[]>();
  for (const vertex of voyage.flow.vertices) {
    const passes: number[] = [];
    const senders = sendersOf(vertex, through);
    result.set(
      vertex.id,
      Array.from({ length: vertex.parallelism }, (_, i) => {
        const acknowledgement = acknowledge(voyage, vertex, i, senders);
        const { startDelay, alignment, sync } = acknowledgement;
        // An overtaking barrier goes on before its task has all of them.
        passes.push(voyage.unaligned ? startDelay : startDelay + alignment + sync);
        return acknowledgement;
      }),
    );
    through.set(vertex, passes);
  }
  return result;
}

function acknowledge(voyage: Voyage, vertex: VertexFlow, subtask: number, senders: readonly Senders[]): SimulatedAcknowledgement {
  const { key, id, savepoint, unaligned } = voyage;
  const strain = strainOn(voyage.strain, vertex);
  const chance = (n: number) => uniform(vertex.key ^ key, id * 4096 + subtask * 8 + n);
  const source = vertex.inputs.length === 0;
  const [first, last] = source
    ? sourceDelay(vertex, subtask, chance(0), unaligned)
    : arrivals(vertex, subtask, senders, voyage, chance);
  const state = at(vertex.state, subtask);
  const sync = Math.round(2 + 10 * chance(1) + Math.log2(1 + state / 1e6) * 6 + strain.sync);
  const { whole, written } = sizesOf(vertex, subtask, { savepoint, chance });
  const persisted = unaligned ? waitingBytes(vertex, subtask) : 0;
  const async = (UPLOAD_LEAST * (0.4 + chance(2)) + (written + persisted) / UPLOAD_RATE) * strain.upload;
  vertex.dirty[subtask] = 0;
  const startDelay = Math.round(first + strain.startDelay);
  const alignment = Math.round(last - first + (source ? 0 : strain.alignment));
  return {
    startDelay: startDelay as Millis,
    alignment: alignment as Millis,
    sync: sync as Millis,
    async: Math.round(async) as Millis,
    stateSize: (whole + persisted) as Bytes,
    checkpointedSize: (written + persisted) as Bytes,
    processed: Math.round((at(vertex.processed, subtask) * vertex.bytesIn * alignment) / STEP) as Bytes,
    persisted: persisted as Bytes,
  };
}

interface Slower {
  readonly startDelay: number;
  readonly alignment: number;
  readonly sync: number;
  readonly upload: number;
}

const NORMAL: Slower = { startDelay: 0, alignment: 0, sync: 0, upload: 1 };

/** What slows checkpoints down at one vertex, or everywhere: then barriers already leave the sources late. */
function strainOn(strain: CheckpointStrain, vertex: VertexFlow): Slower {
  if (strain.vertex === vertex.id) return strain;
  if (strain.vertex !== null) return NORMAL;
  return vertex.inputs.length === 0 ? strain : { ...strain, startDelay: 0 };
}

/** Records that wait before a subtask and behind it, where it shares the buffers with its siblings. */
function waitingBytes({ inputs, outputs, parallelism }: VertexFlow, subtask: number): number {
  let bytes = 0;
  for (const edge of inputs) bytes += 0.5 * fillOf(edge, subtask) * edge.bound * edge.blueprint.recordBytes;
  for (const edge of outputs) {
    for (let j = 0; j < edge.to.parallelism; j++) {
      bytes += (0.5 * fillOf(edge, j) * edge.bound * edge.blueprint.recordBytes) / parallelism;
    }
  }
  return Math.round(bytes);
}

/** A source hears of the checkpoint between two records; held back, only when a buffer gets free. */
function sourceDelay({ backpressured }: VertexFlow, subtask: number, chance: number, unaligned: boolean): [number, number] {
  const held = unaligned ? 0 : at(backpressured, subtask) * (0.5 + 2.5 * chance);
  const delay = 1 + 8 * chance + held;
  return [delay, delay];
}

/** When the first and the last sender of an exchange passed its barrier on. */
interface Senders {
  readonly edge: EdgeFlow;
  readonly passes: readonly number[];
  readonly earliest: number;
  readonly latest: number;
}

function sendersOf({ inputs }: VertexFlow, through: ReadonlyMap<VertexFlow, readonly number[]>): Senders[] {
  return inputs.map((edge) => {
    const passes = through.get(edge.from) ?? [];
    return { edge, passes, earliest: Math.min(...passes), latest: Math.max(...passes) };
  });
}

/** First and last barrier at a subtask: those before it, plus the time that its queue takes; channels are not equally full. */
function arrivals(
  vertex: VertexFlow,
  subtask: number,
  senders: readonly Senders[],
  { unaligned }: Voyage,
  chance: (n: number) => number,
): [number, number] {
  let first = Infinity;
  let last = 0;
  for (const { edge, passes, earliest, latest } of senders) {
    const wait = unaligned ? OVERTAKES * chance(3) : queueTime(vertex, edge, subtask);
    if (edge.shipStrategy === 'FORWARD') {
      const passed = (passes[subtask] ?? 0) + wait + 1;
      first = Math.min(first, passed);
      last = Math.max(last, passed);
      continue;
    }
    const emptiest = passes.length === 1 ? wait : wait * (0.7 + 0.2 * chance(4));
    first = Math.min(first, earliest + emptiest + 1);
    last = Math.max(last, latest + wait + 1 + 3 * chance(5));
  }
  return [first, last];
}

/** How long what waits before a subtask takes to be processed. */
function queueTime(vertex: VertexFlow, edge: EdgeFlow, subtask: number): number {
  const perMilli = Math.max(at(vertex.processed, subtask), 1e-9) / STEP;
  return Math.min((fillOf(edge, subtask) * edge.bound) / perMilli, LONGEST);
}
