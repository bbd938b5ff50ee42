import type { Edge } from '#shared/model/job.ts';
import type { GraphModel } from '../model/graphModel.ts';
import type { GraphLayout, Place } from '../layout/graphLayout.ts';
import type { VertexState } from '../vertexState.ts';
import { vertexState } from '../vertexState.ts';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Way } from './edgeWays.ts';
import { boxOf, wayOf } from './edgeWays.ts';
import { labelPlaces } from './labelPlaces.ts';
import type { Box } from './view.ts';

/** An edge with its way: made once for a layout, whatever the figures are. */
export interface DrawnEdge {
  readonly edge: Edge;
  readonly way: Way;
  readonly box: Box;
  /** Where its rate and ship strategy stand; null where there is no room. */
  readonly label: Place | null;
}

export function drawnEdges(edges: readonly Edge[], layout: GraphLayout): readonly DrawnEdge[] {
  const ways = edges.map(({ from, to }) => wayOf(from, to, layout));
  const labels = labelPlaces(ways);
  return edges.flatMap((edge, i) => {
    const way = ways[i];
    return way === null || way === undefined ? [] : [{ edge, way, box: boxOf(way), label: labels[i] ?? null }];
  });
}

/** What of a card is drawn on the canvas, when it is too small to be a card. */
export interface DrawnNode {
  readonly id: string;
  readonly place: Place;
  readonly name: string;
  readonly state: VertexState;
  readonly isGroup: boolean;
  readonly bottleneck: boolean;
  /** Shares of the mean subtask, for the bar. */
  readonly busy: number;
  readonly backpressured: number;
}

export const drawnNodes = ({ nodes }: GraphModel, { vertices }: GraphLayout): readonly DrawnNode[] =>
  nodes.flatMap(({ id, vertex, members, bottleneck }): DrawnNode[] => {
    const place = vertices[id];
    if (place === undefined) return [];
    const { busy, backpressured } = vertex.mean;
    return [
      {
        id,
        place,
        name: withArrows(vertex.name),
        state: vertexState(vertex),
        isGroup: members !== null,
        bottleneck,
        busy: busy ?? 0,
        backpressured: backpressured ?? 0,
      },
    ];
  });

/** All that the canvas shows, beside the view. */
export interface Scene {
  readonly layout: GraphLayout;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Cards that are elements of their own: the canvas leaves them out. */
  readonly asElements: ReadonlySet<string>;
  /** What is not in focus. */
  readonly isDim: (id: string) => boolean;
  /** What a search found. */
  readonly found: ReadonlySet<string>;
  /** Whose edges stand out. */
  readonly marked: string | null;
}
