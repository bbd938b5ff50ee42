import type { Placement } from '../../../../clients/flink/placements.ts';
import { readPlacements } from '../../../../clients/flink/placements.ts';
import type { TaskManager } from '#shared/model/insight/taskManagers.ts';
import type { InsightContext } from '../../insightReader.ts';

/** Vertices that are asked with one poll; of a larger job the others come with the next ones. */
const MOST_ASKED = 24;
/** Subtasks that are told in all: beyond, a list helps nobody. */
const MOST_TOLD = 5_000;

/** A vertex as the job tells of it. */
export interface PlacedVertex {
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
  readonly status: string;
}

export interface Placements {
  /** By task manager. Null: nothing is known. */
  readonly of: ReadonlyMap<string, NonNullable<TaskManager['subtasks']>> | null;
  /** Vertices of which it is not known. */
  readonly unplaced: number;
}

/**
 * Remembers which subtasks run where. A vertex is asked again only when its job has restarted, or its state is another, or while some
 * of its subtasks are not deployed yet.
 */
export function placements() {
  const known = new Map<string, { readonly key: string; readonly placed: readonly Placement[]; readonly settled: boolean }>();

  return async (
    { place }: InsightContext,
    vertices: readonly PlacedVertex[],
    /** Another one after each restart. */
    run: string,
    signal: AbortSignal,
  ): Promise<Placements> => {
    const told = withinLimit(vertices);
    const keyOf = (vertex: PlacedVertex): string => `${place.job}|${run}|${vertex.status}|${vertex.parallelism}`;
    const outdated = told.filter((vertex) => {
      const before = known.get(vertex.id);
      return before === undefined || !before.settled || before.key !== keyOf(vertex);
    });
    await Promise.all(
      outdated.slice(0, MOST_ASKED).map(async (vertex) => {
        const answer = await readPlacements(place.rest, place.job, vertex.id, signal);
        if (!answer.ok) return;
        const settled =
          answer.value.length === vertex.parallelism && answer.value.every(({ status }) => settledStates.has(status));
        known.set(vertex.id, { key: keyOf(vertex), placed: answer.value, settled });
      }),
    );
    const ids = new Set(told.map(({ id }) => id));
    for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    const found = told.filter((vertex) => known.get(vertex.id)?.key === keyOf(vertex));
    return {
      of: found.length === 0 ? null : byTaskManager(found, (id) => known.get(id)?.placed ?? []),
      unplaced: vertices.length - found.length,
    };
  };
}

/** What stays as it is until the vertex itself is told to be in another state. */
const settledStates: ReadonlySet<string> = new Set(['RUNNING', 'FINISHED', 'CANCELED', 'FAILED']);

function withinLimit(vertices: readonly PlacedVertex[]): readonly PlacedVertex[] {
  let subtasks = 0;
  return vertices.filter(({ parallelism }) => {
    subtasks += parallelism;
    return subtasks <= MOST_TOLD;
  });
}

function byTaskManager(vertices: readonly PlacedVertex[], placedOf: (vertex: string) => readonly Placement[]) {
  const found = new Map<string, NonNullable<TaskManager['subtasks']>>();
  for (const { id, name } of vertices)
    for (const { taskManager, index, status } of placedOf(id)) {
      const there = found.get(taskManager) ?? [];
      there.push({ vertex: id, name, index, status });
      found.set(taskManager, there);
    }
  return found;
}
