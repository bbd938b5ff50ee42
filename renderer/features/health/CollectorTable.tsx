import { useMemo, useRef } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { TextFilterProps } from '@cloudscape-design/components/text-filter';
import Toggle from '@cloudscape-design/components/toggle';
import type { CollectorView } from '#shared/model/collector.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { useRemembered } from '../../store/useRemembered.ts';
import { useFilterFocus } from '../../ui/filterFocus.ts';
import { counted } from '../../ui/wording.ts';
import { collectorColumns } from './collectorColumns.tsx';
import type { CollectorRow } from './collectorRows.ts';
import { collectorRows, matches } from './collectorRows.ts';
import { NoCollectors } from './NoCollectors.tsx';

const PAGE = 100;

/** Every collector, those that fail first; found by any word of theirs. */
export function CollectorTable({ collectors }: { readonly collectors: readonly CollectorView[] }) {
  const views = useConnectionViews();
  const [failingOnly, setFailingOnly] = useRemembered('data-health-failing', false);
  const filter = useRef<TextFilterProps.Ref>(null);
  useFilterFocus(filter);
  const rows = useMemo(() => collectorRows(collectors, views), [collectors, views]);
  const failing = rows.filter(({ state }) => state === 'failing').length;
  const wanted = useMemo(() => (failingOnly ? rows.filter(({ state }) => state === 'failing') : rows), [rows, failingOnly]);
  const { items, actions, collectionProps, filterProps, filteredItemsCount, paginationProps } = useCollection(wanted, {
    filtering: { filteringFunction: (row: CollectorRow, text) => matches(row, text) },
    pagination: { pageSize: PAGE },
  });
  const clear = (): void => {
    actions.setFiltering('');
    setFailingOnly(false);
  };

  return (
    <Table
      {...collectionProps}
      variant="container"
      items={items}
      trackBy="key"
      wrapLines
      stickyHeader
      ariaLabels={{ tableLabel: 'Collectors' }}
      columnDefinitions={collectorColumns}
      empty={rows.length === 0 ? <NoCollectors views={views} /> : <NoMatch failingOnly={failingOnly} onClear={clear} />}
      header={
        <Header variant="h2" counter={failing === 0 ? `(${rows.length})` : `(${failing} of ${rows.length} failing)`}>
          Collectors
        </Header>
      }
      filter={
        <SpaceBetween direction="horizontal" size="m" alignItems="center">
          <TextFilter
            {...filterProps}
            ref={filter}
            filteringPlaceholder="Find collectors"
            filteringAriaLabel="Find collectors"
            countText={counted(filteredItemsCount ?? 0, 'collector')}
          />
          <Toggle checked={failingOnly} onChange={({ detail: { checked } }) => setFailingOnly(checked)}>
            Failing only
          </Toggle>
        </SpaceBetween>
      }
      pagination={rows.length > PAGE ? <Pagination {...paginationProps} /> : undefined}
    />
  );
}

const NoMatch = ({ failingOnly, onClear }: { readonly failingOnly: boolean; readonly onClear: () => void }) => (
  <Box textAlign="center" padding="l">
    <Box variant="strong">{failingOnly ? 'No collector that matches fails' : 'No collector matches the filter'}</Box>
    <Box padding={{ top: 's' }}>
      <Button onClick={onClear}>Show all</Button>
    </Box>
  </Box>
);
