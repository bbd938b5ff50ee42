import { memo, useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import { pointsWords } from '#renderer/charts/flame/words.ts';
import { topChanges } from '#shared/analysis/flame/difference.ts';
import type { DiffTree, MethodChange } from '#shared/analysis/flame/difference.ts';
import { formatRatio } from '#shared/units/format.ts';
import { ratio } from '#shared/units/units.ts';

const MOST = 25;

/** The methods in which more or fewer of the samples ended than before. */
export const TopChanges = memo(function TopChanges({ change }: { readonly change: DiffTree }) {
  const changes = useMemo(() => topChanges(change, MOST), [change]);
  const { items, collectionProps } = useCollection(changes, { sorting: {} });
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy="method"
      variant="embedded"
      contentDensity="compact"
      wrapLines
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: 'Top changes' }}
      header={
        <Header
          variant="h3"
          description="Shares of all samples that ended in a method itself; a point is a hundredth of all samples."
        >
          Top changes
        </Header>
      }
      empty={<Box textAlign="center">No method’s share has changed.</Box>}
    />
  );
});

const share = (value: number): string => formatRatio(ratio(value));

const columns: TableProps.ColumnDefinition<MethodChange>[] = [
  { id: 'method', header: 'Method', isRowHeader: true, minWidth: 320, cell: ({ method }) => method, sortingField: 'method' },
  { id: 'before', header: 'Before', cell: ({ before }) => share(before), sortingField: 'before' },
  { id: 'after', header: 'After', cell: ({ after }) => share(after), sortingField: 'after' },
  {
    id: 'delta',
    header: 'Change',
    sortingComparator: (a, b) => Math.abs(a.delta) - Math.abs(b.delta),
    cell: ({ delta }) => (
      <span className={delta > 0 ? 'flame-change flame-change--more' : 'flame-change flame-change--less'}>
        {pointsWords(delta)}
      </span>
    ),
  },
];
