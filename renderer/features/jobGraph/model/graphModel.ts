import type { Edge, Job, Vertex } from '#shared/model/job.ts';
import type { GraphShape } from '../layout/graphLayout.ts';
import { distinctEdges } from '../vertexState.ts';
import type { Fold } from './folds.ts';
import { sumUp } from './sumUp.ts';

/** What is drawn as one card: a vertex, or a fold with the sums and the worst of its vertices. */
export interface GraphNode {
  readonly id: string;
  readonly vertex: Vertex;
  /** Its vertices; null of a vertex itself. */
  readonly members: readonly Vertex[] | null;
  readonly bottleneck: boolean;
}

export interface GraphModel {
  readonly nodes: readonly GraphNode[];
  readonly nodeOf: ReadonlyMap<string, GraphNode>;
  /** In which card a vertex is drawn; without those that are hidden. */
  readonly cardOf: ReadonlyMap<string, string>;
  /** Between cards. */
  readonly edges: readonly Edge[];
}

/** The cards of a job and what joins them. `hidden` says which vertices are left out. */
export function graphModel(
  job: Job,
  folds: readonly Fold[],
  bottleneck: string | null,
  hidden: (vertex: string) => boolean,
): GraphModel {
  const foldOf = new Map(folds.flatMap((fold) => fold.members.map((id) => [id, fold] as const)));
  const members = new Map<Fold, Vertex[]>();
  const cardOf = new Map<string, string>();
  for (const vertex of job.vertices) {
    if (hidden(vertex.id)) continue;
    const fold = foldOf.get(vertex.id);
    cardOf.set(vertex.id, fold?.id ?? vertex.id);
    if (fold !== undefined) members.set(fold, [...(members.get(fold) ?? []), vertex]);
  }
  const drawn = new Set<Fold>();
  const nodes = job.vertices.flatMap((vertex): GraphNode[] => {
    if (!cardOf.has(vertex.id)) return [];
    const fold = foldOf.get(vertex.id);
    if (fold === undefined) return [{ id: vertex.id, vertex, members: null, bottleneck: vertex.id === bottleneck }];
    if (drawn.has(fold)) return [];
    drawn.add(fold);
    const inside = members.get(fold) ?? [];
    const isLimiting = inside.some(({ id }) => id === bottleneck);
    return [{ id: fold.id, vertex: sumUp(fold, inside, job.edges), members: inside, bottleneck: isLimiting }];
  });
  return { nodes, nodeOf: new Map(nodes.map((node) => [node.id, node])), cardOf, edges: cardEdges(job.edges, cardOf) };
}

/** An edge within a fold is not drawn; those that join the same cards are one. */
function cardEdges(edges: readonly Edge[], cardOf: ReadonlyMap<string, string>): readonly Edge[] {
  return distinctEdges(
    edges.flatMap((edge) => {
      const [from, to] = [cardOf.get(edge.from), cardOf.get(edge.to)];
      if (from === undefined || to === undefined) return [];
      if (from === edge.from && to === edge.to) return [edge];
      return from === to ? [] : [{ ...edge, from, to }];
    }),
  );
}

export const modelShape = ({ nodes, edges }: GraphModel): GraphShape => ({
  vertices: nodes.map(({ id }) => id),
  edges: edges.map(({ from, to }) => [from, to] as const),
});

export const jobShape = ({ vertices, edges }: Job): GraphShape => ({
  vertices: vertices.map(({ id }) => id),
  edges: distinctEdges(edges).map(({ from, to }) => [from, to] as const),
});
