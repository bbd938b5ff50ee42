import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from '#shared/analysis/checkpoints/barriers.ts';
import type { Edge } from '#shared/model/job.ts';

const vertex = (id: number) => ({ id: `v${id}` });
const edge = (from: number, to: number): Edge => ({ from: `v${from}`, to: `v${to}`, shipStrategy: 'HASH' });

/** The order by its definition: round by round, those that nobody who is left sends to, and if there are none, the first. */
function defined(ids: readonly string[], edges: readonly Edge[]): readonly string[] {
  const ordered: string[] = [];
  for (let left = ids; left.length > 0; left = ids.filter((id) => !ordered.includes(id))) {
    const senders = (id: string) => edges.filter(({ from, to }) => to === id && from !== id && left.includes(from));
    const ready = left.filter((id) => senders(id).length === 0);
    ordered.push(...(ready.length > 0 ? ready : left.slice(0, 1)));
  }
  return ordered;
}

describe('senders before receivers', () => {
  it('is as defined for any graph: with loops, with the same edge twice, with edges to what was not read', () => {
    const graphs = fc.tuple(
      fc.shuffledSubarray([...Array(10).keys()]),
      fc.array(fc.tuple(fc.nat(10), fc.nat(10)), { maxLength: 25 }),
    );
    fc.assert(
      fc.property(graphs, ([ids, links]) => {
        const vertices = ids.map(vertex);
        const edges = links.map(([from, to]) => edge(from, to));
        expect(inOrder(vertices, edges).map(({ id }) => id)).toEqual(
          defined(
            vertices.map(({ id }) => id),
            edges,
          ),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('looks at each edge once, also in a chain of 2,000 that is listed backwards', () => {
    let looks = 0;
    const edges = Array.from({ length: 1_999 }, (_, i): Edge => {
      const plain = edge(i, i + 1);
      return {
        shipStrategy: 'HASH',
        to: plain.to,
        get from() {
          looks += 1;
          return plain.from;
        },
      };
    });
    const vertices = Array.from({ length: 2_000 }, (_, i) => vertex(1_999 - i));
    expect(inOrder(vertices, edges)).toEqual([...vertices].reverse());
    expect(looks).toBe(edges.length);
  });
});
