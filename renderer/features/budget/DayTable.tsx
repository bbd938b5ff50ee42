import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import { formatDollars } from '#shared/analysis/budget/words.ts';
import type { DayCost } from '#shared/model/budget.ts';
import { formatCount } from '#shared/units/format.ts';

/** What each of the last days has cost, over restarts of the app. */
export const DayTable = ({ days, name }: { readonly days: readonly DayCost[]; readonly name: string }) => (
  <Table
    variant="embedded"
    items={days}
    trackBy={({ day }) => String(day)}
    ariaLabels={{ tableLabel: `Days of ${name}` }}
    columnDefinitions={columns}
    empty="Nothing was asked in the last two weeks."
  />
);

const date = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

const columns: TableProps.ColumnDefinition<DayCost>[] = [
  { id: 'day', header: 'Day (UTC, real time)', isRowHeader: true, cell: ({ day }) => date.format(day) },
  { id: 'requests', header: 'Requests', cell: ({ requests }) => formatCount(requests) },
  { id: 'dollars', header: 'Dollars, at the prices of now', cell: ({ dollars }) => formatDollars(dollars) },
];
