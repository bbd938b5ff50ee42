import type { Millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';
import type { Burst } from './bursts.ts';
import { groupBy } from '../groupBy.ts';
import { titleOf } from './thrown.ts';

/** Where a trouble showed in a vertex. */
export interface VertexShare {
  readonly vertex: string;
  readonly parallelism: number;
  readonly count: number;
  /** Counted from 0, in order. */
  readonly subtasks: readonly number[];
}

/** What every restart of a group has in common, where chance does not explain it. */
export type Shared =
  | { readonly kind: 'subtask'; readonly vertex: string; readonly subtask: number; readonly parallelism: number }
  | { readonly kind: 'taskManager'; readonly id: string };

/** The restarts of one trouble. */
export interface FailureGroup {
  readonly signature: string;
  /** The real exception: its class and what it says. */
  readonly title: string;
  readonly first: Millis;
  readonly last: Millis;
  readonly vertices: readonly VertexShare[];
  /** Those that it failed on, the most frequent first. */
  readonly taskManagers: readonly { readonly id: string; readonly count: number }[];
  /** The task managers that were lost, where it is about that. */
  readonly lost: readonly string[];
  readonly shared: readonly Shared[];
  /** It only follows from the group of this signature; null: it stands for itself. */
  readonly follows: string | null;
  /** Newest first. */
  readonly bursts: readonly Burst[];
}

/** Bursts (newest first) by what they began with: causes before consequences, the most recent first. */
export function groupsOf(bursts: readonly Burst[]): FailureGroup[] {
  const bySignature = groupBy(bursts, ({ root }) => root.signature);
  const managers = new Set(bursts.flatMap(({ root, others }) => [root, ...others].flatMap((each) => each.taskManager ?? [])));
  const groups = [...bySignature].map(([signature, own]) => groupOf(signature, own, managers.size));
  const known = new Set(groups.map(({ signature }) => signature));
  const roots = groups.filter(({ follows }) => follows === null || !known.has(follows));
  const isRoot = new Set(roots);
  return roots.flatMap((root) => [root, ...groups.filter((each) => each.follows === root.signature && !isRoot.has(each))]);
}

function groupOf(signature: string, bursts: readonly Burst[], managers: number): FailureGroup {
  const [newest] = bursts;
  const [oldest] = bursts.slice(-1);
  if (newest === undefined || oldest === undefined) throw new Error('A group has a burst.');
  const vertices = verticesOf(bursts);
  const taskManagers = counted(bursts.flatMap(({ root }) => root.taskManager ?? []));
  const follows = newest.follows !== null && bursts.every((each) => each.follows === newest.follows) ? newest.follows : null;
  return {
    signature,
    title: titleOf(newest.root),
    first: oldest.at,
    last: newest.at,
    vertices,
    taskManagers: taskManagers.map(([id, count]) => ({ id, count })),
    lost: [...new Set(bursts.flatMap(({ root }) => (root.role.kind === 'lost' ? (root.role.taskManager ?? []) : [])))],
    shared: follows === null ? sharedOf(bursts.length, vertices, taskManagers, managers) : [],
    follows,
    bursts,
  };
}

function verticesOf(bursts: readonly Burst[]): VertexShare[] {
  const tasks = bursts.flatMap(({ root }) => root.task ?? []);
  return [...groupBy(tasks, ({ vertex }) => vertex)]
    .map(([vertex, of]) => ({
      vertex,
      parallelism: Math.max(...of.map(({ parallelism }) => parallelism)),
      count: of.length,
      subtasks: [...new Set(of.map(({ subtask }) => subtask))].sort((a, b) => a - b),
    }))
    .sort((a, b) => b.count - a.count);
}

/** Each with its number, the most frequent first. */
const counted = (of: readonly string[]): (readonly [string, number])[] =>
  [...groupBy(of, (each) => each)].map(([each, all]) => [each, all.length] as const).sort(([, a], [, b]) => b - a);

/** That `count` failures all hit the same of so many by chance is rarer than is told. */
const tells = (count: number, of: number): boolean =>
  of > 1 && count >= thresholds.failures.least && (1 / of) ** (count - 1) <= thresholds.failures.chance;

function sharedOf(
  count: number,
  vertices: readonly VertexShare[],
  taskManagers: readonly (readonly [string, number])[],
  managers: number,
): Shared[] {
  const shared: Shared[] = [];
  const [only] = vertices;
  const [subtask] = only?.subtasks ?? [];
  if (vertices.length === 1 && only?.count === count && only.subtasks.length === 1 && subtask !== undefined)
    if (tells(count, only.parallelism))
      shared.push({ kind: 'subtask', vertex: only.vertex, subtask, parallelism: only.parallelism });
  const [manager] = taskManagers;
  if (taskManagers.length === 1 && manager?.[1] === count && tells(count, managers))
    shared.push({ kind: 'taskManager', id: manager[0] });
  return shared;
}
