import type { Flow } from '../../flow/runtime.ts';
import { sum } from '../../flow/numbers.ts';
import type { SourceFlow } from '../../flow/sources.ts';
import { giveState } from '../../flow/state.ts';

/** What a savepoint holds: how far the sources had read, and the state of each operator by its uid. */
export interface SavedState {
  readonly positions: ReadonlyMap<string, Float64Array>;
  readonly operators: readonly SavedOperator[];
}

interface SavedOperator {
  readonly uid: string;
  /** Of the vertex. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly maxParallelism: number;
}

type Sources = ReadonlyMap<string, SourceFlow>;

export const saveState = ({ vertices }: Flow, sources: Sources): SavedState => ({
  positions: positionsOf(sources),
  operators: vertices
    .filter(({ blueprint, state }) => blueprint.source !== null || sum(state) > 0)
    .map(({ blueprint, id, name, maxParallelism, state }) => ({
      uid: blueprint.uid,
      id,
      name,
      maxParallelism,
      bytes: sum(state),
    })),
});

/** What a job has that begins without a state: its sources where they are. */
export const emptyState = (sources: Sources): SavedState => ({ positions: positionsOf(sources), operators: [] });

const positionsOf = (sources: Sources): SavedState['positions'] =>
  new Map([...sources].map(([id, { position }]) => [id, position.slice()]));

/** A job that begins from it: its sources read on from there, its state is spread over its own subtasks. */
export function restoreState({ positions, operators }: SavedState, { vertices }: Flow, sources: Sources): void {
  for (const [id, source] of sources) {
    const position = positions.get(id);
    if (position?.length !== source.position.length) continue;
    source.position.set(position);
    source.committed.set(position);
  }
  for (const vertex of vertices) {
    const saved = operators.find(({ uid }) => uid === vertex.blueprint.uid);
    giveState(vertex, saved?.bytes ?? 0);
    if (saved !== undefined) vertex.maxParallelism = saved.maxParallelism;
  }
}

/**
 * Why Flink refuses to restore: state of an operator that the program has no more, or of one that cannot be spread so far. Null when it
 * does not. The words are Flink's (Checkpoints.loadAndValidateCheckpoint, StateAssignmentOperation).
 */
export function restoreError(
  { operators }: SavedState,
  { vertices }: Flow,
  savepoint: string,
  allowNonRestoredState: boolean,
): string | null {
  for (const saved of operators) {
    const vertex = vertices.find(({ blueprint }) => blueprint.uid === saved.uid);
    if (vertex === undefined) {
      if (allowNonRestoredState) continue;
      return (
        `java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint ${savepoint}. Cannot map checkpoint/savepoint ` +
        `state for operator ${saved.id} to the new program, because the operator is not available in the new program. If you want ` +
        'to allow to skip this, you can set the --allowNonRestoredState option on the CLI.'
      );
    }
    if (vertex.parallelism > saved.maxParallelism)
      return (
        `java.lang.IllegalStateException: The state for task ${vertex.name} can not be restored. The maximum parallelism ` +
        `(${saved.maxParallelism}) of the restored state is lower than the configured parallelism (${vertex.parallelism}). Please ` +
        'reduce the parallelism of the task to be lower or equal to the maximum parallelism.'
      );
  }
  return null;
}
