import Button from '@cloudscape-design/components/button';
import type { Pointed } from '#renderer/charts/flame/drawFlame.ts';
import { familyOf, familyWords } from '#renderer/charts/flame/frameFamily.ts';
import type { Frame } from '#renderer/charts/flame/fitFrames.ts';

interface ChosenFrameProps {
  readonly chosen: Pointed | null;
  readonly words: (frame: Frame) => string;
  /** Null: there is nothing to see around a method. */
  readonly onMethod: ((name: string) => void) | null;
}

const HELP =
  'Click a frame to zoom into it. By keyboard: Tab into the graph, arrow keys between frames, Return zooms, Escape resets.';

/** The frame that has the focus, in full; nothing of it is cut as it is in the graph. */
export function ChosenFrame({ chosen, words, onMethod }: ChosenFrameProps) {
  if (chosen === null || chosen.names.length === 0) return <div className="flame-chosen flame-chosen--none">{HELP}</div>;
  const { frame } = chosen;
  return (
    <div className="flame-chosen">
      <b>{frame.name}</b>
      <span>
        {words(frame)} · {familyWords[familyOf(frame.name)]}
      </span>
      {onMethod !== null && (
        <Button variant="inline-link" onClick={() => onMethod(frame.name)}>
          Callers and callees
        </Button>
      )}
    </div>
  );
}
