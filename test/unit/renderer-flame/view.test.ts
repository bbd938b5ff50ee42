import { describe, expect, it } from 'vitest';
import { fitFrames } from '#renderer/charts/flame/fitFrames.ts';
import { readAddress } from '#renderer/features/flame/address.ts';
import { captureOf, importedCapture, mergeCaptures, nearest } from '#renderer/features/flame/captures.ts';
import { emptyWords, viewOf } from '#renderer/features/flame/explored.ts';
import { flameSvg } from '#renderer/features/flame/flameSvg.ts';
import { countdownWords } from '#renderer/features/flame/said.ts';
import { wholeOf } from '#renderer/features/flame/shown.ts';
import { siblingsOf } from '#renderer/features/flame/siblings.ts';
import { subtaskChoices, vertexChoices } from '#renderer/features/flame/vertexChoices.ts';
import type { CaptureEntry, FlameCapture } from '#shared/model/insight/capture.ts';
import type { FlameSampling, FrameTree } from '#shared/model/insight/flame.ts';
import { Job } from '#shared/model/job.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const tree = (value: number, children: readonly (readonly [string, number])[] = []): FrameTree => ({
  name: 'root',
  value,
  children: children.map(([name, own]) => ({ name, value: own, children: [] })),
});
const at = millis(1_000_000);
const capture = (change: Partial<FlameCapture> = {}): FlameCapture => ({
  kind: 'flame',
  title: 'one',
  note: '',
  origin: 'user',
  at,
  vertex: { id: 'v', name: 'Join' },
  subtask: 1,
  samples: 10,
  trees: { on: tree(6, [['a', 6]]), off: tree(4, [['b', 4]]) },
  ...change,
});

describe('what is sampled', () => {
  const shares = (busy: number | null, backpressured: number | null) => ({ busy, backpressured, idle: null });
  const vertex = (id: string, busy: number | null, backpressured: number | null, subtasks: number[] = []) => ({
    id,
    name: `${id} -> map`,
    operators: [id],
    parallelism: 3,
    maxParallelism: 128,
    status: 'RUNNING',
    recordsIn: null,
    recordsOut: null,
    worst: shares(busy, backpressured),
    mean: shares(busy, backpressured),
    level: null,
    subtasks: subtasks.map((share, index) => ({ index, shares: shares(share, 0), level: null })),
  });
  const job = Job.parse({
    id: 'j',
    name: 'orders',
    state: 'RUNNING',
    flinkVersion: '1.20.0',
    started: 0,
    vertices: [vertex('Source', null, 0.9), vertex('Sink', 0.95, 0, [0.1, 0.2, 0.95]), vertex('Busy', 0.99, 0.95)],
    edges: [{ from: 'Source', to: 'Sink', shipStrategy: 'HASH' }],
    checkpoints: { enabled: false, interval: null, timeout: null, completed: 0, failed: 0, inProgress: 0, history: [] },
    restarts: 0,
  });

  it('is offered with the bottleneck first, then by how busy it is', () => {
    expect(vertexChoices(job).map(({ label, description }) => [label, description])).toEqual([
      ['Sink → map', 'Bottleneck · busy 95 % · parallelism 3'],
      ['Busy → map', 'busy 99 % · parallelism 3'],
      ['Source → map', 'busy time not measured · parallelism 3'],
    ]);
  });

  it('is all subtasks, or one: the busiest first', () => {
    const [, sink] = job.vertices;
    expect(sink === undefined ? [] : subtaskChoices(sink).map(({ label, description }) => [label, description])).toEqual([
      ['All 3 subtasks', 'Their samples are added up'],
      ['Subtask 2', 'busy 95 %'],
      ['Subtask 1', 'busy 20 %'],
      ['Subtask 0', 'busy 10 %'],
    ]);
  });

  it('can be said by the address', () => {
    expect(readAddress('?vertex=abc&subtask=3')).toEqual({ vertex: 'abc', subtask: 3 });
    expect(readAddress('?subtask=-3')).toEqual({ vertex: null, subtask: null });
    expect(readAddress('')).toEqual({ vertex: null, subtask: null });
  });

  it('counts down', () => expect([0, 500, 61_000, 12 * MINUTE].map(countdownWords)).toEqual(['0:00', '0:01', '1:01', '12:00']));
});

