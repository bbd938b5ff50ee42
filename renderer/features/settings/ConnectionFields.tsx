import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Select from '@cloudscape-design/components/select';
import type { ConnectionKind } from '#shared/model/connection.ts';
import { scenarios } from '#shared/simulation/scenarios.ts';
import { kindWords } from '../../ui/connectionWords.ts';
import { AwsFields } from './AwsFields.tsx';
import { DraftText } from './DraftText.tsx';
import type { FieldProps, TextField } from './DraftText.tsx';
import { OperatorField } from './OperatorField.tsx';

const kinds = ['aws', 'flink', 'simulator'] as const satisfies readonly ConnectionKind[];

const kindHelp = {
  aws: 'Amazon Managed Service for Apache Flink applications of one region',
  flink: 'A Flink cluster of your own, by its REST interface',
  simulator: 'Applications that are simulated on this machine',
} as const satisfies Record<ConnectionKind, string>;

const textFields: Readonly<Record<Exclude<ConnectionKind, 'aws'>, readonly TextField[]>> = {
  flink: [{ field: 'url', label: 'Address of the REST interface', placeholder: 'http://localhost:8081' }],
  simulator: [
    { field: 'seed', label: 'Seed', help: 'The same seed and scenario give the same applications with the same figures.' },
    { field: 'speed', label: 'Speed', help: 'Simulated seconds for each real one, 1 to 1000.' },
    {
      field: 'applications',
      label: 'Applications',
      optional: true,
      help: 'How many, 1 to 500: the fleet is cut short, or repeated. Empty: all of the scenario’s, once.',
    },
    {
      field: 'address',
      label: 'Control address',
      optional: true,
      help: 'Of a simulator that runs already; it then decides on all of the above. Empty: one is started inside the app.',
      placeholder: 'http://127.0.0.1:…',
    },
  ],
};

/** The fields of a connection; which ones depends on its kind. */
export function ConnectionFields({ draft, errors, onEdit }: FieldProps) {
  return (
    <SpaceBetween size="m">
      {draft.id === null && (
        <FormField label="Kind">
          <RadioGroup
            value={draft.kind}
            items={kinds.map((kind) => ({ value: kind, label: kindWords[kind], description: kindHelp[kind] }))}
            onChange={({ detail: { value } }) => onEdit({ kind: kinds.find((kind) => kind === value) ?? draft.kind })}
          />
        </FormField>
      )}
      <DraftText field={{ field: 'name', label: 'Name' }} draft={draft} errors={errors} onEdit={onEdit} />
      {draft.kind === 'simulator' && <Scenario draft={draft} errors={errors} onEdit={onEdit} />}
      {draft.kind === 'aws' ? (
        <AwsFields draft={draft} errors={errors} onEdit={onEdit} />
      ) : (
        textFields[draft.kind].map((field) => (
          <DraftText key={field.field} field={field} draft={draft} errors={errors} onEdit={onEdit} />
        ))
      )}
      {draft.kind !== 'flink' && <OperatorField draft={draft} onEdit={onEdit} />}
    </SpaceBetween>
  );
}

function Scenario({ draft, errors, onEdit }: FieldProps) {
  const options = scenarios.map(({ id, title }) => ({ value: id, label: title, description: id }));
  return (
    <FormField label="Scenario" errorText={errors.scenario}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === draft.scenario) ?? { value: draft.scenario, label: draft.scenario }}
        onChange={({ detail: { selectedOption } }) => onEdit({ scenario: selectedOption.value ?? '' })}
      />
    </FormField>
  );
}
