import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { FailureCause } from '#shared/analysis/checkpoints/failureCause.ts';

/** Why a checkpoint failed, and what can be done. */
export const Cause = ({ cause }: { readonly cause: FailureCause }) => (
  <div>
    <StatusIndicator type="error">{cause.title}.</StatusIndicator> {cause.remedy}
  </div>
);
