import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFolded, toFolded } from '#shared/analysis/flame/folded.ts';
import { toSpeedscope } from '#shared/analysis/flame/speedscope.ts';
import { anyTree, deep, grown, recordedFlame, stacksOf, tree } from './trees.ts';

const read = (text: string) => {
  const result = fromFolded(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const refusal = (text: string) => {
  const result = fromFolded(text);
  return result.ok ? null : result.error.message;
};

describe('folded stacks', () => {
  it('are a line for each stack', () => {
    expect(toFolded(tree({ 'a;b c': 2, a: 1 }))).toBe('a 1\na;b c 2\n');
  });

  it('are read with the ends of lines of any system, empty lines and the mark of UTF-8', () => {
    expect(read('\uFEFFa;b 2\r\n\r\n  \na;b 3 \r\na 1')).toEqual(tree({ a: 1, 'a;b': 5 }));
  });

  it('of frames with semicolons and line ends are told apart', () => {
    const odd = grown([[['a;b', 'c\nd', 'e%3Bf', '100%', '%25'], 2]]);
    expect(toFolded(odd)).toBe('a%3Bb;c%0Ad;e%253Bf;100%;%2525 2\n');
    expect(read(toFolded(odd))).toEqual(odd);
  });

  it('written and read again are the same tree', () => {
    const anyName = fc.string({ unit: 'binary', minLength: 1 });
    const anything = fc.array(fc.tuple(fc.array(anyName, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 1e6 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(anything.map(grown), (some) => {
        expect(stacksOf(read(toFolded(some)))).toEqual(stacksOf(some));
      }),
    );
  });

  it('of a recorded vertex, written and read again, are the same', () => {
    const { on } = recordedFlame('1.20/backpressured-cpu');
    expect(stacksOf(read(toFolded(on)))).toEqual(stacksOf(on));
  });

  it.each([
    ['a;b 2\na;b', 'Line 2 does not end in a space and a count: “a;b”.'],
    ['a;b two', 'Line 1 does not end in a space and a count: “a;b two”.'],
    ['a;b 2.5', 'Line 1 has a count that is no whole number: “a;b 2.5”.'],
    ['a;b -2', 'Line 1 has a count that is no whole number: “a;b -2”.'],
    ['a;b 1e3', 'Line 1 has a count that is no whole number: “a;b 1e3”.'],
    ['a;b 9007199254740993', 'Line 1 has a count too large to be added up: “a;b 9007199254740993”.'],
    ['a;b 9007199254740000\nc 9007199254740000', 'Line 2 has a count too large to be added up: “c 9007199254740000”.'],
    ['a;;b 2', 'Line 1 has a frame without a name: “a;;b 2”.'],
    ['{"a":\n 1}', 'Line 1 does not end in a space and a count: “{"a":”.'],
    ['', 'There is no stack with samples in it.'],
    ['a 0', 'There is no stack with samples in it.'],
  ])('%j are refused: %s', (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  it('of more frames than any JVM tells are refused, and a long line is not told whole', () => {
    const line = toFolded(deep(5_000));
    expect(refusal(line)).toMatch(/^Line 1 has 5000 frames, more than 1000: “f0;f1;f2.{20,60} … .{20,60}”\.$/);
    expect(read(toFolded(deep(1_000))).value).toBe(1);
  });
});

describe('a speedscope file', () => {
  it('has each stack once, weighed', () => {
    const file = toSpeedscope(tree({ 'a;b': 2, a: 1 }), 'Enrich');
    expect(file.shared.frames).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(file.profiles).toEqual([
      { type: 'sampled', name: 'Enrich', unit: 'none', startValue: 0, endValue: 3, samples: [[0], [0, 1]], weights: [1, 2] },
    ]);
  });

  it('holds the same stacks as the tree', () => {
    fc.assert(
      fc.property(anyTree, (some) => {
        const { shared, profiles } = toSpeedscope(some, 'some');
        const [{ samples, weights, endValue }] = profiles;
        const stacks = samples.map((stack, i) => [stack.map((at) => shared.frames[at]?.name ?? ''), weights[i] ?? 0] as const);
        expect(stacksOf(grown(stacks))).toEqual(stacksOf(some));
        expect(endValue).toBe(some.value);
        expect(new Set(shared.frames.map(({ name }) => name)).size).toBe(shared.frames.length);
      }),
    );
  });

  it('may hold stacks of 5,000 frames', () => {
    expect(toSpeedscope(deep(5_000), 'deep').profiles[0].samples[0]).toHaveLength(5_000);
  });
});
