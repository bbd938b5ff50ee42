import type { PaginationProps } from '@cloudscape-design/components/pagination';

/** Rows of a table of subtasks at once. */
export const PAGE = 50;

export const pageLabels: PaginationProps.Labels = {
  nextPageLabel: 'Next page',
  previousPageLabel: 'Previous page',
  pageLabel: (page) => `Page ${page}`,
};
