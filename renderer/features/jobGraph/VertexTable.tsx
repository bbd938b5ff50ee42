import { useCollection } from '@cloudscape-design/collection-hooks';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Vertex } from '#shared/model/job.ts';
import { formatRate, formatRatio, orUnknown } from '#shared/units/format.ts';
import { stateWords, vertexState } from './vertexState.ts';

export interface VertexTableProps {
  readonly vertices: readonly Vertex[];
  readonly bottleneck: string | null;
  readonly onSelect: (vertex: string) => void;
}

/** The graph as a table: the same figures, sortable, for screen readers and for copying. */
export function VertexTable({ vertices, bottleneck, onSelect }: VertexTableProps) {
  const { items, collectionProps } = useCollection(vertices, { sorting: {} });
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy="id"
      variant="embedded"
      wrapLines
      columnDefinitions={columns(bottleneck, onSelect)}
      ariaLabels={{ tableLabel: 'Vertices of the job' }}
      empty={<Box textAlign="center">The job has no vertices yet.</Box>}
    />
  );
}

const columns = (bottleneck: string | null, onSelect: VertexTableProps['onSelect']): TableProps.ColumnDefinition<Vertex>[] => [
  {
    id: 'name',
    header: 'Vertex',
    isRowHeader: true,
    minWidth: 220,
    sortingField: 'name',
    cell: ({ id, name }) => (
      <SpaceBetween direction="horizontal" size="xs">
        <Link
          onFollow={(event) => {
            event.preventDefault();
            onSelect(id);
          }}
        >
          {withArrows(name)}
        </Link>
        {id === bottleneck && <Badge color="severity-critical">Bottleneck</Badge>}
      </SpaceBetween>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: (vertex) => stateWords[vertexState(vertex)],
    sortingComparator: by((vertex) => stateOrder(vertex)),
  },
  { id: 'status', header: 'Status', cell: ({ status }) => status, sortingField: 'status' },
  { id: 'parallelism', header: 'Parallelism', cell: ({ parallelism }) => parallelism, sortingField: 'parallelism' },
  figure('busy', 'Busy', ({ worst }) => worst.busy, formatRatio),
  figure('backpressured', 'Backpressured', ({ worst }) => worst.backpressured, formatRatio),
  figure('idle', 'Idle', ({ worst }) => worst.idle, formatRatio),
  figure('in', 'Records in', ({ recordsIn }) => recordsIn, formatRate),
  figure('out', 'Records out', ({ recordsOut }) => recordsOut, formatRate),
];

const stateOrder = (vertex: Vertex): number => ['unknown', 'ok', 'busy', 'backpressured'].indexOf(vertexState(vertex));

function figure<T extends number>(
  id: string,
  header: string,
  read: (vertex: Vertex) => T | null,
  format: (value: T) => string,
): TableProps.ColumnDefinition<Vertex> {
  return { id, header, cell: (vertex) => orUnknown(read(vertex), format), sortingComparator: by(read) };
}

/** Unknown sorts below every figure. */
const by =
  (read: (vertex: Vertex) => number | null) =>
  (a: Vertex, b: Vertex): number =>
    (read(a) ?? -1) - (read(b) ?? -1);
