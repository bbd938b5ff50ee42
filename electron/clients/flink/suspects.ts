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

/** What earlier readings have told. */
export interface Findings {
  readonly suspects: ReadonlySet<string>;
  /** Their worst subtask says something else than the mean: in a mean they would look well. */
  readonly uneven: ReadonlySet<string>;
  /** Read in full lately, and not one subtask worked much: they hold nobody back. By the server's clock. */
  readonly cleared: ReadonlyMap<string, number>;
}

export const NO_FINDINGS: Findings = { suspects: new Set(), uneven: new Set(), cleared: new Map() };

/** For so long a reading in full tells that a vertex is none, in milliseconds. */
const CLEARED = 120_000;

/**
 * Chooses the vertices of a large job that may hold others back. What a vertex does to those before it counts for more than how busy its
 * mean subtask is: one hot subtask of many is not seen in a mean, but it holds back every subtask that sends to it. Where more are
 * suspect than can be read at once they take turns, until one is found.
 */
export function suspectsOf(
  vertices: readonly Known[],
  edges: readonly { readonly from: string; readonly to: string }[],
  { suspects, uneven, cleared }: Findings,
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
      const works = busy ?? 0;
      const blame = neighbour === undefined ? 0 : held(neighbour) * (1 - held(id)) * ((cleared.has(id) ? 0 : 1) + works);
      const score = Math.max(blame, works, held(id) / 2, uneven.has(id) ? 1 : 0);
      return { id, neighbour, score: score < LEAST ? 0 : score + (suspects.has(id) ? STAYS : 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const chosen = new Set<string>();
  for (const { id, neighbour } of scored.slice(0, WITH_NEIGHBOUR))
    for (const each of neighbour !== undefined && held(neighbour) > LEAST ? [id, neighbour] : [id]) chosen.add(each);
  for (const { id } of scored) if (chosen.size < readLimits.suspects) chosen.add(id);
  return chosen;
}

/** What a reading tells for the next. */
export function findingsOf(vertices: readonly Vertex[], suspects: ReadonlySet<string>, before: Findings, now: number): Findings {
  const read = vertices.filter(({ detail }) => detail === 'subtasks');
  const cleared = new Map([...before.cleared].filter(([, at]) => now - at < CLEARED && now >= at));
  for (const { id, worst } of read) {
    if ((worst.busy ?? 1) >= thresholds.bottleneck.busy) cleared.delete(id);
    else if (!cleared.has(id)) cleared.set(id, now);
  }
  return { suspects, uneven: new Set(read.filter(isUneven).map(({ id }) => id)), cleared };
}

const isUneven = ({ worst, mean }: Vertex): boolean =>
  crosses(worst.busy, mean.busy, thresholds.bottleneck.busy) ||
  crosses(worst.backpressured, mean.backpressured, thresholds.backpressure.low);

const crosses = (worst: number | null, mean: number | null, limit: number): boolean =>
  worst !== null && mean !== null && worst >= limit && mean < limit;
