import { isUserFrame } from '../logs/frames.ts';

const PLATFORM = /^(?:java|javax|jdk|sun|com\.sun)\./;

/** Whether a frame is of Java’s own library. */
export const isPlatform = (frame: string): boolean => PLATFORM.test(frame);

/** Lambdas and generated classes have other numbers in each JVM. */
export const withoutNumbers = (frame: string): string =>
  frame.includes('$$') || frame.includes('Generated')
    ? frame
        .replace(/\$\$Lambda(?:\$\d+)?(?:\/0x[0-9a-f]+|\/\d+)?/g, '$$$$Lambda')
        .replace(/(Generated\w*(?:Accessor|Invoker))\d+/g, '$1')
    : frame;

/** `org.apache.Task.run(Task.java:1)` → `org.apache.Task.run` */
export const methodOf = (frame: string): string => frame.replace(/\([^()]*\)\s*$/, '');

/** Where a stack is: its innermost frame of the job’s own code, else of anything but Java’s library, else its innermost. */
export function placeOfStack(frames: readonly string[]): string | null {
  return frames.find(isUserFrame) ?? frames.find((frame) => !isPlatform(frame)) ?? frames[0] ?? null;
}

export interface Fold {
  /** Frames of Java, Flink and libraries, in a row. */
  readonly folded: boolean;
  readonly frames: readonly string[];
}

/** Fewer in a row are not worth a click. */
const LEAST = 3;

/** Frames in their order, in stretches: the innermost and the job’s own code in full, the rest folded. */
export function foldStack(frames: readonly string[]): readonly Fold[] {
  const folds: { folded: boolean; frames: string[] }[] = [];
  for (const [i, frame] of frames.entries()) {
    const folded = i > 0 && !isUserFrame(frame);
    const last = folds.at(-1);
    if (last?.folded === folded) last.frames.push(frame);
    else folds.push({ folded, frames: [frame] });
  }
  return folds.map((fold) => (fold.frames.length < LEAST ? { ...fold, folded: false } : fold));
}
