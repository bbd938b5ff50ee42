import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutLoops } from '#renderer/features/jobGraph/layout/acyclic.ts';
import type { GraphLayout, GraphShape, Place } from '#renderer/features/jobGraph/layout/graphLayout.ts';
import { GAP, NODE, STEP, TURN, edgeId, shapeKey } from '#renderer/features/jobGraph/layout/graphLayout.ts';
import { layOut } from '#renderer/features/jobGraph/layout/layOut.ts';
import { layersOf } from '#renderer/features/jobGraph/layout/layers.ts';
import { levelsOf } from '#renderer/features/jobGraph/layout/levels.ts';
import { crossings, untangle } from '#renderer/features/jobGraph/layout/order.ts';

/** `a -> b -> c` and `a -> c` as edges. */
const graph = (...paths: readonly string[]): GraphShape => {
  const steps = paths.map((path) => path.split(' -> '));
  const edges = steps.flatMap((path) => path.slice(1).map((to, i) => [path[i] ?? '', to] as const));
  return { vertices: [...new Set(steps.flat())], edges };
};

const SIZE = 24;
const vertices = Array.from({ length: SIZE }, (_, i) => String(i));
const ids = fc.integer({ min: 0, max: SIZE - 1 }).map(String);
/** Any graph: loops, edges to oneself, parts that nothing joins. */
const anyGraph = fc
  .uniqueArray(fc.tuple(ids, ids), { maxLength: 60, selector: ([from, to]) => edgeId(from, to) })
  .map((edges): GraphShape => ({ vertices, edges }));

const overlaps = (a: Place, b: Place): boolean => Math.abs(a.x - b.x) < NODE.width && Math.abs(a.y - b.y) < NODE.height;

/** Edges that lead back, or nowhere further. */
const backEdges = ({ edges }: GraphShape, { vertices: places }: GraphLayout) =>
  edges.filter(([from, to]) => from !== to && places[from]!.x >= places[to]!.x);

