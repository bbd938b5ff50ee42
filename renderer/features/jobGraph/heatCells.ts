import type { Subtask } from '#shared/model/job.ts';

/** One cell of the strip that shows how evenly the subtasks of a vertex work. */
export interface HeatCell {
  readonly first: number;
  readonly last: number;
  /** Of the busiest and of the most held-back subtask in the cell; null while not measured. */
  readonly busy: number | null;
  readonly backpressured: number | null;
}

/** One cell a subtask while they fit; beyond, neighbours share a cell, which shows the worst of them so that an outlier stays seen. */
export function heatCells(subtasks: readonly Subtask[], most: number): readonly HeatCell[] {
  const cells = Math.min(subtasks.length, most);
  return Array.from({ length: cells }, (_, cell) => {
    const group = subtasks.slice(
      Math.floor((cell * subtasks.length) / cells),
      Math.floor(((cell + 1) * subtasks.length) / cells),
    );
    return {
      first: group[0]?.index ?? 0,
      last: group.at(-1)?.index ?? 0,
      busy: highest(group.map(({ shares }) => shares.busy)),
      backpressured: highest(group.map(({ shares }) => shares.backpressured)),
    };
  });
}

const highest = (values: readonly (number | null)[]): number | null =>
  values.reduce((most, value) => (value !== null && (most === null || value > most) ? value : most), null);
