import { describe, expect, it } from 'vitest';
import { fitFrames, framesAlong } from '#renderer/charts/flame/fitFrames.ts';
import type { DrawnFrame, Frame } from '#renderer/charts/flame/fitFrames.ts';
import { familyOf } from '#renderer/charts/flame/frameFamily.ts';
import { colourOf, familyShares } from '#renderer/charts/flame/paint.ts';
import { shortFrame } from '#renderer/charts/flame/shortFrame.ts';
import { frameAt, isHere, namesTo } from '#renderer/charts/flame/travel.ts';
import { frameWords, hiddenWords, pointsWords } from '#renderer/charts/flame/words.ts';
import { generatedFlame } from '#test/support/generatedFlame.ts';

const frame = (name: string, value: number, children: Frame[] = [], more: Partial<Frame> = {}): Frame => ({
  name,
  value,
  children,
  ...more,
});

const all = (tree: DrawnFrame): readonly DrawnFrame[] => [tree, ...tree.children.flatMap(all)];

describe('names of frames', () => {
  it.each([
    ['org.acme.orders.Enrich.flatMap:42', 'Enrich.flatMap:42'],
    ['org.acme.orders.Enrich$Inner.flatMap:-1', 'Enrich$Inner.flatMap'],
    ['java.lang.Object.wait:-2', 'Object.wait (native)'],
    ['java/lang/Thread.run', 'Thread.run'],
    ['org.acme.Job$$Lambda$0/0x0.run:-1', 'Job$$Lambda$0/0x0.run'],
    ['entry_SYSCALL_64_after_hwframe', 'entry_SYSCALL_64_after_hwframe'],
    ['std::vector<int>::push_back(int const&)', 'std::vector<int>::push_back(int const&)'],
    ['root', 'root'],
  ])('%s is drawn as %s', (name, short) => expect(shortFrame(name)).toBe(short));

  it.each([
    ['org.acme.orders.Enrich.flatMap:42', 'user'],
    ['org.acme.Job$$Lambda$0/0x0.run:-1', 'user'],
    ['Enrich.flatMap:42', 'user'],
    ['org.apache.flink.runtime.taskmanager.Task.run:568', 'flink'],
    ['org.apache.flink.contrib.streaming.state.RocksDBValueState.value:83', 'state'],
    ['org.rocksdb.RocksDB.get:-2', 'state'],
    ['com.esotericsoftware.kryo.Kryo.writeObject:5', 'state'],
    ['org.apache.flink.kinesis.shaded.software.amazon.awssdk.http.Call.go:1', 'library'],
    ['org.apache.kafka.clients.consumer.KafkaConsumer.poll:1', 'library'],
    ['jdk.internal.misc.Unsafe.park:-2', 'jdk'],
    ['java/lang/Thread.run', 'jdk'],
    ['[unknown]', 'other'],
    ['std::vector<int>::push_back(int const&)', 'other'],
  ] as const)('%s is code of %s', (name, family) => expect(familyOf(name)).toBe(family));
});

describe('what is drawn', () => {
  const tree = frame('root', 1000, [
    frame('wide', 600, [frame('thin', 1, [frame('thinner', 1)]), frame('rest', 500)]),
    frame('other', 400),
  ]);

  it('leaves out what is narrower than half a pixel, and counts it with all below', () => {
    const { tree: drawn, hidden } = fitFrames([tree], 400);
    expect(all(drawn).map(({ name }) => name)).toEqual(['root', 'wide', 'rest', 'other']);
    expect(hidden).toEqual({ frames: 2, samples: 1 });
    expect(hiddenWords(hidden)).toBe(
      '2 frames (1 sample) are too narrow to be drawn and hidden. Zoom into the frame above to see them.',
    );
  });

  it('shows it when its parent is zoomed to, below those above it', () => {
    const path = framesAlong(tree, ['wide', 'thin']);
    const { tree: drawn, hidden } = fitFrames(path, 400);
    expect(all(drawn).map(({ name, fade }) => [name, fade])).toEqual([
      ['root', true],
      ['wide', true],
      ['thin', false],
      ['thinner', false],
    ]);
    expect(hidden.frames).toBe(0);
  });

  it('goes as far along a way as it is there', () => {
    expect(framesAlong(tree, ['wide', 'gone', 'rest']).map(({ name }) => name)).toEqual(['root', 'wide']);
  });

  it('draws some thousands of a hundred thousand frames at most, and each stands for its own', () => {
    const large = generatedFlame(100_000, 7);
    const { tree: drawn, hidden } = fitFrames([large], 1400);
    const frames = all(drawn);
    expect(frames.length).toBeLessThanOrEqual(1501);
    expect(frames.length + hidden.frames).toBe(100_001);
    for (const { name, value, frame: of } of frames) expect([of.name, of.value]).toEqual([name, value]);
  });
});

