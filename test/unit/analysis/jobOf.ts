import { plainCheckpoints, plainVertex } from '#test/support/jobParts.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import { millis, ratio } from '#shared/units/units.ts';

/**
 * A running job as text: `source[held=0.9] -> sink[busy=1]; other -> sink`. `held` is the backpressured share; both are of every subtask.
 * `map[busy=1 totals]`: its subtasks were not read, these are its means.
 */
export function jobOf(text: string): Job {
  const vertices = new Map<string, Vertex>();
  const edges: Job['edges'] = [];
  for (const path of text.split(';')) {
    const names = path.split('->').map((piece) => vertexOf(piece.trim(), vertices));
    names.slice(1).forEach((to, i) => edges.push({ from: names[i] ?? '', to, shipStrategy: 'HASH' }));
  }
  return {
    id: 'a'.repeat(32),
    name: 'test',
    state: 'RUNNING',
    flinkVersion: '1.20.5',
    started: millis(0),
    vertices: [...vertices.values()],
    edges,
    checkpoints: {
      ...plainCheckpoints,
      enabled: true,
      interval: millis(60_000),
      timeout: null,
      completed: 0,
      failed: 0,
      inProgress: 0,
      history: [],
    },
    restarts: 0,
  };
}

function vertexOf(piece: string, vertices: Map<string, Vertex>): string {
  const [, name = '', figures = ''] = /^(\w+)(?:\[(.*)\])?$/.exec(piece) ?? [];
  if (vertices.has(name)) return name;
  const share = (key: string) => {
    const value = new RegExp(`${key}=([\\d.]+)`).exec(figures)?.[1];
    return value === undefined ? null : ratio(Number(value));
  };
  const shares = { busy: share('busy'), backpressured: share('held'), idle: null };
  const totals = figures.includes('totals');
  vertices.set(name, {
    ...plainVertex,
    detail: totals ? 'totals' : 'subtasks',
    id: name,
    name,
    operators: [name],
    parallelism: 2,
    maxParallelism: 128,
    status: 'RUNNING',
    recordsIn: null,
    recordsOut: null,
    worst: totals ? { busy: null, backpressured: null, idle: null } : shares,
    mean: shares,
    level: null,
    subtasks: totals ? [] : [0, 1].map((index) => ({ index, shares, level: null })),
  });
  return name;
}
