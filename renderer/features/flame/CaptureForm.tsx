import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';

export interface CaptureText {
  readonly title: string;
  readonly note: string;
}

interface CaptureFormProps {
  readonly header: string;
  readonly initial: CaptureText;
  /** The form stays open when it is not done. */
  readonly onSave: (text: CaptureText) => Promise<boolean>;
  readonly onClose: () => void;
}

/** What the contract takes. */
const LONGEST_TITLE = 200;
const LONGEST_NOTE = 4000;

/** A capture's title and note. */
export function CaptureForm({ header, initial, onSave, onClose }: CaptureFormProps) {
  const [title, setTitle] = useState(initial.title);
  const [note, setNote] = useState(initial.note);
  const [busy, setBusy] = useState(false);
  const wrong = [
    title.trim() === '' ? 'Give it a title.' : title.length > LONGEST_TITLE ? `At most ${LONGEST_TITLE} characters.` : '',
    note.length > LONGEST_NOTE ? `At most ${LONGEST_NOTE} characters.` : '',
  ] as const;
  const ready = wrong.every((words) => words === '');
  const save = async (): Promise<void> => {
    if (!ready || busy) return;
    setBusy(true);
    const done = await onSave({ title: title.trim(), note });
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Modal
      visible
      onDismiss={onClose}
      header={header}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" disabled={!ready} loading={busy} onClick={() => void save()}>
              Save
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <SpaceBetween size="m">
          <FormField label="Title" errorText={wrong[0]}>
            <Input value={title} onChange={({ detail }) => setTitle(detail.value)} />
          </FormField>
          <FormField label="Note" errorText={wrong[1]}>
            <Textarea value={note} rows={4} placeholder="What was going on" onChange={({ detail }) => setNote(detail.value)} />
          </FormField>
        </SpaceBetween>
        <input type="submit" hidden />
      </form>
    </Modal>
  );
}
