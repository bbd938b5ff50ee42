import type { Vertex } from '../../model/job.ts';
import { formatRatio } from '../../units/format.ts';
import { isSkewed } from './bottleneck.ts';

/** The subtask that does most of a vertex' work, with the figures that say so. */
export interface HotSubtask {
  readonly index: number;
  readonly sentence: string;
}

/** Null where the work is shared, and where the subtasks were not read. The first of those that are alike. */
export function hotSubtask(vertex: Vertex): HotSubtask | null {
  const { worst, mean, subtasks } = vertex;
  if (!isSkewed(vertex) || worst.busy === null || mean.busy === null) return null;
  const hot = subtasks.find(({ shares }) => shares.busy === worst.busy);
  if (hot === undefined) return null;
  const sentence = `Subtask ${hot.index} is ${formatRatio(worst.busy)} busy, the mean of all ${vertex.parallelism} is ${formatRatio(mean.busy)}`;
  return { index: hot.index, sentence };
}
