import { thresholds } from '#shared/analysis/thresholds.ts';
import type { Edge, Job, Vertex } from '#shared/model/job.ts';
import { formatRatio } from '#shared/units/format.ts';
import type { Ratio } from '#shared/units/units.ts';

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

/** Judged by its worst subtask. Held back comes first: time spent waiting for others says nothing of the vertex' own work. */
export function vertexState({ worst }: Vertex): VertexState {
  if (worst.backpressured !== null && worst.backpressured > thresholds.backpressure.high) return 'backpressured';
  if (worst.busy !== null && worst.busy >= thresholds.bottleneck.busy) return 'busy';
  return worst.busy === null && worst.backpressured === null ? 'unknown' : 'ok';
}

/** `Sink: orders, parallelism 4, busy 98 %, backpressured 0 %, bottleneck`: all that a node shows, in words. */
export function vertexLabel(vertex: Vertex, bottleneck: boolean): string {
  const { busy, backpressured } = vertex.worst;
  return [
    vertex.name,
    `parallelism ${vertex.parallelism}`,
    `busy ${inWords(busy)}`,
    `backpressured ${inWords(backpressured)}`,
    ...(vertex.status === 'RUNNING' ? [] : [vertex.status]),
    ...(bottleneck ? ['bottleneck'] : []),
  ].join(', ');
}

const inWords = (share: Ratio | null): string => (share === null ? 'unknown' : formatRatio(share));

/** `Source: orders -> Parse -> Filter` as its operators, for breaking lines where a chain has its links. */
export const chainOf = ({ name, operators }: Vertex): readonly string[] =>
  operators.length > 0 ? operators : name.split(' -> ');

/** Two vertices can be joined more than once; that is drawn as one edge which names every way. */
export function distinctEdges(edges: readonly Edge[]): readonly Edge[] {
  const distinct = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to}`;
    const known = distinct.get(key);
    const ways = new Set([...(known?.shipStrategy.split(', ') ?? []), edge.shipStrategy]);
    distinct.set(key, { ...edge, shipStrategy: [...ways].join(', ') });
  }
  return [...distinct.values()];
}

/** True when the mean subtask works clearly less than the busiest: then one figure alone would mislead. */
export const isUneven = (worst: number | null, mean: number | null): boolean =>
  worst !== null && mean !== null && worst >= 0.1 && mean <= worst * UNEVEN;

/** Whether anything is known of how the vertices spend their time. */
export const isMeasured = ({ vertices }: Job): boolean => vertices.some((vertex) => vertexState(vertex) !== 'unknown');
