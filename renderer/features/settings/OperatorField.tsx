import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { FieldProps } from './DraftText.tsx';

/** Whether Streamgauge may write to the account of a connection, and what that means. */
export function OperatorField({ draft: { kind, operator }, onEdit }: Pick<FieldProps, 'draft' | 'onEdit'>) {
  return (
    <SpaceBetween size="xs">
      <FormField
        label="Operator mode"
        description="Without it Streamgauge only reads. With it, it can create and change CloudWatch alarms, after showing each request."
      >
        <Toggle checked={operator} onChange={({ detail: { checked } }) => onEdit({ operator: checked })}>
          Allow writes to {kind === 'simulator' ? 'the simulated account' : 'this account'}
        </Toggle>
      </FormField>
      {operator && (
        <Alert type="warning">
          {kind === 'simulator'
            ? 'Whoever opens this app can change the simulated account.'
            : 'Whoever opens this app can change alarms with the rights of these credentials. They need cloudwatch:PutMetricAlarm and cloudwatch:DeleteAlarms.'}{' '}
          Every write is in the audit log and can be undone until somebody else changes the alarm.
        </Alert>
      )}
    </SpaceBetween>
  );
}
