import { uniform } from '../random.ts';
import type { VertexStrain } from '../strain.ts';
import { clamp } from './numbers.ts';
import type { VertexFlow } from './runtime.ts';
import type { FlowStep } from './solve.ts';

/** Parts of what a fault adds that take the processor; the rest waits: for a disk, or for the log's buffer. */
const STATE_COMPUTES = 0.7;
const LOGGING_COMPUTES = 0.4;

/** What is wrong with a subtask; null = nothing. */
export const strainOf = ({ strain }: VertexFlow, subtask: number): VertexStrain | null =>
  strain === null || (strain.subtasks !== null && !strain.subtasks.has(subtask)) ? null : strain;

/** Milliseconds of the processor that a record takes in a subtask. */
export function computingOf(vertex: VertexFlow, subtask: number): number {
  const own = vertex.cost * vertex.cpu;
  const strain = strainOf(vertex, subtask);
  if (strain === null) return own;
  return own + strain.compute + strain.kryo + STATE_COMPUTES * strain.state + LOGGING_COMPUTES * strain.logging;
}

/** Milliseconds that a record waits within a subtask: for another system, a disk, a lock. */
function waitingOf(vertex: VertexFlow, subtask: number): number {
  const own = vertex.cost * (1 - vertex.cpu);
  const strain = strainOf(vertex, subtask);
  if (strain === null) return own;
  return own + strain.wait + strain.lock + (1 - STATE_COMPUTES) * strain.state + (1 - LOGGING_COMPUTES) * strain.logging;
}

/** Costs differ a little from step to step. */
const UNREST = 0.025;

/** Milliseconds that a record takes in a subtask. */
export function costOf(
  vertex: VertexFlow,
  subtask: number,
  { count, contention }: Pick<FlowStep, 'count' | 'contention'>,
): number {
  const slower = contention(subtask);
  const cost =
    vertex.strain === null
      ? vertex.cost * (1 + vertex.cpu * (slower - 1))
      : computingOf(vertex, subtask) * slower + waitingOf(vertex, subtask);
  return cost * (1 + UNREST * (2 * uniform(vertex.key ^ Math.imul(subtask + 1, 0x2c1b3c6d), count) - 1));
}

/** Share of the records that come too late for their window and are dropped. */
export const lateShare = ({ window, strain }: VertexFlow): number => clamp((window?.late ?? 0) + (strain?.late ?? 0), 0, 1);

/** A subtask that has ended while its siblings run: it does nothing any more. */
export const hasEnded = ({ strain }: VertexFlow, subtask: number): boolean => strain?.finished?.has(subtask) === true;
