import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { TimeRange } from '../LineChartPanel.tsx';

/** What a key means to a chart. */
export type ChartAction =
  | { readonly kind: 'crosshair'; readonly at: Millis }
  | { readonly kind: 'range'; readonly range: TimeRange }
  | { readonly kind: 'back' };

/** Nothing shorter can be told apart in metrics of a minute. */
export const SHORTEST = millis(5 * MINUTE);

/**
 * Arrows move the crosshair by a period (ten with Shift), Home and End to the edges; `+` and `-` zoom around it, `[` and `]` pan by half
 * the range; Escape goes back. Null: not a key of charts.
 */
export function chartAction(
  key: string,
  {
    range,
    crosshair,
    step,
    shift,
  }: { readonly range: TimeRange; readonly crosshair: Millis | null; readonly step: Millis; readonly shift: boolean },
): ChartAction | null {
  const move = (by: number): ChartAction => {
    const from = crosshair ?? range.to;
    return { kind: 'crosshair', at: within(range, from + by * step * (shift ? 10 : 1)) };
  };
  switch (key) {
    case 'ArrowLeft':
      return move(-1);
    case 'ArrowRight':
      return move(1);
    case 'Home':
      return { kind: 'crosshair', at: range.from };
    case 'End':
      return { kind: 'crosshair', at: range.to };
    case '+':
    case '=':
      return zoom(range, crosshair, 0.5);
    case '-':
    case '_':
    case '−':
      return zoom(range, crosshair, 2);
    case '[':
      return pan(range, -0.5);
    case ']':
      return pan(range, 0.5);
    case 'Escape':
      return { kind: 'back' };
    default:
      return null;
  }
}

const within = ({ from, to }: TimeRange, at: number): Millis => millis(Math.min(to, Math.max(from, at)));

/** What the crosshair points at stays where it is. */
function zoom({ from, to }: TimeRange, crosshair: Millis | null, factor: number): ChartAction {
  const around = crosshair ?? (from + to) / 2;
  const length = Math.max(SHORTEST, (to - from) * factor);
  const before = ((around - from) / (to - from)) * length;
  return { kind: 'range', range: { from: millis(around - before), to: millis(around - before + length) } };
}

function pan({ from, to }: TimeRange, share: number): ChartAction {
  const by = (to - from) * share;
  return { kind: 'range', range: { from: millis(from + by), to: millis(to + by) } };
}
