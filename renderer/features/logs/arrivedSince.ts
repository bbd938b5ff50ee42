import type { Line } from '#renderer/ui/lines/readLines.ts';

/** The newest lines, and how many older ones were let go for them since the tail began. */
export interface TailLines {
  readonly lines: readonly Line[];
  readonly dropped: number;
}

/** How many lines came since the tail was as it was `before`. */
export function arrivedSince(before: TailLines, now: TailLines): number {
  const came = now.lines.length + now.dropped - before.lines.length - before.dropped;
  // It counts anew after another log stream was chosen, or the engine was restarted.
  return came < 0 ? now.lines.length : came;
}
