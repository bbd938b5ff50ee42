import { useState } from 'react';
import Pagination from '@cloudscape-design/components/pagination';
import type { TableProps } from '@cloudscape-design/components/table';

const PAGE = 8;

/** A page of a short table at a time; no pages where one is enough. */
export function useTablePage<T>(
  rows: readonly T[],
  what: string,
): { readonly shown: readonly T[]; readonly pagination: Pick<TableProps, 'pagination'> } {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const current = Math.min(page, pages);
  return {
    shown: rows.slice((current - 1) * PAGE, current * PAGE),
    pagination:
      pages === 1
        ? {}
        : {
            pagination: (
              <Pagination
                currentPageIndex={current}
                pagesCount={pages}
                ariaLabels={{
                  paginationLabel: `Pages of ${what}`,
                  nextPageLabel: 'Next page',
                  previousPageLabel: 'Previous page',
                  pageLabel: (number) => `Page ${number}`,
                }}
                onChange={({ detail }) => setPage(detail.currentPageIndex)}
              />
            ),
          },
  };
}
