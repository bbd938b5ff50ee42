import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Trouble } from '#renderer/ui/Trouble.tsx';
import { choiceOf, isSame } from '../draft.ts';
import { exactlyFires } from '../figureWords.ts';
import type { EditorProps } from './ThresholdEditor.tsx';

/** Saves the draft, takes the last save back, and gives the choice back to the guide or to what is learned. */
export function SaveBar({ alarm, detail, meant, choice }: EditorProps) {
  const { threshold } = detail;
  const { busy, error, saved, save, undo } = choice;
  const changes = meant.ok && !isSame(meant.value, threshold);
  const isGuides = alarm.threshold !== null;
  // What holds by itself, the guide's or what is learned as time goes on, needs no way back.
  const canGoBack = choiceOf(detail) !== null;
  const saveDraft = (): void => {
    if (!meant.ok) return;
    const { value } = meant;
    save(value.basis === 'guide' ? null : value, `Saved: ${exactlyFires(value.value, alarm)}.`);
  };
  return (
    <SpaceBetween size="xs">
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        <Button variant="primary" onClick={saveDraft} disabled={!changes} loading={busy} loadingText="Saving">
          Save threshold
        </Button>
        {canGoBack && (
          <Button
            disabled={busy}
            onClick={() => save(null, isGuides ? 'Back to the guide’s threshold.' : 'Back to what is learned.')}
          >
            {isGuides ? 'Back to the guide’s' : 'Back to what is learned'}
          </Button>
        )}
        <div aria-live="polite">
          {saved !== null && !busy && (
            <SpaceBetween size="xs" direction="horizontal" alignItems="center">
              <StatusIndicator type="success">{saved.text}</StatusIndicator>
              <Button variant="inline-link" onClick={undo}>
                Undo
              </Button>
            </SpaceBetween>
          )}
        </div>
      </SpaceBetween>
      {error !== null && <Trouble type="error" header="The threshold was not saved" error={error} nextTry={null} />}
    </SpaceBetween>
  );
}
