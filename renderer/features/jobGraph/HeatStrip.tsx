import type { PointerEvent } from 'react';
import type { Subtask } from '#shared/model/job.ts';
import { formatRatio, orUnknown } from '#shared/units/format.ts';
import type { Ratio } from '#shared/units/units.ts';
import type { HeatCell } from './heatCells.ts';
import { heatCells } from './heatCells.ts';

const MOST_CELLS = 64;
const HEIGHT = 10;
/** A cell's fill in so many steps: all cells of one step are one element. */
const STEPS = 6;

interface HeatStripProps {
  readonly subtasks: readonly Subtask[];
  /** What a cell is of, when it is not a subtask; named where it is pointed at. */
  readonly names?: readonly string[];
}

/** One cell a subtask, filled by how much of its time it works or is held back: an outlier among pale neighbours is skew. */
export function HeatStrip({ subtasks, names }: HeatStripProps) {
  const cells = heatCells(subtasks, MOST_CELLS);
  if (cells.length === 0) return <div className="heat-strip" aria-hidden="true" />;
  const tellOf = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const cell = cells[Math.min(cells.length - 1, Math.floor(((clientX - left) / width) * cells.length))];
    currentTarget.title = cell === undefined ? '' : inWords(cell, names);
  };
  return (
    <div className="heat-strip" aria-hidden="true" onPointerMove={tellOf} style={{ maxWidth: cells.length * 24 }}>
      <svg viewBox={`0 0 ${cells.length} ${HEIGHT}`} preserveAspectRatio="none" shapeRendering="crispEdges">
        {paths(cells).map(({ className, opacity, path }) => (
          <path key={`${className} ${opacity}`} className={className} opacity={opacity} d={path} />
        ))}
      </svg>
    </div>
  );
}

/** The cells that look alike as one path each; beneath them what an empty cell looks like. */
function paths(cells: readonly HeatCell[]) {
  const made = new Map<string, { className: string; opacity: number; path: string }>();
  const gap = cells.length > 24 ? 0.12 : 0.06;
  cells.forEach((cell, i) => {
    const shape = `M${i} 0h${1 - gap}v${HEIGHT}h${gap - 1}z`;
    const kind = kindOf(cell);
    add('heat-strip__cell', 1, shape);
    const step = Math.round(strength(cell) * STEPS) / STEPS;
    if (kind === 'unknown') add('heat-strip__cell--unknown', 0.35, shape);
    else if (step > 0) add(`heat-strip__cell--${kind}`, step, shape);
  });
  return [...made.values()];

  function add(className: string, opacity: number, shape: string): void {
    const key = `${className} ${opacity}`;
    const known = made.get(key) ?? { className, opacity, path: '' };
    known.path += shape;
    made.set(key, known);
  }
}

function kindOf({ busy, backpressured }: HeatCell): 'busy' | 'backpressured' | 'unknown' {
  if (busy === null && backpressured === null) return 'unknown';
  return (backpressured ?? 0) > (busy ?? 0) ? 'backpressured' : 'busy';
}

const strength = ({ busy, backpressured }: HeatCell): number => Math.max(busy ?? 0, backpressured ?? 0);

function inWords({ first, last, busy, backpressured }: HeatCell, names: readonly string[] | undefined): string {
  const share = (value: number | null): string => orUnknown(value as Ratio | null, formatRatio);
  const one = names?.[first] ?? `Subtask ${first}`;
  const who = first === last ? one : `Worst of ${names === undefined ? 'subtasks' : 'vertices'} ${first} to ${last}`;
  return `${who}: busy ${share(busy)}, backpressured ${share(backpressured)}`;
}
