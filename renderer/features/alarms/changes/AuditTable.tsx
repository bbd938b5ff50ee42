import { useState } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { useCall, useNotice } from '#renderer/store/useCall.ts';
import { momentWords } from '#renderer/ui/moment.ts';
import { counted } from '#renderer/ui/wording.ts';
import type { AuditEntry } from '#shared/model/alarms/plan.ts';
import type { Connection } from '#shared/model/connection.ts';

interface AuditTableProps {
  readonly connection: Connection;
  readonly entries: readonly AuditEntry[];
}

/** What was written to an account, or refused; a whole write can be undone at any of its lines. */
export function AuditTable({ connection, entries }: AuditTableProps) {
  const call = useCall();
  const notice = useNotice();
  const [busy, setBusy] = useState<string | null>(null);
  const { items, collectionProps, paginationProps } = useCollection(entries, { pagination: { pageSize: 50 } });

  const undo = async (id: string): Promise<void> => {
    setBusy(id);
    const answer = await call('alarms.undo', { connection: connection.id, undo: id });
    setBusy(null);
    if (!answer.ok) return;
    const result = answer.value;
    if (!result.ok) return notice('error', `${result.error.message} ${result.error.remedy}`);
    const failures = result.value.outcomes.filter(({ error }) => error !== null);
    const good = counted(result.value.outcomes.length - failures.length, 'alarm');
    const [first] = failures;
    if (first === undefined) return notice('success', `${good} put back as they were.`);
    return notice('error', `${good} put back as they were, ${failures.length} not. ${first.name}: ${first.error?.message ?? ''}`);
  };

  return (
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
      columnDefinitions={columns({
        busy,
        undo: (id) => void undo(id),
        size: (id) => entries.filter((each) => each.undo === id).length,
      })}
    />
  );
}

interface Undoing {
  /** What is being undone. */
  readonly busy: string | null;
  readonly undo: (id: string) => void;
  /** How many alarms a write was of: it is undone as a whole. */
  readonly size: (id: string) => number;
}

const columns = ({ busy, undo, size }: Undoing): readonly TableProps.ColumnDefinition<AuditEntry>[] => [
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
    cell: ({ error }) =>
      error === null ? (
        <StatusIndicator type="success">Written</StatusIndicator>
      ) : (
        <>
          <StatusIndicator type="error">Refused</StatusIndicator>
          <Box fontSize="body-s" color="text-body-secondary">
            {error.message} {error.remedy}
          </Box>
        </>
      ),
  },
  {
    id: 'undo',
    header: 'Undo',
    width: 120,
    cell: ({ undo: id, what }) =>
      id === null ? null : (
        <Button
          variant="inline-link"
          loading={busy === id}
          ariaLabel={`${undoWords(size(id))}: ${what}`}
          onClick={() => undo(id)}
        >
          {undoWords(size(id))}
        </Button>
      ),
  },
];

const undoWords = (size: number): string => (size > 1 ? `Undo all ${size}` : 'Undo');
