import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { CapWords } from '#shared/analysis/budget/words.ts';
import { capWords, formatDollars } from '#shared/analysis/budget/words.ts';
import type { ConnectionBudget } from '#shared/model/budget.ts';

const indicators = {
  within: 'success',
  slowed: 'info',
  exceeded: 'warning',
} as const satisfies Record<CapWords['kind'], StatusIndicatorProps.Type>;

/** How much of the cap the forecast takes, and what is done to keep it; nothing without a cap. */
export function CapState({ budget }: { readonly budget: ConnectionBudget }) {
  const words = capWords(budget);
  if (words === null || budget.cap === null) return null;
  const share = budget.cap === 0 ? 100 : Math.min(100, (budget.forecast / budget.cap) * 100);
  return (
    <ProgressBar
      value={share}
      label="Forecast, of the cap"
      description={`${formatDollars(budget.forecast)} of ${formatDollars(budget.cap)} a month`}
      additionalInfo={<StatusIndicator type={indicators[words.kind]}>{words.sentence}</StatusIndicator>}
    />
  );
}
