import type { Point } from '#shared/model/application.ts';

export interface SparklineShape {
  /** Path of the line; interrupted where there is a gap. */
  readonly line: string;
  /** Closed down to the base, for the fill. */
  readonly area: string;
}

/** Strokes are centred on the line: this much room keeps them inside. */
const EDGE = 1;

/**
 * The shape of points in a box, its base at zero and its top at the highest point, or at `reach` where that is higher. A gap stays a
 * gap; a point between two gaps becomes a dot.
 */
export function sparklinePath(points: readonly Point[], width: number, height: number, reach = 0): SparklineShape {
  const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
  const top = Math.max(reach, ...points.map(([, value]) => value ?? 0));
  const x = (at: number): number => EDGE + (last === first ? 0 : ((at - first) / (last - first)) * (width - 2 * EDGE));
  const y = (value: number): number => height - EDGE - (top === 0 ? 0 : (Math.max(0, value) / top) * (height - 2 * EDGE));

  const line: string[] = [];
  const area: string[] = [];
  for (const run of runsOf(points)) {
    const corners = run.map(([at, value]) => `${round(x(at))} ${round(y(value))}`);
    // A line of no length, which round ends make a dot.
    line.push(`M${corners.join('L')}${corners.length === 1 ? 'h0' : ''}`);
    const [from, to] = [run[0], run.at(-1)];
    if (from !== undefined && to !== undefined && corners.length > 1)
      area.push(`M${round(x(from[0]))} ${height}L${corners.join('L')}L${round(x(to[0]))} ${height}Z`);
  }
  return { line: line.join(''), area: area.join('') };
}

type Known = readonly [number, number];

/** The stretches without a gap. */
function runsOf(points: readonly Point[]): readonly (readonly Known[])[] {
  const runs: Known[][] = [];
  let open: Known[] | null = null;
  for (const [at, value] of points) {
    if (value === null) open = null;
    else if (open === null) runs.push((open = [[at, value]]));
    else open.push([at, value]);
  }
  return runs;
}

const round = (n: number): number => Math.round(n * 10) / 10;
