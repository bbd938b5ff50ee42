import { useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { counted } from '#renderer/ui/wording.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { PAGE, pageLabels } from './pages.ts';
import type { VertexReading } from './reading.ts';
import { busiest, columnsFor } from './subtaskColumns.tsx';
import { rowsOf } from './subtaskRows.ts';

interface SubtaskTableProps {
  readonly applicationRef: ApplicationRef;
  readonly reading: VertexReading;
}

/** Every subtask with its figures and its place; who stands out is marked, and comes first. */
export function SubtaskTable({ applicationRef: ref, reading }: SubtaskTableProps) {
  const rows = useMemo(() => rowsOf(reading), [reading]);
  const columns = useMemo(() => columnsFor(ref, reading), [ref, reading]);
  const { items, collectionProps, paginationProps, filterProps, filteredItemsCount } = useCollection(rows, {
    filtering: { filteringFunction: ({ text }, wanted) => text.includes(wanted.toLowerCase()) },
    sorting: { defaultState: { sortingColumn: busiest, isDescending: true } },
    pagination: { pageSize: PAGE },
  });
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy={({ subtask }) => String(subtask.index)}
      variant="embedded"
      contentDensity="compact"
      wrapLines={false}
      stickyColumns={{ first: 1 }}
      columnDefinitions={columns}
      filter={
        <TextFilter
          {...filterProps}
          filteringPlaceholder="Subtask, host, task manager, split, state"
          filteringAriaLabel="Filter the subtasks"
          countText={filteredItemsCount === undefined ? '' : counted(filteredItemsCount, 'subtask')}
        />
      }
      ariaLabels={{ tableLabel: 'Subtasks' }}
      empty={
        <Box color="text-body-secondary">
          {reading.detail === null ? 'Its subtasks are not known (yet).' : 'Flink has no figures of its subtasks yet.'}
        </Box>
      }
      {...(rows.length > PAGE
        ? {
            pagination: <Pagination {...paginationProps} ariaLabels={pageLabels} />,
          }
        : {})}
    />
  );
}
