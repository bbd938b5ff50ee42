import { thresholds } from '#shared/analysis/thresholds.ts';
import type { Edge, Job, Vertex } from '#shared/model/job.ts';
import { formatRatio } from '#shared/units/format.ts';
import type { Ratio } from '#shared/units/units.ts';
import { worstOf } from './model/sumUp.ts';

/** A mean below this share of the worst is worth saying. */
const UNEVEN = 0.8;

/** What a vertex mostly does, as its colour says it. A vertex without figures is unknown, never idle. */
export type VertexState = 'backpressured' | 'busy' | 'ok' | 'unknown';

export const stateWords: Readonly<Record<VertexState, string>> = {
  backpressured: 'backpressured',
  busy: 'busy',
  ok: 'ok',
  unknown: 'no data',
};

/**
 * Judged by its worst subtask, or by the mean while its subtasks are not read. Held back comes first: time spent waiting for others
 * says nothing of the vertex' own work.
 */
export function vertexState(vertex: Vertex): VertexState {
  const { busy, backpressured } = worstOf(vertex);
  if (backpressured !== null && backpressured > thresholds.backpressure.high) return 'backpressured';
  if (busy !== null && busy >= thresholds.bottleneck.busy) return 'busy';
  return busy === null && backpressured === null ? 'unknown' : 'ok';
}

/** True while all that is known of how its subtasks spend their time is the mean. */
export const isMeanOnly = (vertex: Vertex): boolean => vertex.detail === 'totals' && worstOf(vertex) === vertex.mean;

/** `Sink: orders, parallelism 4, busy 98 %, backpressured 0 %, bottleneck`: all that a node shows, in words. */
export function vertexLabel(vertex: Vertex, bottleneck: boolean, members = 1): string {
  const { busy, backpressured } = worstOf(vertex);
  const mean = isMeanOnly(vertex) ? 'mean ' : '';
  return [
    vertex.name,
    ...(members > 1 ? [`${members} vertices`] : []),
    `parallelism ${vertex.parallelism}`,
    `busy ${inWords(busy, mean)}`,
    `backpressured ${inWords(backpressured, mean)}`,
    ...(vertex.status === 'RUNNING' ? [] : [vertex.status]),
    ...(bottleneck ? ['bottleneck'] : []),
  ].join(', ');
}

const inWords = (share: Ratio | null, mean: string): string => (share === null ? 'unknown' : `${mean}${formatRatio(share)}`);

/** `Source: orders -> Parse -> Filter` as its operators, for breaking lines where a chain has its links. */
export const chainOf = ({ name, operators }: Vertex): readonly string[] =>
  operators.length > 0 ? operators : name.split(' -> ');

/** Two vertices can be joined more than once; that is drawn as one edge which names every way. */
export function distinctEdges(edges: readonly Edge[]): readonly Edge[] {
  const distinct = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to}`;
    const known = distinct.get(key);
    if (known === undefined) distinct.set(key, edge);
    else {
      const ways = new Set([...known.shipStrategy.split(', '), edge.shipStrategy]);
      distinct.set(key, { ...known, shipStrategy: [...ways].join(', ') });
    }
  }
  return [...distinct.values()];
}

/** True when the mean subtask works clearly less than the busiest: then one figure alone would mislead. */
export const isUneven = (worst: number | null, mean: number | null): boolean =>
  worst !== null && mean !== null && worst >= 0.1 && mean <= worst * UNEVEN;

/** Whether anything is known of how the vertices spend their time. */
export const isMeasured = ({ vertices }: Job): boolean => vertices.some((vertex) => vertexState(vertex) !== 'unknown');
