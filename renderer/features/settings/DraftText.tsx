import type { ReactNode } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { Draft, DraftErrors, DraftField } from './draft.ts';

export interface FieldProps {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly onEdit: (change: Partial<Draft>) => void;
}

/** One field of a connection that is text. */
export interface TextField {
  readonly field: DraftField;
  readonly label: string;
  readonly optional?: true;
  readonly help?: string;
  readonly placeholder?: string;
}

export function DraftText({
  field: { field, label, optional, help, placeholder },
  draft,
  errors,
  onEdit,
}: FieldProps & { readonly field: TextField }) {
  return (
    <FormField label={labelOf(label, optional)} description={help} errorText={errors[field]}>
      <Input
        value={draft[field]}
        {...(placeholder === undefined ? {} : { placeholder })}
        spellcheck={false}
        autoComplete={false}
        onChange={({ detail: { value } }) => onEdit({ [field]: value })}
      />
    </FormField>
  );
}

export const labelOf = (label: string, optional: true | undefined): ReactNode =>
  optional ? (
    <>
      {label} <i>– optional</i>
    </>
  ) : (
    label
  );
