import Alert from '@cloudscape-design/components/alert';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { counted } from '#renderer/ui/wording.ts';
import type { WriteOutcome } from '#shared/model/alarms/plan.ts';

interface OutcomeListProps {
  readonly outcomes: readonly WriteOutcome[];
  /** `written`, `taken back`. */
  readonly done: string;
}

/** What became of each alarm: failures first, with what to do. */
export function OutcomeList({ outcomes, done }: OutcomeListProps) {
  const failures = outcomes.filter(({ error }) => error !== null);
  const good = outcomes.length - failures.length;
  return (
    <SpaceBetween size="xs">
      <Alert type={failures.length === 0 ? 'success' : good === 0 ? 'error' : 'warning'}>
        {failures.length === 0
          ? `${counted(good, 'alarm')} ${done}.`
          : `${counted(good, 'alarm')} ${done}, ${failures.length} not.`}
      </Alert>
      <ul className="alarm-outcomes" aria-label="What became of each alarm">
        {[...failures, ...outcomes.filter(({ error }) => error === null)].map(({ name, region, error }) => (
          <li key={`${region} ${name}`}>
            <StatusIndicator type={error === null ? 'success' : 'error'}>
              <code>{name}</code> {region}
            </StatusIndicator>
            {error !== null && (
              <div>
                {error.message} {error.remedy}
              </div>
            )}
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
}
