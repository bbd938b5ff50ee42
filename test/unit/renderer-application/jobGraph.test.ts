import { describe, expect, it } from 'vitest';
import { edgeRate } from '#renderer/features/jobGraph/edgeRate.ts';
import { heatCells } from '#renderer/features/jobGraph/heatCells.ts';
import type { GraphShape } from '#renderer/features/jobGraph/layout/graphLayout.ts';
import { layOut } from '#renderer/features/jobGraph/layout/layOut.ts';
import { travel } from '#renderer/features/jobGraph/travel.ts';
import { vertexLabel, vertexState } from '#renderer/features/jobGraph/vertexState.ts';
import type { Edge, Job, Subtask, TimeShares, Vertex } from '#shared/model/job.ts';
import { millis, ratio, recordsPerSecond } from '#shared/units/units.ts';
import { plainCheckpoints, plainVertex } from '#test/support/jobParts.ts';

/** `a -> b -> c` and `a -> c` as edges. */
const graph = (...paths: readonly string[]): GraphShape => {
  const steps = paths.map((path) => path.split(' -> '));
  const edges = steps.flatMap((path) => path.slice(1).map((to, i) => [path[i] ?? '', to] as const));
  return { vertices: [...new Set(steps.flat())], edges };
};

const share = (n: number | null) => (n === null ? null : ratio(n));
const shares = (busy: number | null, backpressured: number | null): TimeShares => ({
  busy: share(busy),
  backpressured: share(backpressured),
  idle: null,
});

const vertex = (change: Partial<Vertex>): Vertex => ({
  ...plainVertex,
  id: 'v',
  name: 'Sink: orders',
  operators: [],
  parallelism: 4,
  maxParallelism: 128,
  status: 'RUNNING',
  recordsIn: null,
  recordsOut: null,
  worst: shares(0.98, 0),
  mean: shares(0.97, 0),
  level: 'ok',
  subtasks: [],
  ...change,
});

describe('arrow keys', () => {
  const shape = graph('orders -> join -> sink', 'payments -> join');
  const places = layOut(shape);
  const upper = places.vertices['orders']!.y < places.vertices['payments']!.y ? 'orders' : 'payments';
  const lower = upper === 'orders' ? 'payments' : 'orders';

  it('travel along the edges and within a rank', () => {
    expect(travel('orders', 'right', shape, places)).toBe('join');
    expect(travel('join', 'right', shape, places)).toBe('sink');
    expect(travel('sink', 'left', shape, places)).toBe('join');
    expect(['orders', 'payments']).toContain(travel('join', 'left', shape, places));
    expect(travel(upper, 'down', shape, places)).toBe(lower);
    expect(travel(lower, 'up', shape, places)).toBe(upper);
  });

  it('take the nearer of two', () => {
    const fork = graph('a -> upper', 'a -> lower');
    const at = (x: number, y: number) => ({ x, y });
    const vertices = { a: at(0, 100), upper: at(300, 0), lower: at(300, 130) };
    expect(travel('a', 'right', fork, { vertices, edges: {}, width: 548, height: 300 })).toBe('lower');
  });

  it('stay where nothing lies that way', () => {
    expect(travel('sink', 'right', shape, places)).toBeNull();
    expect(travel(upper, 'up', shape, places)).toBeNull();
    expect(travel('unknown', 'left', shape, places)).toBeNull();
  });
});

describe('a vertex', () => {
  it('is coloured by its worst subtask', () => {
    expect(vertexState(vertex({ worst: shares(0.98, 0) }))).toBe('busy');
    expect(vertexState(vertex({ worst: shares(0.2, 0.9) }))).toBe('backpressured');
    expect(vertexState(vertex({ worst: shares(0.9, 0.9) }))).toBe('backpressured');
    expect(vertexState(vertex({ worst: shares(0.3, 0.1) }))).toBe('ok');
  });

  it('of a legacy source can be held back though its busy time is unknown, and is not idle without figures', () => {
    expect(vertexState(vertex({ worst: shares(null, 0.999) }))).toBe('backpressured');
    expect(vertexState(vertex({ worst: shares(null, null) }))).toBe('unknown');
  });

  it('whose subtasks are not read is coloured by its mean, and says that it is one', () => {
    const unread = { detail: 'totals', worst: shares(null, null), mean: shares(0.2, 0.9) } as const;
    expect(vertexState(vertex(unread))).toBe('backpressured');
    expect(vertexLabel(vertex(unread), false)).toBe('Sink: orders, parallelism 4, busy mean 20 %, backpressured mean 90 %');
  });

  it('says in words what it shows', () => {
    expect(vertexLabel(vertex({}), true)).toBe('Sink: orders, parallelism 4, busy 98 %, backpressured 0 %, bottleneck');
    expect(vertexLabel(vertex({ worst: shares(null, null), status: 'FAILED' }), false)).toBe(
      'Sink: orders, parallelism 4, busy unknown, backpressured unknown, FAILED',
    );
  });
});

