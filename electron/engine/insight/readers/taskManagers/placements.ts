import type { Placement } from '../../../../clients/flink/placements.ts';
import { readPlacements } from '../../../../clients/flink/placements.ts';
import type { TaskManager } from '#shared/model/insight/taskManagers.ts';
import type { InsightContext } from '../../insightReader.ts';

/** Vertices that are asked with one poll; of a larger job the others come with the next ones. */
const MOST_ASKED = 24;
/** Subtasks that are told in all, the rest is cut: beyond, a list helps nobody. */
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
  /** Vertices of which it is not known, or not told of all subtasks. */
  readonly unplaced: number;
}

/**
 * Remembers which subtasks run where. A vertex is asked again only when its job has restarted, or its state is another, or while some
 * of its subtasks are not deployed yet. Of more than can be asked at once, those come first that were asked longest ago.
 */
export function placements() {
  const known = new Map<string, { readonly key: string; readonly placed: readonly Placement[]; readonly settled: boolean }>();
  /** In which poll a vertex was asked last. */
  const asked = new Map<string, number>();
  let polls = 0;

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
    const inTurn = outdated.toSorted((a, b) => (asked.get(a.id) ?? 0) - (asked.get(b.id) ?? 0));
    polls += 1;
    await Promise.all(
      inTurn.slice(0, MOST_ASKED).map(async (vertex) => {
        asked.set(vertex.id, polls);
        const answer = await readPlacements(place.rest, place.job, vertex.id, signal);
        if (!answer.ok) return;
        const settled =
          answer.value.length === vertex.parallelism && answer.value.every(({ status }) => settledStates.has(status));
        known.set(vertex.id, { key: keyOf(vertex), placed: answer.value, settled });
      }),
    );
    const ids = new Set(told.map(({ id }) => id));
    for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    for (const id of asked.keys()) if (!ids.has(id)) asked.delete(id);
    const found = told.filter((vertex) => known.get(vertex.id)?.key === keyOf(vertex));
    const all = found.map((vertex) => ({ vertex, placed: known.get(vertex.id)?.placed ?? [] }));
    const { fitting, cut } = cutToLimit(all);
    return {
      of: found.length === 0 ? null : byTaskManager(fitting),
      unplaced: vertices.length - found.length + cut,
    };
  };
}

/** What stays as it is until the vertex itself is told to be in another state. */
const settledStates: ReadonlySet<string> = new Set(['RUNNING', 'FINISHED', 'CANCELED', 'FAILED']);

/** Those of which at least some subtasks have room. */
function withinLimit(vertices: readonly PlacedVertex[]): readonly PlacedVertex[] {
  let subtasks = 0;
  return vertices.filter(({ parallelism }) => {
    const fits = subtasks < MOST_TOLD;
    subtasks += parallelism;
    return fits;
  });
}

interface PlacedSubtasks {
  readonly vertex: PlacedVertex;
  readonly placed: readonly Placement[];
}

/** The first so many subtasks, and of how many vertices some were left out. */
function cutToLimit(all: readonly PlacedSubtasks[]) {
  let room = MOST_TOLD;
  let cut = 0;
  const fitting = all.map(({ vertex, placed }): PlacedSubtasks => {
    if (placed.length > room) cut += 1;
    const fits = placed.slice(0, room);
    room -= fits.length;
    return { vertex, placed: fits };
  });
  return { fitting, cut };
}

function byTaskManager(all: readonly PlacedSubtasks[]) {
  const found = new Map<string, NonNullable<TaskManager['subtasks']>>();
  for (const { vertex, placed } of all)
    for (const { taskManager, index, status } of placed) {
      const { id, name } = vertex;
      const there = found.get(taskManager) ?? [];
      there.push({ vertex: id, name, index, status });
      found.set(taskManager, there);
    }
  return found;
}
