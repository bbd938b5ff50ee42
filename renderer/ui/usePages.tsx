import type { ReactNode } from 'react';
import { useState } from 'react';
import Pagination from '@cloudscape-design/components/pagination';

const PAGE = 10;

interface Pages<T> {
  readonly shown: readonly T[];
  /** Turns the pages; null where there is one. */
  readonly pager: ReactNode;
}

/** Ten rows of many, and what turns the pages. `title` names what they are rows of. */
export function usePages<T>(rows: readonly T[], title: string): Pages<T> {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const current = Math.min(page, pages);
  return {
    shown: rows.slice((current - 1) * PAGE, current * PAGE),
    pager:
      pages === 1 ? null : (
        <Pagination
          currentPageIndex={current}
          pagesCount={pages}
          ariaLabels={{
            paginationLabel: `Pages of ${title}`,
            nextPageLabel: 'Next page',
            previousPageLabel: 'Previous page',
            pageLabel: (number) => `Page ${number}`,
          }}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
        />
      ),
  };
}
