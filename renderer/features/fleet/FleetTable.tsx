import { memo, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import Table from '@cloudscape-design/components/table';
import { useRemembered } from '../../store/useRemembered.ts';
import { useFilterFocus } from '../../ui/filterFocus.ts';
import { applicationPath } from '../../ui/paths.ts';
import { useKept } from '../../ui/useKept.ts';
import { counted } from '../../ui/wording.ts';
import { columnDefinitions, columnTitles } from './columns.tsx';
import { countHealth } from './countHealth.ts';
import { EmptyFleet } from './EmptyFleet.tsx';
import { filteringProperties, healthIn, NO_FILTER, withHealth } from './fleetFilter.ts';
import { DEFAULT_PREFERENCES, FleetPreferences, pageSizes, shownColumns, withNewColumns } from './fleetPreferences.ts';
import type { Fleet } from '../../store/useFleets.ts';
import { fleetRows } from './fleetRows.ts';
import { HealthCounts } from './HealthCounts.tsx';
import { isSortColumn, sortRows, WORST_FIRST } from './sortRows.ts';

/** Every application of the watched connections: sorted, filtered, in pages; a row opens its application. */
export const FleetTable = memo(function FleetTable({ fleets }: { readonly fleets: readonly Fleet[] }) {
  const [, navigate] = useLocation();
  const [kept, keep] = useKept('fleet', FleetPreferences, DEFAULT_PREFERENCES);
  const [sorting, setSorting] = useRemembered('fleet-sorting', WORST_FIRST);
  const [query, setQuery] = useRemembered<PropertyFilterProps.Query>('fleet-filter', NO_FILTER);
  const filter = useRef<PropertyFilterProps.Ref>(null);
  useFilterFocus(filter);

  const preferences = withNewColumns(kept);
  const rows = useMemo(() => fleetRows(fleets), [fleets]);
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
  const { items, actions, filteredItemsCount, collectionProps, propertyFilterProps, paginationProps } = useCollection(sorted, {
    propertyFiltering: {
      filteringProperties,
      defaultQuery: query,
    },
    pagination: { pageSize: preferences.pageSize },
  });
  const apply = (next: PropertyFilterProps.Query): void => {
    actions.setPropertyFiltering(next);
    setQuery(next);
  };
  const waiting = fleets.filter(({ snapshot }) => snapshot.state === 'waiting');

  return (
    <Table
      {...collectionProps}
      variant="container"
      contentDensity="compact"
      stickyHeader
      stickyColumns={{ first: 2 }}
      enableKeyboardNavigation
      trackBy="key"
      items={items}
      columnDefinitions={columnDefinitions}
      columnDisplay={shownColumns(preferences, {
        connections: fleets.length > 1,
        regions: new Set(rows.map(({ region }) => region)).size > 1,
      })}
      sortingColumn={{ sortingField: sorting.column }}
      sortingDescending={sorting.descending}
      onSortingChange={({ detail: { sortingColumn, isDescending = false } }) => {
        const { sortingField = '' } = sortingColumn;
        if (isSortColumn(sortingField)) setSorting({ column: sortingField, descending: isDescending });
      }}
      onRowClick={({ detail: { item } }) => {
        // Whoever marks text to copy it does not want to leave.
        if (getSelection()?.isCollapsed !== false) navigate(applicationPath(item.application.ref));
      }}
      loading={rows.length === 0 && waiting.length > 0}
      loadingText={`Waiting for ${waiting.map(({ view }) => view.connection.name).join(', ')}`}
      skeleton={{ totalRows: 8 }}
      ariaLabels={{ tableLabel: 'Applications' }}
      empty={rows.length === 0 ? <EmptyFleet fleets={fleets} /> : <NoMatch onClear={() => apply(NO_FILTER)} />}
      header={
        rows.length > 0 && (
          <HealthCounts
            counts={countHealth(rows)}
            chosen={healthIn(query)}
            onChoose={(level) => apply(withHealth(query, level))}
          />
        )
      }
      filter={
        <PropertyFilter
          {...propertyFilterProps}
          ref={filter}
          onChange={({ detail }) => apply(detail)}
          countText={counted(filteredItemsCount ?? 0, 'application')}
          filteringPlaceholder="Find applications by name, health, status …"
          filteringAriaLabel="Find applications"
          expandToViewport
        />
      }
      pagination={<Pagination {...paginationProps} />}
      preferences={
        <CollectionPreferences
          title="Table preferences"
          confirmLabel="Confirm"
          cancelLabel="Cancel"
          preferences={{ pageSize: preferences.pageSize, contentDisplay: preferences.columns }}
          pageSizePreference={{ title: 'Applications per page', options: pageSizes }}
          contentDisplayPreference={{
            title: 'Columns',
            options: columnTitles.map(({ id, label }) => ({ id, label, alwaysVisible: id === 'name' })),
          }}
          onConfirm={({ detail: { pageSize = preferences.pageSize, contentDisplay = [] } }) =>
            keep({ pageSize, columns: contentDisplay.map(({ id, visible }) => ({ id, visible })) })
          }
        />
      }
    />
  );
});

const NoMatch = ({ onClear }: { readonly onClear: () => void }) => (
  <Box textAlign="center" padding="l">
    <Box variant="strong">No application matches the filter</Box>
    <Box padding={{ top: 's' }}>
      <Button onClick={onClear}>Clear the filter</Button>
    </Box>
  </Box>
);
