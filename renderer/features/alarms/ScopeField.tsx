import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { AlarmScope } from './scope.ts';

interface ScopeFieldProps {
  readonly scopes: readonly AlarmScope[];
  readonly chosen: AlarmScope;
  readonly onChoose: (scope: AlarmScope) => void;
}

/** Which connection's alarms, where there are several. */
export function ScopeField({ scopes, chosen, onChoose }: ScopeFieldProps) {
  if (scopes.length < 2) return null;
  return (
    <FormField label="Connection">
      <Select
        expandToViewport
        options={scopes.map(({ connection, name }) => ({ value: connection, label: name }))}
        selectedOption={{ value: chosen.connection, label: chosen.name }}
        onChange={({ detail: { selectedOption } }) =>
          onChoose(scopes.find(({ connection }) => connection === selectedOption.value) ?? chosen)
        }
      />
    </FormField>
  );
}
