import { isUserFrame } from '#shared/analysis/logs/frames.ts';

export interface Fold {
  /** Frames of the runtime and of libraries, in a row. */
  readonly folded: boolean;
  readonly frames: readonly string[];
}

/** Fewer in a row are not worth a click. */
const LEAST = 3;

/** Frames in their order, in stretches: where it was thrown and the user's own code in full, the rest folded. */
export function foldFrames(frames: readonly string[]): readonly Fold[] {
  const folds: { folded: boolean; frames: string[] }[] = [];
  for (const [i, frame] of frames.entries()) {
    const folded = i > 0 && !isUserFrame(frame) && !frame.startsWith('…');
    const last = folds.at(-1);
    if (last?.folded === folded) last.frames.push(frame);
    else folds.push({ folded, frames: [frame] });
  }
  return folds.map((fold) => (fold.frames.length < LEAST ? { ...fold, folded: false } : fold));
}
