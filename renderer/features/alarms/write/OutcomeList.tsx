import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { counted } from '#renderer/ui/wording.ts';
import type { WriteOutcome } from '#shared/model/alarms/plan.ts';
import { outcomeOf, outcomeSigns } from './outcome.ts';

interface OutcomeListProps {
  readonly outcomes: readonly WriteOutcome[];
  /** `written`, `taken back`. */
  readonly done: string;
  /** What Undo would do to an alarm that was written; null: nothing. */
  readonly undone?: (outcome: WriteOutcome) => string | null;
}

/** What became of each alarm: failures first, with what to do. */
export function OutcomeList({ outcomes, done, undone = () => null }: OutcomeListProps) {
  const of = (how: ReturnType<typeof outcomeOf>) => outcomes.filter((outcome) => outcomeOf(outcome) === how);
  const [refused, unknown, good] = [of('refused'), of('unknown'), of('done')];
  const parts = [
    `${counted(good.length, 'alarm')} ${done}`,
    ...(refused.length === 0 ? [] : [`${refused.length} not`]),
    ...(unknown.length === 0 ? [] : [`of ${unknown.length} it is not known`]),
  ];
  return (
    <SpaceBetween size="xs">
      <Alert type={good.length === outcomes.length ? 'success' : refused.length === outcomes.length ? 'error' : 'warning'}>
        {parts.join(', ')}.
      </Alert>
      <ul className="alarm-outcomes" aria-label="What became of each alarm">
        {[...refused, ...unknown, ...good].map((outcome) => (
          <li key={`${outcome.region} ${outcome.name}`}>
            <StatusIndicator type={outcomeSigns[outcomeOf(outcome)]}>
              <code>{outcome.name}</code> {outcome.region}
            </StatusIndicator>
            {outcome.error !== null && (
              <div>
                {outcome.error.message} {outcome.error.remedy}
              </div>
            )}
            {undone(outcome) !== null && <div className="alarm-write__about">{undone(outcome)}</div>}
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
}
