import type { Subtask } from '#shared/model/job.ts';
import { formatRatio, orUnknown } from '#shared/units/format.ts';
import type { Ratio } from '#shared/units/units.ts';
import type { HeatCell } from './heatCells.ts';
import { heatCells } from './heatCells.ts';

const MOST_CELLS = 48;

/** One cell a subtask, filled by how much of its time it works or is held back: an outlier among pale neighbours is skew. */
export function HeatStrip({ subtasks }: { readonly subtasks: readonly Subtask[] }) {
  return (
    <div className="heat-strip" aria-hidden="true">
      {heatCells(subtasks, MOST_CELLS).map((cell) => (
        <span key={cell.first} className={`heat-strip__cell heat-strip__cell--${kind(cell)}`} title={inWords(cell)}>
          <span style={{ opacity: strength(cell) }} />
        </span>
      ))}
    </div>
  );
}

function kind({ busy, backpressured }: HeatCell): 'busy' | 'backpressured' | 'unknown' {
  if (busy === null && backpressured === null) return 'unknown';
  return (backpressured ?? 0) > (busy ?? 0) ? 'backpressured' : 'busy';
}

const strength = ({ busy, backpressured }: HeatCell): number => Math.max(busy ?? 0, backpressured ?? 0);

function inWords({ first, last, busy, backpressured }: HeatCell): string {
  const share = (value: number | null): string => orUnknown(value as Ratio | null, formatRatio);
  const who = first === last ? `Subtask ${first}` : `Worst of subtasks ${first} to ${last}`;
  return `${who}: busy ${share(busy)}, backpressured ${share(backpressured)}`;
}
