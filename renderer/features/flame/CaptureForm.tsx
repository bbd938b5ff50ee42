import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import { Dialog } from '#renderer/ui/Dialog.tsx';

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
  const wrong = [
    title.trim() === '' ? 'Give it a title.' : title.length > LONGEST_TITLE ? `At most ${LONGEST_TITLE} characters.` : '',
    note.length > LONGEST_NOTE ? `At most ${LONGEST_NOTE} characters.` : '',
  ] as const;
  return (
    <Dialog
      header={header}
      action="Save"
      ready={wrong.every((words) => words === '')}
      onDo={() => onSave({ title: title.trim(), note })}
      onClose={onClose}
    >
      <FormField label="Title" errorText={wrong[0]}>
        <Input value={title} onChange={({ detail }) => setTitle(detail.value)} />
      </FormField>
      <FormField label="Note" errorText={wrong[1]}>
        <Textarea value={note} rows={4} placeholder="What was going on" onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
    </Dialog>
  );
}
