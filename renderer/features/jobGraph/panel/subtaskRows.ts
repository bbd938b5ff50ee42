import type { KeyGroupRange } from '#shared/analysis/skew/keyGroups.ts';
import { keyGroupRange } from '#shared/analysis/skew/keyGroups.ts';
import type { Measure } from '#shared/analysis/skew/measureSkew.ts';
import type { SubtaskWatermark } from '#shared/analysis/skew/watermarkLag.ts';
import type { SubtaskDetail } from '#shared/model/insight/vertex.ts';
import type { VertexReading } from './reading.ts';

/** One subtask as the table shows it. */
export interface SubtaskRow {
  readonly subtask: SubtaskDetail;
  /** In what it stands out. */
  readonly outlierIn: readonly Measure[];
  readonly watermark: SubtaskWatermark | null;
  /** Of a vertex that is keyed. */
  readonly keyGroups: KeyGroupRange | null;
  /** What the filter looks into. */
  readonly text: string;
}

export function rowsOf({ subtasks, skew, watermarks, traits }: VertexReading): readonly SubtaskRow[] {
  const outliers = skew.measures.map(({ measure, outliers: indices }) => ({ measure, indices: new Set(indices) }));
  const marks = new Map(watermarks.subtasks.map((each) => [each.index, each]));
  return subtasks.map((subtask) => ({
    subtask,
    outlierIn: outliers.filter(({ indices }) => indices.has(subtask.index)).map(({ measure }) => measure),
    watermark: marks.get(subtask.index) ?? null,
    keyGroups:
      traits.isKeyed && traits.maxParallelism !== null
        ? keyGroupRange(traits.maxParallelism, traits.parallelism, subtask.index)
        : null,
    text: [subtask.index, subtask.host, subtask.taskManager, subtask.status, ...subtask.splits].join(' ').toLowerCase(),
  }));
}

export const rangeWords = (range: KeyGroupRange): string =>
  range.first === range.last ? String(range.first) : `${range.first}–${range.last}`;
