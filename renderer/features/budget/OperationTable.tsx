import { useState } from 'react';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import { formatDollars } from '#shared/analysis/budget/words.ts';
import type { OperationCost } from '#shared/model/budget.ts';
import { UNKNOWN, formatBytes, formatCount, formatRatio } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, bytes, ratio } from '#shared/units/units.ts';

type Column = 'service' | 'operation' | 'requests' | 'throttled' | 'failed' | 'share' | 'dollars';
interface Row extends OperationCost {
  /** Of the published rate, on average; null: none is published. */
  readonly share: number | null;
}

interface OperationTableProps {
  readonly operations: readonly OperationCost[];
  readonly over: Millis;
  /** Of the connection. */
  readonly name: string;
}

/** What was asked, of which service, how near that comes to what the service takes, and what it costs. */
export function OperationTable({ operations, over, name }: OperationTableProps) {
  const [sorting, setSorting] = useState<{ readonly column: Column; readonly descending: boolean }>({
    column: 'dollars',
    descending: true,
  });
  const rows = operations
    .map((each): Row => ({ ...each, share: each.published === null ? null : shareOf(each.requests, over, each.published) }))
    .sort(
      (a, b) => compare(a[sorting.column], b[sorting.column]) * (sorting.descending ? -1 : 1) || compare(b.requests, a.requests),
    );
  return (
    <Table
      variant="embedded"
      items={rows}
      trackBy={({ service, operation }) => `${service} ${operation}`}
      ariaLabels={{ tableLabel: `Operations of ${name}` }}
      columnDefinitions={columns}
      sortingColumn={{ sortingField: sorting.column }}
      sortingDescending={sorting.descending}
      onSortingChange={({ detail: { sortingColumn, isDescending = false } }) => {
        const column = columnNames.find((each) => each === sortingColumn.sortingField);
        if (column !== undefined) setSorting({ column, descending: isDescending });
      }}
      empty="Nothing was asked in this time."
    />
  );
}

const columnNames = ['service', 'operation', 'requests', 'throttled', 'failed', 'share', 'dollars'] as const satisfies Column[];

const shareOf = (requests: number, over: Millis, rate: number): number => requests / (over / SECOND) / rate;

/** What is not known is the least. */
function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  return Number(a ?? -1) - Number(b ?? -1);
}

const columns: TableProps.ColumnDefinition<Row>[] = [
  { id: 'service', header: 'Service', sortingField: 'service', cell: ({ service }) => serviceWords[service] ?? service },
  { id: 'operation', header: 'Operation', sortingField: 'operation', isRowHeader: true, cell: ({ operation }) => operation },
  { id: 'requests', header: 'Requests', sortingField: 'requests', cell: ({ requests }) => requests.toLocaleString('en-US') },
  { id: 'paid', header: 'Paid for', cell: paidFor },
  {
    id: 'dollars',
    header: 'Dollars',
    sortingField: 'dollars',
    cell: ({ dollars }) => (dollars === 0 ? 'free' : formatDollars(dollars)),
  },
  {
    id: 'throttled',
    header: 'Throttled',
    sortingField: 'throttled',
    cell: ({ throttled }) => troubled(throttled, 'warning'),
  },
  { id: 'failed', header: 'Failed', sortingField: 'failed', cell: ({ failed }) => troubled(failed, 'error') },
  { id: 'share', header: 'Of the published rate', sortingField: 'share', cell: rateWords },
];

const serviceWords: Readonly<Record<string, string>> = {
  cloudwatch: 'CloudWatch',
  logs: 'CloudWatch Logs',
  kinesisanalytics: 'Managed Flink',
  cloudtrail: 'CloudTrail',
  sts: 'STS',
};

function paidFor({ service, operation, units, requests, dollars }: Row): string {
  if (operation === 'GetMetricData') return `${units.toLocaleString('en-US')} metrics`;
  if (service === 'logs' && operation === 'StartQuery') return `${formatBytes(bytes(units))} scanned`;
  return dollars === 0 ? UNKNOWN : `${requests.toLocaleString('en-US')} requests`;
}

const troubled = (count: number, type: 'warning' | 'error') =>
  count === 0 ? '0' : <StatusIndicator type={type}>{formatCount(count)}</StatusIndicator>;

function rateWords({ share, published, allowed }: Row): string {
  if (share !== null && published !== null)
    return `${share > 0 && share < 0.0005 ? 'under 0.1 %' : formatRatio(ratio(share))} of ${published}/s`;
  return allowed === null ? 'none' : `none; at most ${allowed}/s`;
}
