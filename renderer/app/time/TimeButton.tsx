import Icon from '@cloudscape-design/components/icon';
import { useCursor } from '../../store/useCursor.ts';

interface TimeButtonProps {
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** Says in the top bar whether now or the past is on screen, and opens the bar to choose. */
export function TimeButton({ open, onToggle }: TimeButtonProps) {
  const { at } = useCursor();
  return (
    <button
      type="button"
      className={at === null ? 'time-button' : 'time-button time-button--past'}
      aria-expanded={open || at !== null}
      onClick={onToggle}
    >
      <Icon name={at === null ? 'status-in-progress' : 'history'} size="small" />
      {at === null ? 'Live' : 'Past'}
    </button>
  );
}
