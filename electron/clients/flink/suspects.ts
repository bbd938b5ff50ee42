import type { TimeShares, Vertex } from '#shared/model/job.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import { readLimits } from './readLimits.ts';

/** What is known of every vertex of a large job without asking any of them. */
export interface Known {
  readonly id: string;
  /** Means over its subtasks. */
  readonly shares: TimeShares;
}

/** Below it, a vertex is no suspect of anything. */
const LEAST = thresholds.backpressure.low;
/** One that was read before stays, unless another is more suspect by so much: else the two would take turns. */
const STAYS = 0.1;
/** The neighbours that the most suspect ones hold back are read with them: they are what a bottleneck is told by. */
const WITH_NEIGHBOUR = 4;

/**
 * Chooses the vertices of a large job that may hold others back. What a vertex does to those before it counts for more than how busy its
 * mean subtask is: one hot subtask of many is not seen in a mean, but it holds back every subtask that sends to it.
 */
export function suspectsOf(
  vertices: readonly Known[],
  edges: readonly { readonly from: string; readonly to: string }[],
  before: ReadonlySet<string>,
  /** Read before, and uneven: in a mean they would look well. */
  uneven: ReadonlySet<string>,
): ReadonlySet<string> {
  const shares = new Map(vertices.map((vertex) => [vertex.id, vertex.shares]));
  const held = (id: string): number => shares.get(id)?.backpressured ?? 0;
  const mostHeld = new Map<string, string>();
  for (const { from, to } of edges) {
    if (from === to) continue;
    const known = mostHeld.get(to);
    if (known === undefined || held(from) > held(known)) mostHeld.set(to, from);
  }
  const scored = vertices
    .map(({ id, shares: { busy } }) => {
      const neighbour = mostHeld.get(id);
      const blame = neighbour === undefined ? 0 : held(neighbour) * (1 - held(id));
      const score = Math.max(2 * blame, busy ?? 0, held(id) / 2, uneven.has(id) ? 1 : 0);
      return { id, neighbour, score: score < LEAST ? 0 : score + (before.has(id) ? STAYS : 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const chosen = new Set<string>();
  for (const { id, neighbour } of scored.slice(0, WITH_NEIGHBOUR))
    for (const each of neighbour !== undefined && held(neighbour) > LEAST ? [id, neighbour] : [id]) chosen.add(each);
  for (const { id } of scored) if (chosen.size < readLimits.suspects) chosen.add(id);
  return chosen;
}

/** Vertices of which the worst subtask says something else than the mean. */
export const unevenOf = (vertices: readonly Vertex[]): ReadonlySet<string> =>
  new Set(
    vertices
      .filter(
        ({ worst, mean }) =>
          crosses(worst.busy, mean.busy, thresholds.bottleneck.busy) ||
          crosses(worst.backpressured, mean.backpressured, thresholds.backpressure.low),
      )
      .map(({ id }) => id),
  );

const crosses = (worst: number | null, mean: number | null, limit: number): boolean =>
  worst !== null && mean !== null && worst >= limit && mean < limit;
