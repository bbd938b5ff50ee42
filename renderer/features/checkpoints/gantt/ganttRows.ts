import type { CriticalPath, Unanswered } from '#shared/analysis/checkpoints/criticalPath.ts';
import type { Phase } from '#shared/analysis/checkpoints/phases.ts';
import { endToEnd, phasesOf } from '#shared/analysis/checkpoints/phases.ts';
import type { CheckpointSubtask, CheckpointVertex } from '#shared/model/insight/checkpointDetail.ts';
import type { Millis } from '#shared/units/units.ts';

/** A stretch of a bar, in milliseconds since the trigger. */
export interface Segment {
  readonly phase: Phase;
  readonly from: number;
  readonly to: number;
  /** Below the others, at the same time: alignment where barriers overtake. */
  readonly beside: boolean;
}

export type GanttRow =
  | {
      readonly kind: 'vertex';
      readonly key: string;
      readonly vertex: CheckpointVertex;
      readonly expanded: boolean;
      /** Whose phases its bar shows; null: none has acknowledged, or none was read. */
      readonly slowest: CheckpointSubtask | null;
      readonly critical: boolean;
      readonly onPath: boolean;
    }
  | {
      readonly kind: 'subtask';
      readonly key: string;
      readonly vertex: CheckpointVertex;
      readonly subtask: CheckpointSubtask;
      readonly critical: boolean;
      readonly onPath: boolean;
    };

/** The lines of the Gantt: a vertex, and the subtasks of those that are open. */
export function ganttRows(
  vertices: readonly CheckpointVertex[],
  open: ReadonlySet<string>,
  found: CriticalPath | Unanswered | null,
): readonly GanttRow[] {
  const path = new Set(found?.kind === 'acknowledged' ? found.path.map(({ vertex, subtask }) => `${vertex} ${subtask}`) : []);
  const onWay = new Set(found?.kind === 'acknowledged' ? found.path.map(({ vertex }) => vertex) : []);
  const isCritical = (vertex: string, subtask: CheckpointSubtask | null): boolean => {
    if (found === null) return false;
    if (found.kind === 'unanswered')
      return found.vertices.some((each) => each.vertex === vertex && (subtask === null || subtask.pending));
    return found.place.vertex === vertex && (subtask === null || subtask.index === found.place.subtask);
  };
  return vertices.flatMap((vertex): GanttRow[] => {
    const expanded = open.has(vertex.id) && vertex.subtasks !== null;
    const row: GanttRow = {
      kind: 'vertex',
      key: vertex.id,
      vertex,
      expanded,
      slowest: slowestOf(vertex),
      critical: isCritical(vertex.id, null),
      onPath: onWay.has(vertex.id),
    };
    if (!expanded) return [row];
    return [
      row,
      ...(vertex.subtasks ?? []).map((subtask): GanttRow => ({
        kind: 'subtask',
        key: `${vertex.id} ${subtask.index}`,
        vertex,
        subtask,
        critical: isCritical(vertex.id, subtask),
        onPath: path.has(`${vertex.id} ${subtask.index}`),
      })),
    ];
  });
}

function slowestOf({ subtasks }: CheckpointVertex): CheckpointSubtask | null {
  let slowest: CheckpointSubtask | null = null;
  for (const subtask of subtasks ?? []) {
    const whole = endToEnd(subtask);
    if (whole !== null && (slowest === null || whole > (endToEnd(slowest) ?? 0))) slowest = subtask;
  }
  return slowest;
}

/** The phases of a subtask one after the other; none before it has acknowledged. */
export function segmentsOf(subtask: CheckpointSubtask): readonly Segment[] {
  const parts = phasesOf(subtask);
  if (parts === null) return [];
  const { startDelay, alignment, sync, async } = parts;
  const saves = startDelay + (subtask.unaligned ? 0 : alignment);
  const all: readonly Segment[] = [
    { phase: 'startDelay', from: 0, to: startDelay, beside: false },
    { phase: 'alignment', from: startDelay, to: startDelay + alignment, beside: subtask.unaligned },
    { phase: 'sync', from: saves, to: saves + sync, beside: false },
    { phase: 'async', from: saves + sync, to: saves + sync + async, beside: false },
  ];
  return all.filter(({ from, to }) => to > from);
}

/** What the time axis ends with. */
export function endOfAxis(vertices: readonly CheckpointVertex[], duration: Millis | null, elapsed: number): number {
  let end = duration ?? elapsed;
  for (const vertex of vertices) {
    end = Math.max(end, vertex.duration ?? 0);
    for (const subtask of vertex.subtasks ?? []) end = Math.max(end, endToEnd(subtask) ?? 0);
  }
  return Math.max(1, end);
}

/** The one to read first is open at the start. */
export function openAtFirst(found: CriticalPath | Unanswered | null): ReadonlySet<string> {
  if (found === null) return new Set();
  return new Set(found.kind === 'acknowledged' ? [found.place.vertex] : found.vertices.slice(0, 1).map(({ vertex }) => vertex));
}
