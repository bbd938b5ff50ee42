import type { Bytes, Millis } from '../../../units/units.ts';
import { at } from '../../flow/numbers.ts';
import type { EdgeFlow, Flow, VertexFlow } from '../../flow/runtime.ts';
import { fillOf } from '../../flow/runtime.ts';
import { uniform } from '../../random.ts';
import type { CheckpointStrain } from '../../strain.ts';
import type { SimulatedAcknowledgement } from '../../types.ts';
import { STEP } from '../../types.ts';
import { wholeSize, writtenSize } from './sizes.ts';

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

/** What the subtasks of one vertex acknowledge, a row of figures each: most checkpoints are forgotten before anybody reads them. */
export type Acknowledged = Float64Array;
const WIDTH = 8;

export const countOf = (all: Acknowledged): number => all.length / WIDTH;

/** Milliseconds from the trigger to the acknowledgement. */
export const endToEnd = (all: Acknowledged, subtask: number): number =>
  at(all, subtask * WIDTH) + at(all, subtask * WIDTH + 1) + at(all, subtask * WIDTH + 2) + at(all, subtask * WIDTH + 3);

export const stateSizeOf = (all: Acknowledged, subtask: number): number => at(all, subtask * WIDTH + 4);
export const checkpointedSizeOf = (all: Acknowledged, subtask: number): number => at(all, subtask * WIDTH + 5);
export const processedOf = (all: Acknowledged, subtask: number): number => at(all, subtask * WIDTH + 6);
export const persistedOf = (all: Acknowledged, subtask: number): number => at(all, subtask * WIDTH + 7);

export function acknowledgementOf(all: Acknowledged, subtask: number): SimulatedAcknowledgement {
  const figure = (n: number) => at(all, subtask * WIDTH + n);
  return {
    startDelay: figure(0) as Millis,
    alignment: figure(1) as Millis,
    sync: figure(2) as Millis,
    async: figure(3) as Millis,
    stateSize: figure(4) as Bytes,
    checkpointedSize: figure(5) as Bytes,
    processed: figure(6) as Bytes,
    persisted: figure(7) as Bytes,
  };
}

/** A barrier goes through the graph behind the records that wait; a subtask begins when the first has come, and goes on when the last has. */
export function travel(voyage: Voyage): Map<string, Acknowledged> {
  const through = new Map<VertexFlow, Float64Array>();
  const result = new Map<string, Acknowledged>();
  for (const vertex of voyage.flow.vertices) {
    const { parallelism } = vertex;
    const passes = new Float64Array(parallelism);
    const all = new Float64Array(parallelism * WIDTH);
    const senders = sendersOf(vertex, through);
    for (let i = 0; i < parallelism; i++) {
      acknowledge(voyage, vertex, i, senders, all);
      // An overtaking barrier goes on before its task has all of them.
      const begins = at(all, i * WIDTH);
      passes[i] = voyage.unaligned ? begins : begins + at(all, i * WIDTH + 1) + at(all, i * WIDTH + 2);
    }
    result.set(vertex.id, all);
    through.set(vertex, passes);
  }
  return result;
}

/** What is new now, by vertex: a checkpoint that is triggered holds it. */
export const whatIsNew = ({ vertices }: Flow): readonly Float64Array[] => vertices.map(({ dirty }) => dirty.slice());

/** It is in a checkpoint that has completed: the next one writes only what came after. */
export function isKept({ vertices }: Flow, captured: readonly Float64Array[]): void {
  for (const [v, { dirty }] of vertices.entries()) {
    const kept = captured[v];
    if (kept === undefined) continue;
    for (let i = 0; i < dirty.length; i++) dirty[i] = Math.max(0, at(dirty, i) - at(kept, i));
  }
}

/**
 * Barriers that are still on their way when less waits than at the trigger come earlier than it seemed then: at the latest after what
 * waits now. `elapsed` is how long ago the trigger was.
 */
export function hasten(all: Acknowledged, fresh: Acknowledged, elapsed: number): void {
  for (let i = 0; i < countOf(all); i++) {
    const until = endToEnd(all, i);
    const now = elapsed + endToEnd(fresh, i);
    if (until <= elapsed || until <= now) continue;
    const [begins, aligns] = [i * WIDTH, i * WIDTH + 1];
    const fewer = Math.min(until - now, Math.max(0, at(all, begins) - elapsed));
    all[begins] = at(all, begins) - fewer;
    all[aligns] = Math.max(0, at(all, aligns) - (until - now - fewer));
  }
}

