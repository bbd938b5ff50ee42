import type { Page } from '@playwright/test';
import type { Topic } from '#shared/contract/topics.ts';
import { applicationPath } from '#renderer/ui/paths.ts';
import type { Job, Subtask, TimeShares, Vertex } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { millis, ratio, recordsPerSecond } from '#shared/units/units.ts';
import { plainCheckpoints } from '#test/support/jobParts.ts';
import { NOW, application, scriptOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

const { ref } = application('orders');

export const shares = (busy: number, backpressured: number): TimeShares => ({
  busy: ratio(busy),
  backpressured: ratio(backpressured),
  idle: ratio(Math.max(0, 1 - busy - backpressured)),
});

/** A vertex that works half of its time, but for what is given. */
export function vertexOf(id: string, name: string, change: Partial<Vertex> = {}): Vertex {
  const parallelism = change.parallelism ?? 4;
  return {
    id,
    name,
    operators: name.split(' -> '),
    parallelism,
    maxParallelism: 128,
    status: 'RUNNING',
    detail: 'subtasks',
    watermark: millis(NOW - 4200),
    recordsIn: recordsPerSecond(1200),
    recordsOut: recordsPerSecond(1180),
    worst: shares(0.52, 0.04),
    mean: shares(0.48, 0.02),
    level: 'ok',
    subtasks: Array.from({ length: parallelism }, (_, index): Subtask => ({
      index,
      shares: shares(0.4 + 0.12 * ((index * 7) % 4) * 0.33, 0.02),
      level: 'ok',
    })),
    ...change,
  };
}

export const jobOf = (
  vertices: readonly Vertex[],
  edges: readonly (readonly [string, string, string?])[],
  change: Partial<Job> = {},
): Job => ({
  id: 'b8c1f2a4',
  name: 'orders',
  state: 'RUNNING',
  flinkVersion: '1.20.1',
  started: millis(NOW - 3_600_000),
  vertices: [...vertices],
  edges: edges.map(([from, to, shipStrategy = 'HASH']) => ({ from, to, shipStrategy })),
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
  ...change,
});

/** A layered job: `wide` vertices in a layer, each fed by one or two of the layer before. One in 19 is held back, one is the cause. */
export function layeredJob(count: number, wide: number, parallelism = 4, detail: Vertex['detail'] = 'subtasks'): Job {
  const names = ['Parse', 'Enrich', 'Join', 'Window', 'Aggregate', 'Filter', 'Dedupe'];
  const vertices = Array.from({ length: count }, (_, i): Vertex => {
    const name = i < wide ? `Source: topic-${i} -> Decode` : `${names[Math.floor(i / wide) % names.length]}-${i} -> Map`;
    const held = i % 19 === 7;
    const base = vertexOf(`v${i}`, name, {
      parallelism,
      ...(held ? { worst: shares(0.2, 0.8), mean: shares(0.2, 0.7), level: 'high' } : {}),
    });
    return detail === 'totals'
      ? { ...base, detail, worst: { busy: null, backpressured: null, idle: null }, level: null, subtasks: [], watermark: null }
      : base;
  });
  const edges: [string, string, string][] = [];
  for (let i = wide; i < count; i += 1) {
    const layer = Math.floor(i / wide);
    const into = new Set([
      i - wide,
      ...(i % 3 === 0 ? [(layer - 1) * wide + ((i * 7) % wide)] : []),
      ...(i % 23 === 0 && layer > 2 ? [i - 3 * wide] : []),
    ]);
    for (const from of into) edges.push([`v${from}`, `v${i}`, i % 5 === 0 ? 'REBALANCE' : 'HASH']);
  }
  return jobOf(vertices, edges);
}

export const graphAddress = `#${applicationPath(ref)}/graph`;

/** Opens the graph of a scripted application; what its job says can be changed, and what is followed is told. */
export async function openGraph(page: Page, first: Job, address = graphAddress) {
  let snapshot: Snapshot<Job> = { state: 'live', value: first, at: NOW };
  const followed: Topic[] = [];
  const script = scriptOf();
  const host = await openScripted(
    page,
    {
      answers: script.answers,
      says(topic) {
        followed.push(topic);
        return topic.kind === 'job' ? snapshot : script.says(topic);
      },
    },
    address,
  );
  return {
    /** The vertices that were last said to be in sight. */
    sight: (): readonly string[] => followed.findLast((topic) => topic.kind === 'sight')?.vertices ?? [],
    followed: (): readonly Topic[] => followed,
    async says(next: Snapshot<Job>) {
      snapshot = next;
      await host.changed();
    },
  };
}
