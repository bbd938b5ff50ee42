import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import Header from '@cloudscape-design/components/header';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import type { CaptureEntry } from '#shared/model/insight/capture.ts';
import { processWords } from './processes.ts';

interface KeptDumpsProps {
  readonly entries: readonly CaptureEntry[];
  readonly zone: Zone;
  /** Something is shown that another one can be compared with. */
  readonly canCompare: boolean;
  readonly onOpen: (entry: CaptureEntry, as: 'shown' | 'base') => void;
}

/** The dumps in the application’s library. */
export const KeptDumps = ({ entries, zone, canCompare, onOpen }: KeptDumpsProps) => (
  <Table
    variant="container"
    contentDensity="compact"
    wrapLines
    items={entries}
    trackBy="key"
    header={
      <Header variant="h2" counter={`(${entries.length})`}>
        Kept dumps
      </Header>
    }
    ariaLabels={{ tableLabel: 'Kept dumps' }}
    empty={<Box textAlign="center">None is kept yet. Take a dump, and keep it to compare it later.</Box>}
    columnDefinitions={columns({ zone, canCompare, onOpen })}
  />
);

const columns = ({ zone, canCompare, onOpen }: Omit<KeptDumpsProps, 'entries'>): TableProps.ColumnDefinition<CaptureEntry>[] => [
  {
    id: 'title',
    header: 'Title',
    isRowHeader: true,
    minWidth: 200,
    cell: ({ title, note, origin }) => (
      <>
        {title}
        {(note !== '' || origin === 'finding') && (
          <Box fontSize="body-s" color="text-body-secondary">
            {origin === 'finding' ? `Taken by itself. ${note}` : note}
          </Box>
        )}
      </>
    ),
  },
  { id: 'process', header: 'Process', cell: ({ of }) => (of === null ? '–' : processWords(of)) },
  { id: 'at', header: 'Taken', minWidth: 160, cell: ({ at }) => <MomentLink at={at} zone={zone} /> },
  { id: 'count', header: 'Threads', cell: ({ count }) => count },
  {
    id: 'actions',
    header: 'Actions',
    minWidth: 200,
    cell: (entry) => (
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="inline-link" ariaLabel={`Open ${entry.title}`} onClick={() => onOpen(entry, 'shown')}>
          Open
        </Button>
        {canCompare && (
          <Button variant="inline-link" ariaLabel={`Compare with ${entry.title}`} onClick={() => onOpen(entry, 'base')}>
            Compare
          </Button>
        )}
      </SpaceBetween>
    ),
  },
];
