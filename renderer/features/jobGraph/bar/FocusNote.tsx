import Button from '@cloudscape-design/components/button';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Focus } from '../useGraphState.ts';

interface FocusNoteProps {
  readonly focus: Focus;
  readonly name: string;
  readonly count: number;
  readonly onHide: (hides: boolean) => void;
  readonly onLeave: () => void;
}

const words = { upstream: 'upstream of', downstream: 'downstream of', both: 'up and down the stream of' } as const;

/** Says what is in focus, so that nobody takes a part of the job for the whole. */
export const FocusNote = ({ focus, name, count, onHide, onLeave }: FocusNoteProps) => (
  <div className="graph-focus" role="status">
    <span className="graph-focus__words" title={withArrows(name)}>
      {count} {count === 1 ? 'vertex' : 'vertices'} {words[focus.side]} <b>{withArrows(name)}</b>
    </span>
    <Button variant="inline-link" onClick={() => onHide(!focus.hides)}>
      {focus.hides ? 'Dim the rest' : 'Hide the rest'}
    </Button>
    <Button variant="inline-link" onClick={onLeave}>
      Show all (Esc)
    </Button>
  </div>
);
