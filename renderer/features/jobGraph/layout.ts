import { Graph, layout } from '@dagrejs/dagre';

/** What a layout depends on: which vertices there are and how they are joined, not what they do. */
export interface GraphShape {
  readonly vertices: readonly string[];
  readonly edges: readonly (readonly [from: string, to: string])[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  /** Upper left corner of each vertex. */
  readonly vertices: Readonly<Record<string, Place>>;
  /** Where an edge passes between its ends, by `edgeId`; empty for one that goes straight to the next rank. */
  readonly edges: Readonly<Record<string, readonly Place[]>>;
  /** From the uppermost vertex' upper edge to the lowest's lower one. */
  readonly height: number;
}

export const NODE = { width: 248, height: 144 } as const;
const GAP = { betweenRanks: 108, within: 28 } as const;

export const edgeId = (from: string, to: string): string => `${from}>${to}`;

/** Equal for graphs that look the same, whatever their rates are. */
export const shapeKey = ({ vertices, edges }: GraphShape): string => JSON.stringify({ vertices, edges } satisfies GraphShape);
export const shapeOf = (key: string): GraphShape => JSON.parse(key) as GraphShape;

/** Layers from left to right. Loops are laid out as well; an edge from or to an unknown vertex, or to itself, is left out. */
export function layOut({ vertices, edges }: GraphShape): GraphLayout {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', ranksep: GAP.betweenRanks, nodesep: GAP.within });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const vertex of vertices) graph.setNode(vertex, { ...NODE });
  for (const [from, to] of edges) if (from !== to && graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to, {});
  layout(graph);

  const corner = (vertex: string): Place => {
    const { x, y } = graph.node(vertex) as Place;
    return { x: x - NODE.width / 2, y: y - NODE.height / 2 };
  };
  const between = (from: string, to: string): readonly Place[] => {
    const { points } = graph.edge(from, to) as { points: readonly Place[] };
    // First and last lie on the vertices' borders; one alone between them is only the middle of a straight run.
    return points.length <= 3 ? [] : points.slice(1, -1).map(({ x, y }) => ({ x, y }));
  };
  const places = graph.nodes().map((vertex) => [vertex, corner(vertex)] as const);
  return {
    vertices: Object.fromEntries(places),
    edges: Object.fromEntries(graph.edges().map(({ v, w }) => [edgeId(v, w), between(v, w)])),
    height: places.reduce((lowest, [, { y }]) => Math.max(lowest, y + NODE.height), 0),
  };
}
