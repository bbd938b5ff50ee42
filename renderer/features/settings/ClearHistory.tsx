import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCall, useNotice } from '../../store/useCall.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';

const ALL = { value: '', label: 'All connections' };

/** Asks before what is kept of a connection, or of all, is forgotten. */
export function ClearHistory({ onClose }: { readonly onClose: () => void }) {
  const call = useCall();
  const notice = useNotice();
  const options = [ALL, ...useConnectionViews().map(({ connection: { id, name } }) => ({ value: id, label: name }))];
  const [chosen, choose] = useState(ALL.value);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const option = options.find(({ value }) => value === chosen) ?? ALL;
  const clear = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    const answer = await call('history.clear', { connection: option.value === '' ? null : option.value });
    setBusy(false);
    if (answer.ok && !answer.value.ok) return setRefused(`${answer.value.error.message} ${answer.value.error.remedy}`);
    if (answer.ok) notice('success', `The history of ${inSentence(option)} is cleared.`);
    onClose();
    return undefined;
  };
  return (
    <Modal
      visible
      onDismiss={onClose}
      header="Clear history?"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Keep it
            </Button>
            <Button variant="primary" loading={busy} onClick={() => void clear()}>
              Clear
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Of which connection">
          <Select
            options={options}
            selectedOption={option}
            onChange={({ detail: { selectedOption } }) => choose(selectedOption.value ?? ALL.value)}
          />
        </FormField>
        <div>
          Everything that is kept of {inSentence(option)} is forgotten: figures, events, log lines. It cannot be brought back;
          what AWS or Flink still know of it is read anew.
        </div>
        {refused !== null && <Alert type="error">{refused}</Alert>}
      </SpaceBetween>
    </Modal>
  );
}

const inSentence = ({ value, label }: { readonly value: string; readonly label: string }): string =>
  value === '' ? 'all connections' : label;