describe('what is shown', () => {
  it('is all samples, those on or off the CPU, or all with how many waited', () => {
    const { trees } = capture();
    const of = (mode: 'full' | 'on' | 'off' | 'mixed') => viewOf({ kind: 'one', title: '', trees }, mode);
    expect(of('full').tree.value).toBe(10);
    expect(of('on').tree.children.map(({ name }) => name)).toEqual(['a']);
    expect(of('off').tree.value).toBe(4);
    expect(of('mixed')).toMatchObject({ paint: 'off', tree: { value: 10, off: 4 } });
  });

  it('says why it is empty', () => {
    expect(emptyWords({ on: tree(0), off: tree(4) }, 'on')).toMatch(/^No sample was on the CPU/);
    expect(emptyWords({ on: tree(0), off: tree(0) }, 'on')).toBe('There are no samples.');
  });

  it('is a difference in shares, however many samples each has', () => {
    const sides = {
      before: {
        title: 'before',
        trees: {
          on: tree(10, [
            ['a', 5],
            ['b', 5],
          ]),
          off: tree(0),
        },
      },
      after: {
        title: 'after',
        trees: {
          on: tree(1000, [
            ['a', 800],
            ['b', 200],
          ]),
          off: tree(0),
        },
      },
    };
    const { tree: diff, paint } = viewOf({ kind: 'difference', ...sides }, 'full');
    expect(paint).toBe('change');
    expect(diff.children.map(({ name, delta }) => [name, Number(delta?.toFixed(2))])).toEqual([
      ['a', 0.3],
      ['b', -0.3],
    ]);
    expect(wholeOf({ kind: 'difference', ...sides }, null)?.title).toBe('after against before');
  });
});

describe('a hot subtask against its siblings', () => {
  // Four subtasks of 100 samples each: three wait, the fourth computes.
  const all = { on: tree(100, [['compute', 100]]), off: tree(300, [['wait', 300]]) };
  const own = { on: tree(50, [['compute', 50]]), off: tree(0) };

  it('takes one subtask’s part away from all', () => {
    expect(siblingsOf(all, own, 4)).toEqual({ on: tree(0), off: tree(300, [['wait', 300]]) });
  });

  it('waits for samples of all subtasks of that vertex', () => {
    const sampling: FlameSampling = {
      vertex: 'v',
      name: 'Join',
      subtask: null,
      state: 'sampling',
      until: at,
      rounds: 1,
      samples: 400,
      sampledAt: at,
      trees: all,
    };
    const shown = { kind: 'siblings', own: { vertex: 'v', name: 'Join', subtask: 3, parallelism: 4, trees: own } } as const;
    expect(wholeOf(shown, null)).toBeNull();
    expect(wholeOf(shown, { ...sampling, vertex: 'other' })).toBeNull();
    expect(wholeOf(shown, { ...sampling, subtask: 3 })).toBeNull();
    expect(wholeOf(shown, sampling)?.title).toBe('Join, subtask 3 against the other 3 subtasks');
  });
});

describe('captures', () => {
  it('are made of a sampling that has samples', () => {
    const sampling: FlameSampling = {
      vertex: 'v',
      name: 'Join',
      subtask: null,
      state: 'done',
      until: at,
      rounds: 2,
      samples: 10,
      sampledAt: null,
      trees: null,
    };
    const text = { title: 't', note: 'n' };
    expect(captureOf(sampling, at, text)).toBeUndefined();
    expect(captureOf({ ...sampling, trees: capture().trees }, at, text)).toMatchObject({
      ...text,
      at,
      origin: 'user',
      samples: 10,
    });
  });

  it('are added up when merged, and keep the vertex that they share', () => {
    const merged = mergeCaptures([capture(), capture({ title: 'two', subtask: 2, at: millis(at + 5), samples: 20 })]);
    expect(merged).toMatchObject({ origin: 'merge', samples: 30, at: at + 5, vertex: { id: 'v' }, subtask: null });
    expect(merged.title).toBe('2 merged: one; two');
    expect(merged.trees.on.value).toBe(12);
    expect(mergeCaptures([capture(), capture({ vertex: null })])).toMatchObject({ vertex: null, subtask: null });
  });

  it('are named after the file that they come from', () => {
    expect(importedCapture(tree(3), 'async-profiler.folded', at)).toMatchObject({
      title: 'async-profiler',
      samples: 3,
      vertex: null,
    });
  });

  it('are offered by how near they are to a moment', () => {
    const entry = (key: string, when: number) => ({ key, at: millis(when) }) as CaptureEntry;
    expect(nearest([entry('a', 0), entry('b', 90), entry('c', 130)], millis(100), 2).map(({ key }) => key)).toEqual(['b', 'c']);
  });
});

it('an SVG has every drawn frame in its place, and no name can break it', () => {
  const { tree: drawn } = fitFrames(
    [
      tree(4, [
        ['org.acme.A.<init>:1', 3],
        ['b & "c"', 1],
      ]),
    ],
    400,
  );
  const svg = flameSvg(drawn, {
    title: 'x < y',
    width: 400,
    colour: () => '#fff',
    text: '#000',
    background: '#eee',
    words: ({ value }) => `${value} samples`,
  });
  expect(svg.match(/<g>/g)).toHaveLength(3);
  expect(svg).toContain('<title>org.acme.A.&lt;init&gt;:1: 3 samples</title><rect x="0" y="46" width="300"');
  expect(svg).toContain('<rect x="300" y="46" width="100"');
  expect(svg).toContain('x &lt; y');
  expect(svg).toContain('b &amp; &quot;c&quot;');
});
