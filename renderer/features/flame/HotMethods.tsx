import { memo, useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { families, familyOf, familyWords } from '#renderer/charts/flame/frameFamily.ts';
import { grouped, shareWords } from '#renderer/charts/flame/words.ts';
import { hotMethods } from '#shared/analysis/flame/hot.ts';
import type { HotMethod } from '#shared/analysis/flame/hot.ts';
import type { FrameTree } from '#shared/model/insight/flame.ts';

interface HotMethodsProps {
  readonly tree: FrameTree;
  readonly onMethod: (method: string) => void;
}

const MOST = 5000;
const PAGE = 15;

/** The flame graph as a table: in which methods the samples ended, and on whose way. For sorting, for the keyboard, for screen readers. */
export const HotMethods = memo(function HotMethods({ tree, onMethod }: HotMethodsProps) {
  const methods = useMemo(() => hotMethods(tree, MOST), [tree]);
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps } = useCollection(methods, {
    filtering: {
      empty: <Box textAlign="center">There are no samples.</Box>,
      noMatch: <Box textAlign="center">No method’s name contains this.</Box>,
    },
    sorting: {},
    pagination: { pageSize: PAGE },
  });
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy="name"
      variant="embedded"
      contentDensity="compact"
      wrapLines
      columnDefinitions={columns(tree.value, onMethod)}
      ariaLabels={{ tableLabel: 'Hot methods' }}
      header={
        <Header variant="h3" counter={`(${grouped(methods.length)})`}>
          Hot methods
        </Header>
      }
      filter={
        <TextFilter
          {...filterProps}
          filteringPlaceholder="Filter methods"
          filteringAriaLabel="Filter methods"
          countText={filteredItemsCount === undefined ? '' : `${filteredItemsCount} match`}
        />
      }
      pagination={
        <Pagination
          {...paginationProps}
          ariaLabels={{ nextPageLabel: 'Next methods', previousPageLabel: 'Previous methods', pageLabel: (n) => `Page ${n}` }}
        />
      }
    />
  );
});

const columns = (all: number, onMethod: (method: string) => void): TableProps.ColumnDefinition<HotMethod>[] => [
  {
    id: 'method',
    header: 'Method',
    isRowHeader: true,
    minWidth: 320,
    sortingField: 'name',
    cell: ({ name }) => (
      <Link
        ariaLabel={`Callers and callees of ${name}`}
        onFollow={(event) => {
          event.preventDefault();
          onMethod(name);
        }}
      >
        {name}
      </Link>
    ),
  },
  {
    id: 'family',
    header: 'Code of',
    cell: ({ name }) => familyWords[familyOf(name)],
    sortingComparator: by(({ name }) => families.indexOf(familyOf(name))),
  },
  figure(
    'self',
    'Self',
    ({ self }) => shareWords(self, all),
    ({ self }) => self,
  ),
  figure(
    'self-samples',
    'Self, samples',
    ({ self }) => grouped(self),
    ({ self }) => self,
  ),
  figure(
    'total',
    'Total',
    ({ total }) => shareWords(total, all),
    ({ total }) => total,
  ),
  figure(
    'total-samples',
    'Total, samples',
    ({ total }) => grouped(total),
    ({ total }) => total,
  ),
];

const figure = (
  id: string,
  header: string,
  cell: (method: HotMethod) => string,
  value: (method: HotMethod) => number,
): TableProps.ColumnDefinition<HotMethod> => ({ id, header, cell, sortingComparator: by(value) });

const by =
  (read: (method: HotMethod) => number) =>
  (a: HotMethod, b: HotMethod): number =>
    read(a) - read(b);