describe('heat strip', () => {
  const subtasks = (busy: readonly (number | null)[]): Subtask[] =>
    busy.map((each, index) => ({ index, shares: shares(each, 0), level: 'ok' }));

  it('has one cell a subtask', () => {
    expect(heatCells(subtasks([0.1, 0.9]), 48).map((cell) => cell.busy)).toEqual([0.1, 0.9]);
  });

  it('keeps the one hot subtask of 256 in sight, and unknown apart from zero', () => {
    const cells = heatCells(subtasks(Array.from({ length: 256 }, (_, i) => (i === 200 ? 1 : 0.1))), 48);
    expect(cells).toHaveLength(48);
    expect(cells.filter(({ busy }) => busy === 1).map(({ first, last }) => first <= 200 && last >= 200)).toEqual([true]);
    expect(cells[0]!.first).toBe(0);
    expect(cells.at(-1)!.last).toBe(255);
    expect(heatCells(subtasks([null, null]), 1)[0]!.busy).toBeNull();
  });
});

describe('rate of an edge', () => {
  const edge = (from: string, to: string): Edge => ({ from, to, shipStrategy: 'HASH' });
  const job = (vertices: readonly Vertex[], edges: readonly Edge[]): Job => ({
    id: 'j',
    name: 'job',
    state: 'RUNNING',
    flinkVersion: '1.20.5',
    started: millis(0),
    vertices: [...vertices],
    edges: [...edges],
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
  });
  const rate = (n: number) => recordsPerSecond(n);

  it('is what its target takes in, or what its source alone sends', () => {
    const a = vertex({ id: 'a', recordsOut: rate(100) });
    const b = vertex({ id: 'b', recordsIn: rate(90), recordsOut: rate(5) });
    const c = vertex({ id: 'c' });
    const chain = [edge('a', 'b'), edge('b', 'c')];
    expect(edgeRate(chain[0]!, job([a, b, c], chain))).toBe(90);
    expect(edgeRate(chain[1]!, job([a, b, c], chain))).toBe(5);
  });

  it('is not guessed where streams meet and part', () => {
    const edges = [edge('a', 'join'), edge('b', 'join'), edge('a', 'other')];
    const vertices = ['a', 'b', 'join', 'other'].map((id) => vertex({ id, recordsIn: rate(7), recordsOut: rate(9) }));
    expect(edgeRate(edges[0]!, job(vertices, edges))).toBeNull();
    expect(edgeRate(edges[1]!, job(vertices, edges))).toBe(9);
    expect(edgeRate(edges[2]!, job(vertices, edges))).toBe(7);
  });

  describe('of the input that the others of a vertex leave', () => {
    const orders = edge('orders', 'join');
    const customers = edge('customers', 'join');
    const late = edge('orders', 'late');
    const vertices = (joined: number | null) => [
      vertex({ id: 'orders', recordsOut: rate(1400) }),
      vertex({ id: 'customers', recordsOut: rate(20) }),
      vertex({ id: 'join', recordsIn: joined === null ? null : rate(joined) }),
      vertex({ id: 'late', recordsIn: rate(1400) }),
    ];
    const between = (joined: number | null, ...edges: readonly Edge[]) => edgeRate(orders, job(vertices(joined), edges));

    it('is the difference, also where its source sends every record twice', () => {
      expect(between(1420, orders, customers, late)).toBe(1400);
    });

    it('is unknown while another input is, or what is received', () => {
      expect(between(1420, orders, customers, late, edge('customers', 'late'))).toBeNull();
      expect(between(null, orders, customers, late)).toBeNull();
    });

    it('is never negative, and never told from a broadcast, which every subtask receives', () => {
      expect(between(10, orders, customers, late)).toBeNull();
      expect(between(1480, orders, { ...customers, shipStrategy: 'BROADCAST' }, late)).toBeNull();
    });

    it('is the whole of what is received where two edges join the same vertices', () => {
      expect(edgeRate(orders, job(vertices(2800), [orders, orders]))).toBe(2800);
    });
  });
});
