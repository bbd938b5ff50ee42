import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSelected, writeSelected } from '#renderer/features/jobGraph/address.ts';
import { chainFolds, nameFolds, sideFold, stemOf, withFold } from '#renderer/features/jobGraph/model/folds.ts';
import { graphModel, jobShape } from '#renderer/features/jobGraph/model/graphModel.ts';
import { reach } from '#renderer/features/jobGraph/model/reach.ts';
import { matches, stepped } from '#renderer/features/jobGraph/model/search.ts';
import { watermarkLag } from '#shared/analysis/graph/lateWatermark.ts';
import type { Job, TimeShares, Vertex } from '#shared/model/job.ts';
import { millis, ratio, recordsPerSecond } from '#shared/units/units.ts';
import { plainCheckpoints, plainVertex } from '#test/support/jobParts.ts';

const shares = (busy: number, backpressured = 0): TimeShares => ({
  busy: ratio(busy),
  backpressured: ratio(backpressured),
  idle: null,
});

const vertex = (id: string, change: Partial<Vertex> = {}): Vertex => ({
  ...plainVertex,
  id,
  name: id,
  operators: [],
  parallelism: 2,
  maxParallelism: null,
  status: 'RUNNING',
  recordsIn: recordsPerSecond(10),
  recordsOut: recordsPerSecond(10),
  worst: shares(0.5),
  mean: shares(0.4),
  level: 'ok',
  subtasks: [],
  ...change,
});

/** A job from paths such as `a -> b -> c`, with what is given of some vertices. */
function job(paths: readonly string[], changes: Readonly<Record<string, Partial<Vertex>>> = {}): Job {
  const steps = paths.map((path) => path.split(' -> '));
  return {
    id: 'j',
    name: 'job',
    state: 'RUNNING',
    flinkVersion: '1.20.5',
    started: millis(0),
    vertices: [...new Set(steps.flat())].map((id) => vertex(id, changes[id])),
    edges: steps.flatMap((path) => path.slice(1).map((to, i) => ({ from: path[i] ?? '', to, shipStrategy: 'HASH' }))),
    checkpoints: {
      ...plainCheckpoints,
      enabled: false,
      interval: null,
      timeout: null,
      completed: 0,
      failed: 0,
      inProgress: 0,
      history: [],
    },
    restarts: 0,
  };
}
const everything = () => false;
const named = (of: Job) => (id: string) => of.vertices.find((each) => each.id === id);
const members = (folds: readonly { readonly members: readonly string[] }[]) => folds.map((fold) => fold.members.join(' '));