/** Draws of one subtask's part in one checkpoint. */
interface Chance {
  readonly key: number;
  readonly counter: number;
}

function acknowledge(voyage: Voyage, vertex: VertexFlow, subtask: number, senders: readonly Senders[], into: Acknowledged): void {
  const { id, savepoint, unaligned } = voyage;
  const strain = strainOn(voyage.strain, vertex);
  const chance: Chance = { key: vertex.key ^ voyage.key, counter: id * 4096 + subtask * 8 };
  const source = vertex.inputs.length === 0;
  const [first, last] = source
    ? sourceDelay(vertex, subtask, draw(chance, 0), unaligned)
    : arrivals(vertex, subtask, senders, voyage, chance);
  const state = at(vertex.state, subtask);
  const whole = wholeSize(state);
  const written = savepoint ? whole : writtenSize(state, at(vertex.dirty, subtask), draw(chance, 6), draw(chance, 7));
  const persisted = unaligned ? waitingBytes(vertex, subtask) : 0;
  const async = (UPLOAD_LEAST * (0.4 + draw(chance, 2)) + (written + persisted) / UPLOAD_RATE) * strain.upload;
  const alignment = Math.round(last - first + (source ? 0 : strain.alignment));
  const row = subtask * WIDTH;
  into[row] = Math.round(first + strain.startDelay);
  into[row + 1] = alignment;
  into[row + 2] = Math.round(2 + 10 * draw(chance, 1) + Math.log2(1 + state / 1e6) * 6 + strain.sync);
  into[row + 3] = Math.round(async);
  into[row + 4] = whole + persisted;
  into[row + 5] = written + persisted;
  into[row + 6] = Math.round((at(vertex.processed, subtask) * vertex.bytesIn * alignment) / STEP);
  into[row + 7] = persisted;
}

const draw = ({ key, counter }: Chance, n: number): number => uniform(key, counter + n);

interface Slower {
  readonly startDelay: number;
  readonly alignment: number;
  readonly sync: number;
  readonly upload: number;
}

const NORMAL: Slower = { startDelay: 0, alignment: 0, sync: 0, upload: 1 };

/** What slows checkpoints down at one vertex, or everywhere: then barriers already leave the sources late. */
export function strainOn(strain: CheckpointStrain, vertex: VertexFlow): Slower {
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
  readonly passes: Float64Array;
  readonly earliest: number;
  readonly latest: number;
}

const NONE = new Float64Array(0);

function sendersOf({ inputs }: VertexFlow, through: ReadonlyMap<VertexFlow, Float64Array>): Senders[] {
  return inputs.map((edge) => {
    const passes = through.get(edge.from) ?? NONE;
    let earliest = Infinity;
    let latest = -Infinity;
    for (let i = 0; i < passes.length; i++) {
      earliest = Math.min(earliest, at(passes, i));
      latest = Math.max(latest, at(passes, i));
    }
    return { edge, passes, earliest, latest };
  });
}

/** First and last barrier at a subtask: those before it, plus the time that its queue takes; channels are not equally full. */
function arrivals(
  vertex: VertexFlow,
  subtask: number,
  senders: readonly Senders[],
  { unaligned }: Voyage,
  chance: Chance,
): [number, number] {
  let first = Infinity;
  let last = 0;
  for (const { edge, passes, earliest, latest } of senders) {
    const wait = unaligned ? OVERTAKES * draw(chance, 3) : queueTime(vertex, edge, subtask);
    if (edge.shipStrategy === 'FORWARD') {
      const passed = at(passes, subtask) + wait + 1;
      first = Math.min(first, passed);
      last = Math.max(last, passed);
      continue;
    }
    const emptiest = passes.length === 1 ? wait : wait * (0.7 + 0.2 * draw(chance, 4));
    first = Math.min(first, earliest + emptiest + 1);
    last = Math.max(last, latest + wait + 1 + 3 * draw(chance, 5));
  }
  return [first, last];
}

/** How long what waits before a subtask takes to be processed. */
function queueTime(vertex: VertexFlow, edge: EdgeFlow, subtask: number): number {
  const done = at(vertex.processed, subtask);
  // A task that sends a window's results takes no record meanwhile; then it goes on as fast as those after it let it.
  const perMilli = Math.max(done > 0 ? done : at(vertex.pace, subtask), 1e-9) / STEP;
  return Math.min((fillOf(edge, subtask) * edge.bound) / perMilli, LONGEST);
}
