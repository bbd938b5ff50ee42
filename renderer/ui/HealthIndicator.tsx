import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Health } from '#shared/model/application.ts';
import { healthWords } from './wording.ts';

const indicators = {
  critical: 'error',
  warning: 'warning',
  ok: 'success',
  inactive: 'stopped',
  unknown: 'pending',
} as const satisfies Record<Health['level'], StatusIndicatorProps.Type>;

/** Health by colour, shape and word. */
export const HealthIndicator = ({ health: { level } }: { readonly health: Pick<Health, 'level'> }) => (
  <StatusIndicator type={indicators[level]}>{healthWords[level]}</StatusIndicator>
);
