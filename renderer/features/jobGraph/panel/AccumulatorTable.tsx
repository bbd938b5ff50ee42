import { useCollection } from '@cloudscape-design/collection-hooks';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { VertexDetail } from '#shared/model/insight/vertex.ts';
import type { VertexReading } from './reading.ts';

type Accumulator = VertexDetail['accumulators'][number];

const columns: TableProps.ColumnDefinition<Accumulator>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sortingField: 'name', isRowHeader: true },
  { id: 'type', header: 'Type', cell: ({ type }) => type, sortingField: 'type' },
  { id: 'value', header: 'Value', cell: ({ value }) => value, sortingField: 'value' },
];

/** What the program itself adds up, merged over the subtasks. */
export function AccumulatorTable({ reading: { detail } }: { readonly reading: VertexReading }) {
  const { items, collectionProps } = useCollection(detail?.accumulators ?? [], { sorting: {} });
  const unread = detail === null || detail.missing.includes('accumulators');
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy="name"
      variant="embedded"
      contentDensity="compact"
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: 'Accumulators' }}
      empty={unread ? 'Accumulators are not known of this moment.' : 'The program has no accumulators here.'}
    />
  );
}
