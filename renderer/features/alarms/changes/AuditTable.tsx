import { useState } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { momentWords } from '#renderer/ui/moment.ts';
import type { AuditEntry, AuditOutcome } from '#shared/model/alarms/plan.ts';
import type { Connection } from '#shared/model/connection.ts';
import { outcomeSigns } from '../write/outcome.ts';
import '../write/write.css';
import { UndoDialog } from './UndoDialog.tsx';

interface AuditTableProps {
  readonly connection: Connection;
  readonly entries: readonly AuditEntry[];
}

/** What was written to an account, or refused; a whole write can be undone at any of its lines, once it was shown what that sends. */
export function AuditTable({ connection, entries }: AuditTableProps) {
  const [undone, setUndone] = useState<string | null>(null);
  const { items, collectionProps, paginationProps } = useCollection(entries, { pagination: { pageSize: 50 } });
  return (
    <>
      <Table
        {...collectionProps}
        items={items}
        trackBy="key"
        variant="container"
        wrapLines
        contentDensity="compact"
        ariaLabels={{ tableLabel: `Changes of ${connection.name}` }}
        header={
          <Header
            variant="h2"
            counter={`(${entries.length})`}
            description="Everything that Streamgauge has written to this account."
          >
            {connection.name}
          </Header>
        }
        empty={
          <Box textAlign="center" color="text-body-secondary">
            Streamgauge has written nothing to {connection.name}.
          </Box>
        }
        pagination={entries.length > 50 ? <Pagination {...paginationProps} /> : undefined}
        columnDefinitions={columns(setUndone)}
      />
      {undone !== null && <UndoDialog connection={connection} undo={undone} onClose={() => setUndone(null)} />}
    </>
  );
}

const columns = (undo: (id: string) => void): readonly TableProps.ColumnDefinition<AuditEntry>[] => [
  {
    id: 'at',
    header: 'Time',
    width: 210,
    cell: ({ at }) => <time dateTime={new Date(at).toISOString()}>{momentWords(at)}</time>,
  },
  {
    id: 'what',
    header: 'Change',
    isRowHeader: true,
    cell: ({ what, operation, request }) => (
      <>
        {what}
        <details className="alarm-write__request">
          <summary>{operation}: exact request</summary>
          <pre>{JSON.stringify(request, null, 2)}</pre>
        </details>
      </>
    ),
  },
  { id: 'region', header: 'Region', width: 120, cell: ({ region }) => region },
  {
    id: 'outcome',
    header: 'Outcome',
    width: 190,
    cell: ({ outcome, error }) => (
      <>
        <StatusIndicator type={outcomeSigns[outcome]}>{outcomeWords[outcome]}</StatusIndicator>
        {error !== null && (
          <Box fontSize="body-s" color="text-body-secondary">
            {error.message} {error.remedy}
          </Box>
        )}
      </>
    ),
  },
  {
    id: 'undo',
    header: 'Undo',
    width: 120,
    cell: ({ undo: id, what }) =>
      id === null ? null : (
        <Button variant="inline-link" ariaLabel={`Undo…: ${what}`} onClick={() => undo(id)}>
          Undo…
        </Button>
      ),
  },
];

const outcomeWords: Readonly<Record<AuditOutcome, string>> = { done: 'Written', refused: 'Refused', unknown: 'Not known' };
