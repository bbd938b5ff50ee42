import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { severities } from '#shared/simulation/control.ts';
import type { NetworkFault } from '#shared/simulation/control.ts';
import { severityWords } from './words.ts';

interface SeverityFieldProps {
  readonly value: NetworkFault['severity'];
  readonly describe?: (severity: NetworkFault['severity']) => string;
  readonly onChange: (severity: NetworkFault['severity']) => void;
}

export const SeverityField = ({ value, describe, onChange }: SeverityFieldProps) => (
  <FormField label="Severity">
    <RadioGroup
      value={value}
      items={severities.map((severity) => ({
        value: severity,
        label: severityWords[severity],
        ...(describe === undefined ? {} : { description: describe(severity) }),
      }))}
      onChange={({ detail }) => {
        const chosen = severities.find((severity) => severity === detail.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  </FormField>
);
