import type { Pointed } from './drawFlame.ts';
import { familyOf, familyWords } from './frameFamily.ts';

interface FlameTipProps {
  readonly pointed: Pointed;
  /** Of the pointer, in the window. */
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

/** A frame's whole name beside the pointer. The same is said of the frame that has the focus, below the graph. */
export function FlameTip({ pointed: { frame, names }, x, y, words }: FlameTipProps) {
  const right = x > window.innerWidth / 2;
  return (
    <div
      className="flame-tip"
      aria-hidden="true"
      style={{ top: y + 16, ...(right ? { right: window.innerWidth - x + 8 } : { left: x + 12 }) }}
    >
      <b>{frame.name}</b>
      <span>{words}</span>
      {names.length > 0 && <span>{familyWords[familyOf(frame.name)]}</span>}
    </div>
  );
}
