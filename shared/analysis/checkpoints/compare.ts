import type { CheckpointDetail, CheckpointVertex } from '../../model/insight/checkpointDetail.ts';
import type { Bytes, Millis } from '../../units/units.ts';
import { bytes, millis } from '../../units/units.ts';
import type { Phase } from './phases.ts';
import { phases, phasesOf } from './phases.ts';

/** One phase of one vertex in two checkpoints: of its slowest subtask in each. Null: not acknowledged, or not read. */
export interface PhaseDifference {
  readonly vertex: string;
  readonly name: string;
  readonly phase: Phase;
  readonly before: Millis | null;
  readonly after: Millis | null;
  /** Null where one of them is not known. */
  readonly difference: Millis | null;
}

export interface SizeDifference {
  readonly vertex: string;
  readonly name: string;
  readonly before: Bytes | null;
  readonly after: Bytes | null;
  readonly difference: Bytes | null;
}

export interface Comparison {
  /** Biggest first, whichever way; those that are not known in one of them come last. */
  readonly phases: readonly PhaseDifference[];
  /** Of the whole state, by vertex. */
  readonly sizes: readonly SizeDifference[];
}

/** What differs between two checkpoints of the same job, or of a job and the one that it was started again as: vertices keep their ids. */
export function compareCheckpoints(before: CheckpointDetail, after: CheckpointDetail): Comparison {
  const pairs = pairsOf(before.vertices, after.vertices);
  return {
    phases: byDifference(
      pairs.flatMap(({ id, name, left, right }) =>
        phases.map((phase): PhaseDifference => {
          const [a, b] = [longest(left, phase), longest(right, phase)];
          return { vertex: id, name, phase, before: a, after: b, difference: a === null || b === null ? null : millis(b - a) };
        }),
      ),
    ).filter((each) => each.before !== null || each.after !== null),
    sizes: byDifference(
      pairs.map(({ id, name, left, right }): SizeDifference => {
        const [a, b] = [left?.stateSize ?? null, right?.stateSize ?? null];
        return { vertex: id, name, before: a, after: b, difference: a === null || b === null ? null : bytes(b - a) };
      }),
    ),
  };
}

interface Pair {
  readonly id: string;
  readonly name: string;
  readonly left: CheckpointVertex | undefined;
  readonly right: CheckpointVertex | undefined;
}

function pairsOf(before: readonly CheckpointVertex[], after: readonly CheckpointVertex[]): readonly Pair[] {
  const left = new Map(before.map((vertex) => [vertex.id, vertex]));
  const right = new Map(after.map((vertex) => [vertex.id, vertex]));
  return [...new Set([...right.keys(), ...left.keys()])].map((id) => ({
    id,
    name: right.get(id)?.name ?? left.get(id)?.name ?? id,
    left: left.get(id),
    right: right.get(id),
  }));
}

function longest(vertex: CheckpointVertex | undefined, phase: Phase): Millis | null {
  const lengths = (vertex?.subtasks ?? []).flatMap((subtask) => phasesOf(subtask)?.[phase] ?? []);
  return lengths.length === 0 ? null : millis(lengths.reduce((most, each) => Math.max(most, each), 0));
}

const byDifference = <T extends { readonly difference: number | null }>(all: readonly T[]): readonly T[] =>
  [...all].sort(
    (a, b) =>
      Math.abs(b.difference ?? -1) - Math.abs(a.difference ?? -1) ||
      Number(b.difference !== null) - Number(a.difference !== null),
  );
