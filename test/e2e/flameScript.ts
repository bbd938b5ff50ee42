import type { Page } from '@playwright/test';
import { applicationPath } from '#renderer/ui/paths.ts';
import type { Input } from '#shared/contract/contract.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import type { Capture, CaptureEntry, FlameCapture } from '#shared/model/insight/capture.ts';
import type { FlameSampling, FlameTrees, FrameTree } from '#shared/model/insight/flame.ts';
import { Job } from '#shared/model/job.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { generatedFlame } from '#test/support/generatedFlame.ts';
import { NOW, application, scriptOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

const orders = application('orders');

const share = (busy: number | null, backpressured: number | null) => ({ busy, backpressured, idle: null });
const vertex = (id: string, name: string, busy: number | null, backpressured: number) => ({
  id,
  name,
  operators: [name],
  parallelism: 4,
  maxParallelism: 128,
  status: 'RUNNING',
  recordsIn: 1000,
  recordsOut: 1000,
  worst: share(busy, backpressured),
  mean: share(busy, backpressured),
  level: null,
  subtasks: Array.from({ length: 4 }, (_, index) => ({ index, shares: share(busy, backpressured), level: null })),
});

/** A job whose sink holds the rest back. */
export const job = Job.parse({
  id: 'j',
  name: 'orders',
  state: 'RUNNING',
  flinkVersion: '1.20.0',
  started: NOW - 3 * HOUR,
  vertices: [
    vertex('source', 'Source: orders -> Parse order', null, 0.9),
    vertex('prices', 'Look up prices -> Total', 0.4, 0.8),
    vertex('sink', `warehouse: ${'Writer '.repeat(40)}-> warehouse: Committer`, 0.97, 0),
  ],
  edges: [
    { from: 'source', to: 'prices', shipStrategy: 'HASH' },
    { from: 'prices', to: 'sink', shipStrategy: 'REBALANCE' },
  ],
  checkpoints: { enabled: false, interval: null, timeout: null, completed: 0, failed: 0, inProgress: 0, history: [] },
  restarts: 0,
});

const NOTHING: FrameTree = { name: 'root', value: 0, children: [] };
export const treesOf = (frames: number, seed: number): FlameTrees => ({
  on: generatedFlame(frames, seed),
  off: generatedFlame(Math.ceil(frames / 4), seed + 1),
});

export const capture = (title: string, trees: FlameTrees, change: Partial<FlameCapture> = {}): FlameCapture => ({
  kind: 'flame',
  title,
  note: '',
  origin: 'user',
  at: millis(NOW - 5 * MINUTE),
  vertex: { id: 'prices', name: 'Look up prices -> Total' },
  subtask: null,
  samples: trees.on.value + trees.off.value,
  trees,
  ...change,
});

const entryOf = (key: string, held: Capture): CaptureEntry => {
  const { title, note, origin, at } = held;
  return held.kind === 'threads'
    ? { key, kind: 'threads', title, note, origin, at, of: held.dump.process, vertex: null, subtask: null, count: 0 }
    : {
        key,
        kind: 'flame',
        title,
        note,
        origin,
        at,
        of: held.vertex?.name ?? null,
        vertex: held.vertex?.id ?? null,
        subtask: held.subtask,
        count: held.samples,
      };
};

export interface FlameWorld {
  readonly job?: TopicSnapshot['snapshot'];
  readonly captures?: readonly FlameCapture[];
  /** What a sampling gives. */
  readonly sampling?: Partial<FlameSampling>;
}

/** Opens the flame graphs of an application on an engine that keeps what it is given, and samples what it is told. */
export async function openFlame(page: Page, world: FlameWorld = {}, search = '') {
  const kept = new Map<string, Capture>((world.captures ?? []).map((held, i) => [`k${i}`, held]));
  let followed = 0;
  const says = (topic: Topic): TopicSnapshot['snapshot'] | undefined => {
    switch (topic.kind) {
      case 'job':
        return world.job ?? { state: 'live', value: job, at: NOW };
      case 'captures':
        return { state: 'live', value: Array.from(kept, ([key, held]) => entryOf(key, held)), at: NOW };
      case 'flame': {
        followed += 1;
        const trees = world.sampling?.trees ?? treesOf(400, topic.subtask ?? 50);
        return {
          state: 'live',
          at: NOW,
          value: {
            vertex: topic.vertex,
            name: job.vertices.find(({ id }) => id === topic.vertex)?.name ?? '',
            subtask: topic.subtask,
            state: 'sampling',
            until: millis(NOW + topic.minutes * MINUTE),
            rounds: 2,
            samples: trees.on.value + trees.off.value,
            sampledAt: NOW,
            trees,
            ...world.sampling,
          },
        };
      }
      default:
        return script.says(topic);
    }
  };
  const changed = (): void => void scripted.changed();
  const script = scriptOf(
    { fleet: [orders] },
    {
      past: ({ topic, at }: Input<'past'>) => {
        const error = { kind: 'not-found', source: 'History', message: 'Nothing is kept.', remedy: 'Wait.' };
        return {
          kind: topic.kind,
          key: '',
          snapshot: topic.kind === 'job' ? { state: 'live', value: job, at } : { state: 'failed', error },
        };
      },
      'captures.save': ({ key = `k${kept.size}`, capture: held }: { key?: string; capture: Capture }) => {
        kept.set(key, held);
        changed();
        return { ok: true, value: { key } };
      },
      'captures.read': ({ key }: Input<'captures.read'>) => ({ ok: true, value: kept.get(key) }),
      'captures.change': ({ key, title, note }: Input<'captures.change'>) => {
        const held = kept.get(key);
        if (held !== undefined) kept.set(key, { ...held, title, note });
        changed();
        return { ok: true, value: {} };
      },
      'captures.remove': ({ key }: Input<'captures.remove'>) => {
        kept.delete(key);
        changed();
        return { ok: true, value: {} };
      },
    },
  );
  const scripted = await openScripted(page, { ...script, says }, `${search}#${applicationPath(orders.ref)}/profiling`);
  return { ...scripted, kept, followed: () => followed };
}

export const NO_TREES: FlameTrees = { on: NOTHING, off: NOTHING };
