import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import { formatRatio } from '#shared/units/format.ts';
import { withArrows } from '#renderer/ui/wording.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description: string;
}

/** The vertices of a job: the bottleneck first, then the busiest. */
export function vertexChoices(job: Job): readonly Choice[] {
  const bottleneck = findBottleneck(job)?.vertex ?? null;
  const rank = (vertex: Vertex): number => (vertex.id === bottleneck ? Infinity : (busyOf(vertex) ?? -1));
  return [...job.vertices]
    .sort((a, b) => rank(b) - rank(a))
    .map((vertex) => {
      const busy = busyOf(vertex);
      const parts = [
        ...(vertex.id === bottleneck ? ['Bottleneck'] : []),
        busy === null ? 'busy time not measured' : `busy ${formatRatio(busy)}`,
        `parallelism ${vertex.parallelism}`,
        ...(vertex.status === 'RUNNING' ? [] : [vertex.status]),
      ];
      return { value: vertex.id, label: withArrows(vertex.name), description: parts.join(' · ') };
    });
}

/** Its busiest subtask's share, or that of all where subtasks were not read. */
const busyOf = ({ worst, mean }: Vertex) => worst.busy ?? mean.busy;

export const ALL_SUBTASKS = 'all';

/** All subtasks, then each, the busiest first; the others keep their order. */
export function subtaskChoices(vertex: Vertex): readonly Choice[] {
  const busy = new Map(vertex.subtasks.map(({ index, shares }) => [index, shares.busy]));
  const each = Array.from({ length: vertex.parallelism }, (_, index) => ({ index, busy: busy.get(index) ?? null }));
  return [
    { value: ALL_SUBTASKS, label: `All ${vertex.parallelism} subtasks`, description: 'Their samples are added up' },
    ...each
      .sort((a, b) => (b.busy ?? -1) - (a.busy ?? -1))
      .map(({ index, busy: share }) => ({
        value: String(index),
        label: `Subtask ${index}`,
        description: share === null ? '' : `busy ${formatRatio(share)}`,
      })),
  ];
}
