import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NODE } from '#renderer/features/jobGraph/layout/graphLayout.ts';
import { layOut } from '#renderer/features/jobGraph/layout/layOut.ts';
import { boxOf, pointOf, wayOf } from '#renderer/features/jobGraph/stage/edgeWays.ts';
import { labelPlaces } from '#renderer/features/jobGraph/stage/labelPlaces.ts';
import { wrapped } from '#renderer/features/jobGraph/stage/paintNodes.ts';
import {
  READABLE,
  boxInView,
  firstView,
  holds,
  idAt,
  idsIn,
  levelOf,
  meets,
  revealing,
  wholeView,
  zoomedAt,
} from '#renderer/features/jobGraph/stage/view.ts';

const STAGE = { width: 1200, height: 500 };
/** 20 vertices in each layer, each fed by the one before it. */
const large = layOut({
  vertices: Array.from({ length: 1000 }, (_, i) => `v${i}`),
  edges: Array.from({ length: 980 }, (_, i) => [`v${i}`, `v${i + 20}`] as const),
});
const small = layOut({ vertices: ['a', 'b'], edges: [['a', 'b']] });
const anyView = fc.record({
  x: fc.integer({ min: -20_000, max: 2000 }),
  y: fc.integer({ min: -5000, max: 2000 }),
  k: fc.double({ min: 0.05, max: 1.6, noNaN: true }),
});

describe('what is in view', () => {
  it('is every vertex that meets the stage, and no other', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const ids = new Set(idsIn(boxInView(view, STAGE), large, Infinity));
        for (const [id, { x, y }] of Object.entries(large.vertices)) {
          const [left, top] = [x * view.k + view.x, y * view.k + view.y];
          const isSeen =
            left < STAGE.width && left + NODE.width * view.k > 0 && top < STAGE.height && top + NODE.height * view.k > 0;
          expect(ids.has(id)).toBe(isSeen);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is bounded: of too many, those nearest to the middle', () => {
    const box = boxInView({ x: 0, y: 0, k: 0.05 }, STAGE);
    const [nearest] = idsIn(box, large, 1);
    expect(idsIn(box, large, 64)).toHaveLength(64);
    const middle = { x: box.width / 2 - NODE.width / 2, y: box.height / 2 - NODE.height / 2 };
    const away = (id: string) => Math.hypot(large.vertices[id]!.x - middle.x, large.vertices[id]!.y - middle.y);
    expect(Object.keys(large.vertices).every((id) => away(id) >= away(nearest!))).toBe(true);
  });

  it('is within what is drawn ahead of it', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(holds(boxInView(view, STAGE, 0.25), boxInView(view, STAGE))).toBe(true);
      }),
    );
    expect(meets({ x: 0, y: 0, width: 10, height: 10 }, { x: 10, y: 0 })).toBe(false);
  });

  it('is found again where it is pointed at', () => {
    const view = firstView(large, STAGE, 'v500');
    const { x, y } = large.vertices['v500']!;
    expect(idAt(view, large, { x: (x + 5) * view.k + view.x, y: (y + 5) * view.k + view.y })).toBe('v500');
    expect(idAt(view, large, { x: (x - 5) * view.k + view.x, y: y * view.k + view.y })).toBeNull();
  });
});

describe('a view', () => {
  it('of a small graph shows all of it, not magnified; of a large one what holds it back, near enough to be read', () => {
    expect(firstView(small, STAGE, null)).toEqual(wholeView(small, STAGE));
    expect(wholeView(small, STAGE).k).toBe(1);
    expect(levelOf(firstView(large, STAGE, null).k)).toBe('far');
    const limiting = firstView(large, STAGE, 'v500');
    expect(limiting.k).toBeGreaterThanOrEqual(READABLE);
    expect(idsIn(boxInView(limiting, STAGE), large, Infinity)).toContain('v500');
  });

  it('wastes no room beside the graph when what matters is at its edge', () => {
    const { x, y, k } = firstView(large, STAGE, 'v0');
    expect([x > 0 && x < 40, y > 0 && y < 40, k >= READABLE]).toEqual([true, true, true]);
  });

  it('moves only as far as it has to', () => {
    const whole = wholeView(small, STAGE);
    expect(revealing(whole, small.vertices['a']!, STAGE)).toBe(whole);
    const moved = revealing({ ...whole, x: -900 }, small.vertices['a']!, STAGE);
    expect([moved.x > -900, moved.y]).toEqual([true, whole.y]);
  });

  it('is magnified about a point that stays, within limits', () => {
    const at = { x: 300, y: 200 };
    fc.assert(
      fc.property(anyView, fc.double({ min: 0.2, max: 5, noNaN: true }), (view, by) => {
        const next = zoomedAt(view, by, at, 0.05);
        expect(next.k).toBeGreaterThanOrEqual(0.05);
        expect(next.k).toBeLessThanOrEqual(1.6);
        expect((at.x - next.x) / next.k).toBeCloseTo((at.x - view.x) / view.k, 4);
      }),
    );
  });
});

describe('the way of an edge', () => {
  it('leaves to the right and arrives from the left', () => {
    const way = wayOf('a', 'b', small)!;
    expect(way.start).toEqual({ x: NODE.width, y: NODE.height / 2 });
    expect(way.pieces.at(-1)!.to).toEqual({ x: small.vertices['b']!.x, y: NODE.height / 2 });
    expect(way.leadsBack).toBe(false);
    expect(pointOf(way, 0.5).x).toBeCloseTo((NODE.width + small.vertices['b']!.x) / 2);
  });

  it('back runs beneath its vertices, also to itself; without an end there is none', () => {
    const loop = layOut({ vertices: ['a', 'b', 'c'], edges: [['a', 'b'], ['b', 'c'], ['c', 'a'], ['b', 'b']] }); // prettier-ignore
    for (const [from, to] of [
      ['c', 'a'],
      ['b', 'b'],
    ] as const) {
      // prettier-ignore
      const way = wayOf(from, to, loop)!;
      const box = boxOf(way);
      expect(way.leadsBack).toBe(true);
      expect(box.y + box.height).toBeGreaterThan(loop.vertices[from]!.y + NODE.height);
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(loop.width);
    }
    expect(wayOf('a', 'gone', loop)).toBeNull();
  });

  it('has its label where no other is', () => {
    const ways = Array.from({ length: 40 }, () => wayOf('a', 'b', small));
    const places = labelPlaces(ways).filter((place) => place !== null);
    expect(places.length).toBeGreaterThan(0);
    expect(places.length).toBeLessThan(4);
    expect(labelPlaces([null])).toEqual([null]);
  });
});

describe('a name on the canvas', () => {
  it('is broken at spaces and cut where it is too long', () => {
    expect(wrapped('Source: orders → Parse', 10, 3)).toEqual(['Source:', 'orders →', 'Parse']);
    expect(wrapped('Source: orders → Parse', 10, 2)).toEqual(['Source:', 'orders → …']);
    expect(wrapped('abcdefghijkl', 5, 2)).toEqual(['abcde', 'fghi…']);
    expect(wrapped('short', 10, 2)).toEqual(['short']);
  });
});
