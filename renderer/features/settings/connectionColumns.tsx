import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import { formatAge } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import { useRealNow } from '../../store/useNow.ts';
import { kindWords, stateIndicators, stateWords, targetWords } from '../../ui/connectionWords.ts';
import { MfaDialog } from '../../ui/MfaDialog.tsx';
import { OperatorSign } from '../../ui/OperatorSign.tsx';
import { sentenceStart } from '../../ui/wording.ts';

export interface ConnectionActions {
  readonly onEdit: (connection: Connection) => void;
  readonly onDuplicate: (connection: Connection) => void;
  readonly onRemove: (connection: Connection) => void;
  readonly onWatch: (id: string, on: boolean) => void;
}

type Columns = readonly TableProps.ColumnDefinition<ConnectionView>[];

/** What the list of connections shows of each. */
export const connectionColumns = (actions: ConnectionActions): Columns => [
  { id: 'watched', header: 'Watched', width: 100, cell: (view) => <Watched view={view} {...actions} /> },
  { id: 'name', header: 'Name', isRowHeader: true, cell: ({ connection }) => <Name connection={connection} /> },
  { id: 'kind', header: 'Kind', cell: ({ connection }) => kindWords[connection.kind] },
  { id: 'target', header: 'Leads to', cell: ({ connection }) => targetWords(connection) },
  { id: 'state', header: 'State', minWidth: 260, cell: (view) => <State view={view} /> },
  { id: 'actions', header: 'Actions', width: 230, cell: (view) => <Actions view={view} {...actions} /> },
];

const Watched = ({ view: { connection, watched }, onWatch }: ConnectionActions & { readonly view: ConnectionView }) => (
  <Toggle
    checked={watched}
    ariaLabel={`Watch ${connection.name}`}
    onChange={({ detail: { checked } }) => onWatch(connection.id, checked)}
  />
);

const Name = ({ connection }: { readonly connection: Connection }) => (
  <>
    <Box fontWeight="bold">{connection.name}</Box>
    <Box fontSize="body-s" color="text-body-secondary">
      {connection.id}
    </Box>
    <OperatorSign connection={connection} />
  </>
);

function State({ view }: { readonly view: ConnectionView }) {
  const { state, error, lastGood, prompt } = view;
  const now = useRealNow();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <StatusIndicator type={stateIndicators[state]}>{sentenceStart(stateWords[state])}</StatusIndicator>
      {lastGood === null ? null : (
        <Box fontSize="body-s" color="text-body-secondary">
          Newest answer {now - lastGood < 1000 ? 'now' : `${formatAge(millis(now - lastGood))} ago`}
        </Box>
      )}
      {prompt === null ? null : (
        <>
          <Box fontSize="body-s">It waits for a code of the MFA device {prompt.device}.</Box>
          <Button variant="inline-link" onClick={() => setAsked(true)}>
            Enter the code
          </Button>
          {asked && <MfaDialog connection={view.connection} device={prompt.device} onClose={() => setAsked(false)} />}
        </>
      )}
      {error === null ? null : (
        <Box fontSize="body-s">
          {error.message} {error.remedy}
        </Box>
      )}
    </>
  );
}

const Actions = ({
  view: { connection },
  onEdit,
  onDuplicate,
  onRemove,
}: ConnectionActions & { readonly view: ConnectionView }) => (
  <SpaceBetween direction="horizontal" size="xs">
    <Button variant="inline-link" ariaLabel={`Edit ${connection.name}`} onClick={() => onEdit(connection)}>
      Edit
    </Button>
    <Button variant="inline-link" ariaLabel={`Duplicate ${connection.name}`} onClick={() => onDuplicate(connection)}>
      Duplicate
    </Button>
    <Button variant="inline-link" ariaLabel={`Remove ${connection.name}`} onClick={() => onRemove(connection)}>
      Remove
    </Button>
  </SpaceBetween>
);
