import type { FrameTree } from '#shared/model/insight/flame.ts';

/** The way that every task's thread takes before it comes to an operator. */
const BASE = [
  'java.lang.Thread.run:829',
  'org.apache.flink.runtime.taskmanager.Task.run:568',
  'org.apache.flink.runtime.taskmanager.Task.doRun:751',
  'org.apache.flink.runtime.taskmanager.Task.restoreAndInvoke:931',
  'org.apache.flink.streaming.runtime.tasks.StreamTask.invoke:913',
  'org.apache.flink.streaming.runtime.tasks.StreamTask.runMailboxLoop:962',
  'org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor.runMailboxLoop:231',
  'org.apache.flink.streaming.runtime.tasks.StreamTask.processInput:638',
  'org.apache.flink.streaming.runtime.io.StreamOneInputProcessor.processInput:65',
];
const PACKAGES = [
  'org.acme.orders.enrichment.',
  'org.acme.orders.pricing.rules.',
  'org.acme.common.json.',
  'org.apache.flink.streaming.api.operators.',
  'org.apache.flink.runtime.state.heap.',
  'org.apache.flink.contrib.streaming.state.',
  'com.esotericsoftware.kryo.serializers.',
  'org.rocksdb.',
  'java.util.',
  'java.util.concurrent.',
  'com.fasterxml.jackson.databind.',
  'software.amazon.awssdk.core.internal.http.',
];
const CLASSES = [
  'Rule',
  'Price',
  'Order',
  'Codec',
  'Buffer',
  'Mapper',
  'Visitor',
  'Resolver',
  'Table',
  'Cursor',
  'Stream',
  'Reader',
];
const METHODS = ['apply', 'process', 'read', 'write', 'resolve', 'lookup', 'copy', 'serialize', 'get', 'put', 'hash', 'visit'];

interface Grown {
  readonly name: string;
  value: number;
  readonly children: Grown[];
}

/**
 * A tree of exactly so many frames, as a profiler of a busy job gives one: a common way in, then branches of which few are wide and most
 * are narrow, some 40 to 60 frames deep. The same seed gives the same tree.
 */
export function generatedFlame(frames: number, seed: number): FrameTree {
  const random = randomOf(seed);
  const pick = <T>(of: readonly [T, ...T[]] | readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const grown = (name: string): Grown => ({ name, value: 0, children: [] });
  const root = grown('root');
  let trunk = root;
  let left = frames;
  for (const name of BASE.slice(0, Math.max(1, frames - 1))) {
    const next = grown(name);
    trunk.children.push(next);
    trunk = next;
    left -= 1;
  }
  /** Open ends, of which deeper ones are as likely to grow as others: some grow long. */
  const open: { readonly at: Grown; readonly depth: number }[] = [{ at: trunk, depth: BASE.length }];
  let made = 0;
  while (left > 0) {
    const place = Math.floor(random() ** 1.6 * open.length);
    const { at, depth } = open[open.length - 1 - place] as (typeof open)[number];
    if (depth >= 60 || at.children.length >= 12) {
      open.splice(open.length - 1 - place, 1);
      if (open.length === 0) open.push({ at: trunk, depth: BASE.length - 1 });
      // The widest part of the tree may always grow on.
      if (open.length > 1 || at !== trunk) continue;
    }
    made += 1;
    const child = grown(`${pick(PACKAGES)}${pick(CLASSES)}${made % 997}.${pick(METHODS)}:${(made * 7) % 900}`);
    at.children.push(child);
    open.push({ at: child, depth: depth + 1 });
    left -= 1;
  }
  sample(root, random);
  return root;
}

/** Every leaf has samples, few of them very many. */
function sample(root: Grown, random: () => number): void {
  const order: Grown[] = [];
  const waiting = [root];
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    order.push(frame);
    waiting.push(...frame.children);
  }
  for (const frame of order.reverse()) {
    const own = frame.children.length === 0 || random() < 0.1 ? Math.ceil(1 / (random() + 0.002)) : 0;
    frame.value = frame.children.reduce((sum, { value }) => sum + value, own);
  }
}

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
