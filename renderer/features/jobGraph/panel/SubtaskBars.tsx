import { formatRatio } from '#shared/units/format.ts';
import type { Ratio } from '#shared/units/units.ts';

interface SubtaskBarsProps {
  /** What the picture shows, in words. */
  readonly label: string;
  /** In the order of the subtasks; null: not known. */
  readonly values: readonly (number | null)[];
  readonly marked: ReadonlySet<number>;
  /** Drawn as a line across; null: none. */
  readonly mean: number | null;
  /** At the left of the highest and the lowest line. */
  readonly highest: string;
}

const HEIGHT = 64;
/** A bar that is not seen is told from one that is not known. */
const LEAST = 1.5;

/** One bar a subtask, as two shapes however many there are: those that stand out, and the others. */
export function SubtaskBars({ label, values, marked, mean, highest }: SubtaskBarsProps) {
  const most = values.reduce<number>((a, b) => Math.max(a, b ?? 0), mean ?? 0);
  const width = values.length;
  const gap = width > 96 ? 0.1 : 0.2;
  const bars = (wanted: boolean): string =>
    values
      .map((value, i) => {
        if (value === null || marked.has(i) !== wanted) return '';
        const height = most === 0 ? LEAST : Math.max(LEAST, (value / most) * HEIGHT);
        return `M${i + gap / 2} ${HEIGHT}v${-height}h${1 - gap}v${height}z`;
      })
      .join('');
  const line = mean === null || most === 0 ? null : HEIGHT - (mean / most) * HEIGHT;
  return (
    <figure className="subtask-bars">
      <svg viewBox={`0 0 ${Math.max(1, width)} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <path className="subtask-bars__bar" d={bars(false)} />
        <path className="subtask-bars__bar subtask-bars__bar--marked" d={bars(true)} />
        {line !== null && <line className="subtask-bars__mean" x1={0} x2={width} y1={line} y2={line} />}
      </svg>
      <figcaption aria-hidden="true">
        <span>subtask 0</span>
        <span>
          highest {highest}
          {mean === null || most === 0 ? '' : `, mean at ${formatRatio((mean / most) as Ratio)} of it`}
        </span>
        <span>{width - 1}</span>
      </figcaption>
    </figure>
  );
}
