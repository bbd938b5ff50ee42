import { describe, expect, it } from 'vitest';
import { busyTree, hottestPath } from '#shared/analysis/flame/busy.ts';
import { totalTree } from '#shared/analysis/flame/combine.ts';
import { hotMethods } from '#shared/analysis/flame/hot.ts';
import { deep, recordedFlame, stacksOf, tree } from './trees.ts';

const MAILBOX = 'org.apache.flink.streaming.runtime.tasks.mailbox';
const idle = `run;${MAILBOX}.MailboxProcessor.processMailsWhenDefaultActionUnavailable:379;${MAILBOX}.TaskMailboxImpl.take:149;park`;
const yields = `run;write;${MAILBOX}.MailboxExecutorImpl.yield:86;${MAILBOX}.TaskMailboxImpl.take:149;park`;
const held = 'run;map;org.apache.flink.runtime.io.network.buffer.LocalBufferPool.requestMemorySegmentBlocking:447;park';

describe('the part in which a task works', () => {
  it('is without the stacks of one that is idle or held back, and has those of one that waits for its own calls', () => {
    expect(stacksOf(busyTree(tree({ [idle]: 50, [yields]: 3, [held]: 20, 'run;map': 7, 'run;mail': 1 })))).toEqual(
      stacksOf(tree({ [yields]: 3, 'run;map': 7, 'run;mail': 1 })),
    );
    expect(busyTree(tree({ [idle]: 5 }))).toEqual({ name: 'root', value: 0, children: [] });
  });

  it.each([
    ['1.20/skewed', 'Thread.sleep', 111],
    ['2.3/skewed', 'Thread.sleep', 105],
    ['1.20/backpressured', 'Thread.sleep', 200],
    ['1.20/backpressured-cpu', 'BackpressureJob$Slow.burnCpu', 100],
  ])('of a recorded %s ends in %s', (situation, method, samples) => {
    const busy = busyTree(totalTree(recordedFlame(situation)));
    expect(busy.value).toBe(samples);
    expect(hotMethods(busy, 1)[0]?.name).toContain(method);
    expect(hottestPath(busy).at(-1)).toContain(method);
  });

  it('of a stack of 5,000 frames is had as well', () => {
    expect(hottestPath(busyTree(deep(5_000)))).toHaveLength(5_000);
  });
});

describe('the hottest path', () => {
  it('goes to where more samples end than go on', () => {
    expect(hottestPath(tree({ 'a;b;c': 3, 'a;b;d': 2, 'a;e': 4 }))).toEqual(['a', 'b', 'c']);
    expect(hottestPath(tree({ 'a;b': 1, a: 2 }))).toEqual(['a']);
    expect(hottestPath(tree({}))).toEqual([]);
  });
});
