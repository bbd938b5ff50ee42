import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';

interface SaveDumpProps {
  readonly suggested: string;
  readonly onSave: (title: string, note: string) => Promise<boolean>;
}

/** Puts a dump into the library, under a title and with a note. */
export function SaveDump({ suggested, onSave }: SaveDumpProps) {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState(suggested);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const saved = await onSave(title.trim(), note.trim());
    setBusy(false);
    if (saved) setOpen(false);
  };
  return (
    <>
      <Button
        iconName="folder"
        onClick={() => {
          setTitle(suggested);
          setOpen(true);
        }}
      >
        Keep
      </Button>
      <Modal
        visible={open}
        header="Keep this dump"
        closeAriaLabel="Close"
        onDismiss={() => setOpen(false)}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={() => setOpen(false)}>
                Cancel
              </Button>
              <Button variant="primary" loading={busy} disabled={title.trim() === ''} onClick={() => void save()}>
                Keep
              </Button>
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="m">
          <FormField label="Title">
            <Input value={title} onChange={({ detail }) => setTitle(detail.value.slice(0, 200))} />
          </FormField>
          <FormField label="Note" constraintText="Thread dumps hold class names and names of threads, no data.">
            <Textarea value={note} rows={3} onChange={({ detail }) => setNote(detail.value.slice(0, 4000))} />
          </FormField>
        </SpaceBetween>
      </Modal>
    </>
  );
}