describe('colours', () => {
  it('tell the family, how much waits, and what has changed', () => {
    expect(colourOf(frame('org.acme.A.b:1', 1), 'family')).toBe('flame-user');
    expect([0, 2, 5, 8, 10].map((off) => colourOf(frame('a', 10, [], { off }), 'off'))).toEqual([
      'flame-off-0',
      'flame-off-1',
      'flame-off-2',
      'flame-off-3',
      'flame-off-4',
    ]);
    expect([0, 0.005, -0.02, 0.1, -0.5].map((delta) => colourOf(frame('a', 1, [], { delta }), 'change'))).toEqual([
      'flame-same',
      'flame-more-1',
      'flame-less-2',
      'flame-more-3',
      'flame-less-4',
    ]);
  });

  it('of families come with the share of samples that ended there', () => {
    const tree = frame('root', 10, [
      frame('java.lang.Thread.run:1', 10, [frame('org.acme.A.b:1', 7), frame('org.rocksdb.RocksDB.get:-2', 2)]),
    ]);
    expect(familyShares(tree)).toEqual([
      { family: 'user', share: 0.7 },
      { family: 'state', share: 0.2 },
      { family: 'jdk', share: 0.1 },
    ]);
  });
});

describe('the keyboard', () => {
  interface Placed {
    readonly data: { readonly name: string };
    readonly value: number;
    readonly parent: Placed | null;
    children: Placed[];
  }
  const place = (name: string, value: number, parent: Placed | null): Placed => {
    const made: Placed = { data: { name }, value, parent, children: [] };
    parent?.children.push(made);
    return made;
  };
  const root = place('root', 9, null);
  const [left, right] = [place('left', 3, root), place('right', 6, root)];
  const leaf = place('leaf', 2, left);

  it('leads to callers, to the widest callee and to the siblings, and stays at the edges', () => {
    expect(frameAt(leaf, 'outer')).toBe(left);
    expect(frameAt(root, 'inner')).toBe(right);
    expect(frameAt(left, 'next')).toBe(right);
    expect(frameAt(left, 'previous')).toBeNull();
    expect(frameAt(leaf, 'inner')).toBeNull();
    expect(frameAt(leaf, 'root')).toBe(root);
    expect(frameAt(root, 'outer')).toBeNull();
  });

  it('finds the frame again after it was drawn anew, or the nearest one above it', () => {
    expect(namesTo(leaf)).toEqual(['left', 'leaf']);
    expect(isHere(leaf, ['left', 'leaf'])).toBe(2);
    expect(isHere(left, ['left', 'gone'])).toBe(1);
    expect(isHere(right, ['left', 'leaf'])).toBe(-1);
    expect(isHere(root, [])).toBe(0);
  });
});

it('a frame is said in shares, samples and, of a mixed graph, how much of it waited', () => {
  expect(frameWords(200)({ ...frame('a', 50), off: 10 })).toBe('25 % of samples, 50 samples, 20 % of them off CPU');
  expect(frameWords(200)(frame('a', 1))).toBe('0.5 % of samples, 1 sample');
  expect([0.223, -0.031, 0.01, 0.0001].map(pointsWords)).toEqual([
    '22 points more',
    '3.1 points less',
    '1 point more',
    'as much',
  ]);
});
