import { useEffect, useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { withArrows } from '#renderer/ui/wording.ts';
import { watermarkLag } from '#shared/analysis/graph/lateWatermark.ts';
import type { TimeShares, Vertex } from '#shared/model/job.ts';
import { UNKNOWN, formatMillis, formatRate, formatRatio, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { worstOf } from './model/sumUp.ts';
import { isMeanOnly, stateWords, vertexState } from './vertexState.ts';

/** As many rows as the engine reads in full. */
const PAGE = 50;

export interface VertexTableProps {
  readonly vertices: readonly Vertex[];
  readonly bottleneck: string | null;
  /** The moment that the figures are of. */
  readonly at: Millis | null;
  readonly isSearched: boolean;
  readonly onSelect: (vertex: string) => void;
  /** Which vertices have a row on screen. */
  readonly onSight: (vertices: readonly string[]) => void;
}

/** The graph as a table: the same figures, sortable, for screen readers and for copying. */
export function VertexTable({ vertices, bottleneck, at, isSearched, onSelect, onSight }: VertexTableProps) {
  const { items, collectionProps, paginationProps } = useCollection(vertices, {
    sorting: {},
    pagination: { pageSize: PAGE },
  });
  const shown = JSON.stringify(items.map(({ id }) => id));
  useEffect(() => onSight(JSON.parse(shown) as readonly string[]), [shown, onSight]);
  const definitions = useMemo(() => columns(bottleneck, at, onSelect), [bottleneck, at, onSelect]);
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy="id"
      variant="embedded"
      wrapLines
      columnDefinitions={definitions}
      ariaLabels={{ tableLabel: 'Vertices of the job' }}
      empty={<Box textAlign="center">{isSearched ? 'No vertex has this name or operator.' : 'The job has no vertices yet.'}</Box>}
      {...(vertices.length > PAGE ? { pagination: <Pagination {...paginationProps} ariaLabels={pages} /> } : {})}
    />
  );
}

const pages = {
  nextPageLabel: 'Next page',
  previousPageLabel: 'Previous page',
  pageLabel: (page: number) => `Page ${page} of the vertices`,
};

const columns = (
  bottleneck: string | null,
  at: Millis | null,
  onSelect: VertexTableProps['onSelect'],
): TableProps.ColumnDefinition<Vertex>[] => [
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
          <span className="vertex-table__name" title={withArrows(name)}>
            {withArrows(name)}
          </span>
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
  worst('busy', 'Busy'),
  worst('backpressured', 'Backpressured'),
  worst('idle', 'Idle'),
  figure('in', 'Records in', ({ recordsIn }) => recordsIn, formatRate),
  figure('out', 'Records out', ({ recordsOut }) => recordsOut, formatRate),
  figure('lag', 'Watermark lag', (vertex) => watermarkLag(vertex, at), formatMillis),
  figure('mean-busy', 'Mean busy', ({ mean }) => mean.busy, formatRatio),
  figure('mean-backpressured', 'Mean backpressured', ({ mean }) => mean.backpressured, formatRatio),
];

const stateOrder = (vertex: Vertex): number => ['unknown', 'ok', 'busy', 'backpressured'].indexOf(vertexState(vertex));

/** Of the worst subtask; where its subtasks are not read, the mean, which says so. */
function worst(id: keyof TimeShares, header: string): TableProps.ColumnDefinition<Vertex> {
  return {
    id,
    header,
    cell(vertex) {
      const share = worstOf(vertex)[id];
      if (share === null) return UNKNOWN;
      return isMeanOnly(vertex) ? `mean ${formatRatio(share)}` : formatRatio(share);
    },
    sortingComparator: by((vertex) => worstOf(vertex)[id]),
  };
}

function figure<T extends number>(
  id: string,
  header: string,
  read: (vertex: Vertex) => T | null,
  format: (value: T) => string,
): TableProps.ColumnDefinition<Vertex> {
  return { id, header, cell: (vertex) => orUnknown(read(vertex), format), sortingComparator: by(read) };
}

/** Unknown sorts below every figure. */
function by(read: (vertex: Vertex) => number | null): (a: Vertex, b: Vertex) => number {
  return (a, b) => (read(a) ?? -1) - (read(b) ?? -1);
}