describe('the layout of a graph', () => {
  it('puts what feeds a vertex left of it', () => {
    const laid = layOut(graph('source -> parse -> sink', 'source -> audit')).vertices;
    expect(laid['source']!.x).toBeLessThan(laid['parse']!.x);
    expect(laid['parse']!.x).toBeLessThan(laid['sink']!.x);
    expect(laid['audit']!.x).toBe(laid['parse']!.x);
  });

  it('leads an edge that skips a layer around what lies between', () => {
    const { edges, vertices: laid } = layOut(graph('source -> join -> sink', 'source -> sink'));
    expect(edges[edgeId('source', 'join')]).toEqual([]);
    const [bend] = edges[edgeId('source', 'sink')]!;
    expect(bend!.x).toBe(laid['join']!.x);
    expect(bend!.y < laid['join']!.y || bend!.y > laid['join']!.y + NODE.height).toBe(true);
  });

  it('keeps a source beside what it feeds, however late that is', () => {
    const { vertices: laid } = layOut(graph('a -> b -> c -> d', 'late -> d'));
    expect(laid['late']!.x).toBe(laid['c']!.x);
  });

  it('draws a chain as a straight line, and a vertex with two outputs halfway between them', () => {
    const chain = layOut(graph('a -> b -> c -> d')).vertices;
    expect(new Set(Object.values(chain).map(({ y }) => y)).size).toBe(1);
    const fork = layOut(graph('a -> up', 'a -> down')).vertices;
    expect(fork['a']!.y).toBe((fork['up']!.y + fork['down']!.y) / 2);
  });

  it('opens a loop at the edge that closes it, and leaves room beside the graph for its turns', () => {
    const shape = graph('source -> head -> step -> sink', 'step -> head');
    const laid = layOut(shape);
    expect(backEdges(shape, laid)).toEqual([['step', 'head']]);
    expect(laid.vertices['source']!.x).toBe(TURN);
    expect(laid.width).toBe(3 * STEP + NODE.width + 2 * TURN);
  });

  it('survives edges to nowhere and to itself, one vertex and none', () => {
    expect(layOut({ vertices: ['a'], edges: [] })).toEqual({
      vertices: { a: { x: 0, y: 0 } },
      edges: {},
      width: NODE.width,
      height: NODE.height,
    });
    const odd = layOut({ vertices: ['a'], edges: [['a', 'a'], ['a', 'gone']] }); // prettier-ignore
    expect(Object.keys(odd.vertices)).toEqual(['a']);
    expect(layOut({ vertices: [], edges: [] }).vertices).toEqual({});
  });

  it('puts parts that nothing joins one below the other', () => {
    const { vertices: laid, height } = layOut(graph('a -> b', 'c -> d'));
    expect(laid['c']).toEqual({ x: laid['a']!.x, y: laid['a']!.y + NODE.height + 2 * GAP.within });
    expect(height).toBe(laid['c']!.y + NODE.height);
  });

  it('never puts a vertex on another or a bend on a vertex, and leads as few edges back as there are loops', () => {
    fc.assert(
      fc.property(anyGraph, (shape) => {
        const laid = layOut(shape);
        const places = Object.values(laid.vertices);
        expect(places).toHaveLength(SIZE);
        for (const [i, place] of places.entries()) {
          expect(places.slice(i + 1).some((other) => overlaps(place, other))).toBe(false);
          for (const bend of Object.values(laid.edges).flat())
            expect(bend.x === place.x && bend.y > place.y && bend.y < place.y + NODE.height).toBe(false);
          expect(place.x >= 0 && place.y >= 0 && place.x + NODE.width <= laid.width && place.y + NODE.height <= laid.height).toBe(
            true,
          );
        }
        // Without the edges that lead back no loop is left; with any of them there was one.
        const back = backEdges(shape, laid);
        const closes = ([from, to]: readonly [string, string]) => reaches(shape, to, from);
        expect(back.every(closes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('bends an edge once in every layer that it crosses', () => {
    fc.assert(
      fc.property(anyGraph, (shape) => {
        const { edges, vertices: laid } = layOut(shape);
        for (const [from, to] of shape.edges) {
          const crossed = Math.abs(laid[to]!.x - laid[from]!.x) / STEP - 1;
          if (from !== to) expect(edges[edgeId(from, to)]).toHaveLength(crossed);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(anyGraph, (shape) => {
        expect(layOut(shape)).toEqual(layOut(shape));
      }),
      { numRuns: 20 },
    );
  });

  it('untangles: sweeps never make more crossings, and take away those of a ladder', () => {
    fc.assert(
      fc.property(anyGraph, ({ edges }) => {
        const numbers = edges.filter(([from, to]) => from !== to).map(([from, to]) => [Number(from), Number(to)] as const);
        const { links } = withoutLoops({ size: SIZE, edges: numbers });
        const levels = levelsOf(links, layersOf(links));
        const before = crossings(levels);
        untangle(levels);
        expect(crossings(levels)).toBeLessThanOrEqual(before);
      }),
      { numRuns: 40 },
    );
    const edges = [0, 1, 2, 3, 4].map((i) => [i, 9 - i] as const);
    const ladder = levelsOf({ size: 10, edges }, layersOf({ size: 10, edges }));
    ladder.layers[1]!.sort((a, b) => a - b);
    expect(crossings(ladder)).toBe(10);
    untangle(ladder);
    expect(crossings(ladder)).toBe(0);
  });

  it('is known again by its shape, whatever its figures are', () => {
    expect(shapeKey(graph('a -> b'))).toBe(shapeKey(graph('a -> b')));
    expect(shapeKey(graph('a -> b'))).not.toBe(shapeKey(graph('b -> a')));
  });
});

function reaches({ edges }: GraphShape, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const at of seen) for (const [a, b] of edges) if (a === at) seen.add(b);
  return seen.has(to);
}
