import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';

interface ActivityTableProps<T> {
  readonly title: string;
  readonly description: string;
  /** Newest first. */
  readonly items: readonly T[];
  readonly columns: readonly TableProps.ColumnDefinition<T>[];
  readonly keyOf: (item: T) => string;
  readonly empty: string;
}

const PAGE = 10;

/** One list of what happened, newest first, in pages. */
export function ActivityTable<T>({ title, description, items, columns, keyOf, empty }: ActivityTableProps<T>) {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(items.length / PAGE));
  const shown = Math.min(page, pages);
  return (
    <Table
      items={items.slice((shown - 1) * PAGE, shown * PAGE)}
      trackBy={keyOf}
      columnDefinitions={columns}
      wrapLines
      ariaLabels={{ tableLabel: title }}
      header={
        <Header variant="h2" counter={`(${items.length})`} description={description}>
          {title}
        </Header>
      }
      empty={<Box textAlign="center">{empty}</Box>}
      pagination={
        pages > 1 ? (
          <Pagination
            currentPageIndex={shown}
            pagesCount={pages}
            ariaLabels={{ paginationLabel: `Pages of ${title}`, nextPageLabel: 'Next page', previousPageLabel: 'Previous page' }}
            onChange={({ detail: { currentPageIndex } }) => setPage(currentPageIndex)}
          />
        ) : null
      }
    />
  );
}
