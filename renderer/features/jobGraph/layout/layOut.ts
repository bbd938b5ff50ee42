import type { Links } from './acyclic.ts';
import { withoutLoops } from './acyclic.ts';
import { GAP, NODE, STEP, TURN, edgeId } from './graphLayout.ts';
import type { GraphLayout, GraphShape, Place } from './graphLayout.ts';
import { heightsOf } from './heights.ts';
import { layersOf } from './layers.ts';
import { levelsOf } from './levels.ts';
import { untangle } from './order.ts';
import { partsOf } from './parts.ts';

/** Below a part, beside the gap: an edge that leads back runs beneath its ends. */
const BETWEEN_PARTS = GAP.within * 2;

/**
 * Layers from left to right (after Sugiyama et al. 1981): loops are opened, vertices put into layers, ordered and moved up or down.
 * Parts that nothing joins lie one below the other. An edge from or to an unknown vertex, or to itself, needs no way.
 */
export function layOut(shape: GraphShape): GraphLayout {
  const vertices: Record<string, Place> = {};
  const edges: Record<string, readonly Place[]> = {};
  let height = 0;
  let width = 0;
  // What leads back needs room on both sides of the graph.
  let turns = shape.edges.some(([from, to]) => from === to);
  for (const part of partsOf(shape)) {
    const top = height === 0 ? 0 : height + BETWEEN_PARTS;
    const laid = layOutPart(part, top);
    Object.assign(vertices, laid.vertices);
    Object.assign(edges, laid.edges);
    height = laid.bottom;
    width = Math.max(width, laid.width);
    turns ||= laid.turns;
  }
  // In the order of the shape, whatever part they are of.
  const ordered = Object.fromEntries(shape.vertices.flatMap((id) => entry(vertices, id)));
  return turns ? shifted({ vertices: ordered, edges, width, height }) : { vertices: ordered, edges, width, height };
}

const shifted = ({ vertices, edges, width, height }: GraphLayout): GraphLayout => {
  const right = ({ x, y }: Place): Place => ({ x: x + TURN, y });
  return {
    vertices: Object.fromEntries(Object.entries(vertices).map(([id, place]) => [id, right(place)])),
    edges: Object.fromEntries(Object.entries(edges).map(([id, places]) => [id, places.map(right)])),
    width: width + 2 * TURN,
    height,
  };
};

const entry = (places: Readonly<Record<string, Place>>, id: string): readonly (readonly [string, Place])[] => {
  const place = places[id];
  return place === undefined ? [] : [[id, place]];
};

function layOutPart(shape: GraphShape, top: number) {
  const { links, turned } = withoutLoops(numbered(shape));
  const layer = layersOf(links);
  const levels = levelsOf(links, layer);
  untangle(levels);
  const heights = heightsOf(levels);
  const tops = Array.from(heights, (middle, item) => middle - (item < levels.vertices ? NODE.height / 2 : 0));
  const highest = tops.reduce((least, each) => Math.min(least, each), Infinity);
  const y = (item: number): number => Math.round((tops[item] ?? 0) - highest + top);
  const vertices = shape.vertices.map((id, item) => [id, { x: (layer[item] ?? 0) * STEP, y: y(item) }] as const);
  const edges = shape.edges.map(([from, to], edge) => {
    const start = layer[links.edges[edge]?.[0] ?? 0] ?? 0;
    const way = (levels.bends[edge] ?? []).map((bend, i): Place => ({ x: (start + 1 + i) * STEP, y: y(bend) }));
    return [edgeId(from, to), turned[edge] ? [...way].reverse() : way] as const;
  });
  const lowest = tops.reduce((most, each, item) => Math.max(most, each + (item < levels.vertices ? NODE.height : 0)), 0);
  return {
    vertices: Object.fromEntries(vertices),
    edges: Object.fromEntries(edges),
    bottom: Math.round(lowest - highest + top),
    width: (levels.layers.length - 1) * STEP + NODE.width,
    turns: turned.includes(true),
  };
}

function numbered({ vertices, edges }: GraphShape): Links {
  const number = new Map(vertices.map((id, i) => [id, i]));
  return { size: vertices.length, edges: edges.map(([from, to]) => [number.get(from) ?? 0, number.get(to) ?? 0]) };
}