describe('what is up and down the stream', () => {
  const shape = jobShape(job(['a -> b -> c', 'x -> b', 'c -> d', 'c -> b']));

  it('is all that a vertex can be reached from, or reaches, itself included; loops are walked once', () => {
    expect([...reach(shape, 'b', 'upstream')].sort()).toEqual(['a', 'b', 'c', 'x']);
    expect([...reach(shape, 'c', 'downstream')].sort()).toEqual(['b', 'c', 'd']);
    expect([...reach(shape, 'a', 'both')].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect([...reach(shape, 'd', 'downstream')]).toEqual(['d']);
  });
});

describe('collapsing', () => {
  it('finds runs without a branch', () => {
    const forked = job(['a -> b -> c -> d', 'c -> e -> f']);
    expect(members(chainFolds(jobShape(forked), named(forked)))).toEqual(['a b c', 'e f']);
  });

  it('does not run round a loop, nor along an edge to itself', () => {
    const loop = job(['a -> b -> a', 'x -> x', 'x -> y']);
    expect(members(chainFolds(jobShape(loop), named(loop)))).toEqual(['x y']);
  });

  it('finds vertices whose names differ in their numbers alone', () => {
    expect(['Parse-3 -> Map', 'Window (12)', 'sink_7', 'topic 4 [2]', '42'].map(stemOf)).toEqual([
      'Parse',
      'Window',
      'sink',
      'topic',
      '42',
    ]);
    const folds = nameFolds([
      vertex('1', { name: 'Parse-1' }),
      vertex('2', { name: 'Parse-2 -> Map' }),
      vertex('3', { name: 'Sink' }),
    ]);
    expect(folds).toEqual([{ id: 'name:1+2', title: 'Parse', members: ['1', '2'] }]);
  });

  it('takes all before or after a vertex, where that is more than one', () => {
    const line = jobShape(job(['a -> b -> c -> d']));
    expect(sideFold(line, vertex('c'), 'upstream')?.members).toEqual(['a', 'b']);
    expect(sideFold(line, vertex('c'), 'downstream')).toBeNull();
  });

  it('puts no vertex into two groups', () => {
    const first = { id: 'one', title: 'one', members: ['a', 'b', 'c', 'd'] };
    const second = { id: 'two', title: 'two', members: ['c', 'd', 'e'] };
    expect(members(withFold([first], second))).toEqual(['a b', 'c d e']);
    expect(members(withFold([{ ...first, members: ['b', 'c'] }], second))).toEqual(['c d e']);
  });

  it('draws a group as one card with sums and the worst of it', () => {
    const chain = job(['a -> b -> c -> d', 'x -> c'], {
      b: { worst: shares(0.9, 0.1), mean: shares(0.2), parallelism: 6, recordsIn: recordsPerSecond(100), watermark: millis(500) },
      c: {
        worst: shares(0.3, 0.7),
        recordsIn: recordsPerSecond(50),
        recordsOut: recordsPerSecond(7),
        watermark: millis(900),
        status: 'FAILED',
      },
    });
    const model = graphModel(chain, [{ id: 'fold', title: 'b … c', members: ['b', 'c'] }], 'b', everything);
    expect(model.nodes.map(({ id }) => id)).toEqual(['a', 'fold', 'd', 'x']);
    const { vertex: sum, members: inside, bottleneck } = model.nodeOf.get('fold')!;
    expect(inside?.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(bottleneck).toBe(true);
    expect(sum).toMatchObject({ parallelism: 8, status: 'FAILED', recordsIn: 150, recordsOut: 7, watermark: 500 });
    expect(sum.worst).toMatchObject({ busy: 0.9, backpressured: 0.7 });
    expect(sum.mean.busy).toBeCloseTo((0.2 * 6 + 0.4 * 2) / 8);
    expect(sum.subtasks.map(({ shares: each }) => each.busy)).toEqual([0.9, 0.3]);
    expect(model.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['a fold', 'fold d', 'x fold']);
    expect(model.cardOf.get('c')).toBe('fold');
  });

  it('does not guess a sum of which a part is unknown', () => {
    const fork = job(['a -> b', 'x -> c', 'b -> d', 'c -> d'], { b: { recordsIn: null } });
    const { nodeOf } = graphModel(fork, [{ id: 'fold', title: '', members: ['b', 'c'] }], null, everything);
    expect(nodeOf.get('fold')!.vertex).toMatchObject({ recordsIn: null, recordsOut: 20 });
  });

  it('leaves out what is hidden, with its edges, also of a group', () => {
    const line = job(['a -> b -> c -> d']);
    const model = graphModel(line, [{ id: 'fold', title: '', members: ['b', 'c'] }], null, (id) => id === 'c' || id === 'd');
    expect(model.nodes.map(({ id, members: inside }) => [id, inside?.length ?? null])).toEqual([['a', null], ['fold', 1]]); // prettier-ignore
    expect(model.edges).toHaveLength(1);
  });

  it('never loses a vertex, nor an edge between two cards, whatever is collapsed', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `v${i}`);
    const edge = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids));
    fc.assert(
      fc.property(
        fc.array(edge, { maxLength: 20 }),
        fc.subarray(ids, { minLength: 2 }),
        fc.subarray(ids, { minLength: 2 }),
        (edges, one, two) => {
          const any = {
            ...job([]),
            vertices: ids.map((id) => vertex(id)),
            edges: edges.map(([from, to]) => ({ from, to, shipStrategy: 'HASH' })),
          };
          const folds = [one, two].map((members, i) => ({ id: `fold${i}`, title: '', members }));
          const {
            nodes,
            cardOf,
            edges: drawn,
          } = graphModel(any, folds.reduce(withFold, [] as readonly (typeof folds)[number][]), null, everything);
          expect(
            nodes
              .flatMap(({ vertex: each, members: inside }) => inside ?? [each])
              .map(({ id }) => id)
              .sort(),
          ).toEqual([...ids].sort());
          for (const { from, to } of any.edges) {
            const [a, b] = [cardOf.get(from), cardOf.get(to)];
            if (a !== b) expect(drawn.some((each) => each.from === a && each.to === b)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('searching', () => {
  it('wants every word in the name or in an operator', () => {
    const one = vertex('v', { name: 'Source: orders -> Parse', operators: ['Source: orders', 'Parse', 'Filter late'] });
    expect(['ORDERS', 'late source', 'parse filter'].map((text) => matches(one, text))).toEqual([true, true, true]);
    expect(['', '  ', 'orders sink'].map((text) => matches(one, text))).toEqual([false, false, false]);
  });

  it('steps round about', () => {
    expect([stepped(null, 1, 3), stepped(2, 1, 3), stepped(0, -1, 3), stepped(null, -1, 3)]).toEqual([0, 0, 2, 2]);
    expect(stepped(null, 1, 0)).toBeNull();
  });
});

describe('the watermark lag', () => {
  it('is against the moment of the figures, never negative, and unknown without a watermark', () => {
    expect(watermarkLag(vertex('v', { watermark: millis(400) }), millis(1000))).toBe(600);
    expect(watermarkLag(vertex('v', { watermark: millis(2000) }), millis(1000))).toBe(0);
    expect(watermarkLag(vertex('v'), millis(1000))).toBeNull();
    expect(watermarkLag(vertex('v', { watermark: millis(400) }), null)).toBeNull();
  });
});

describe('the address', () => {
  it('tells the selected vertex, of one application alone, beside what others put there', () => {
    const written = writeSelected('?at=5', 'app', 'v1');
    expect(readSelected(written, 'app')).toBe('v1');
    expect(readSelected(written, 'other')).toBeNull();
    expect(writeSelected(written, 'app', null)).toBe('?at=5');
    expect(writeSelected('?at=5', 'app', null)).toBe('?at=5');
  });
});
