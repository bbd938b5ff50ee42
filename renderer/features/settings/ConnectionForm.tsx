import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Connection } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { useCall } from '../../store/useCall.ts';
import { ConnectionFields } from './ConnectionFields.tsx';
import type { Draft } from './draft.ts';
import { readDraft } from './draft.ts';

interface ConnectionFormProps {
  readonly initial: Draft;
  /** Ids that are in use. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

/** One connection to fill in, try, and save. */
export function ConnectionForm({ initial, taken, onClose, onSaved }: ConnectionFormProps) {
  const call = useCall();
  const [draft, setDraft] = useState(initial);
  /** Errors are told from the first try on, not while somebody begins to type. */
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);
  const [tested, setTested] = useState<Result<string> | null>(null);
  const read = readDraft(draft, taken);

  const edit = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setTested(null);
  };
  const whenValid = async (what: 'test' | 'save', use: (connection: Connection) => Promise<void>) => {
    setTried(true);
    if (!read.ok) return;
    setBusy(what);
    await use(read.value);
    setBusy(null);
  };
  const test = () =>
    whenValid('test', async (connection) => {
      const answer = await call('connections.test', connection);
      if (answer.ok) setTested(answer.value);
    });
  const save = () =>
    whenValid('save', async (connection) => {
      const answer = await call('connections.save', connection);
      if (answer.ok) onSaved(connection.id);
    });

  return (
    <Modal
      visible
      size="medium"
      onDismiss={onClose}
      header={initial.id === null ? 'Add a connection' : `Edit ${initial.name}`}
      footer={
        <SpaceBetween size="s">
          {/* Here it is seen however long the form is. */}
          <div aria-live="polite">{tested === null ? null : <Outcome result={tested} />}</div>
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={onClose}>
                Cancel
              </Button>
              <Button loading={busy === 'test'} loadingText="The connection is being tried" onClick={() => void test()}>
                Test
              </Button>
              <Button variant="primary" loading={busy === 'save'} onClick={() => void save()}>
                Save
              </Button>
            </SpaceBetween>
          </Box>
        </SpaceBetween>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Form>
          <ConnectionFields draft={draft} errors={tried && !read.ok ? read.error : {}} onEdit={edit} />
        </Form>
        {/* Return in a field saves; the visible buttons stand outside the form. */}
        <input type="submit" hidden />
      </form>
    </Modal>
  );
}

const Outcome = ({ result }: { readonly result: Result<string> }) =>
  result.ok ? (
    <Alert type="success">{result.value}</Alert>
  ) : (
    <Alert type="error" header={result.error.message}>
      {result.error.remedy}
    </Alert>
  );
