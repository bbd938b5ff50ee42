import { useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { useSession } from '#renderer/store/SessionContext.ts';
import { saveFile, textFile } from '#renderer/ui/saveFile.ts';
import type { InsightsRun } from '#shared/model/logs.ts';
import { rowsCsv } from './linesFile.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { ResultCell } from './ResultCell.tsx';
import type { ResultRow } from './resultRows.ts';
import { columnsOf, compareCells, rowsOf } from './resultRows.ts';

const PAGE = 100;

/** What a query found, sorted by any column, in pages. */
export function ResultTable({ run }: { readonly run: InsightsRun }) {
  const { reveal } = useLinesLook();
  const { clock } = useSession();
  const rows = useMemo(() => rowsOf(run), [run]);
  const columns = useMemo(() => columnsOf(run), [run]);
  const { items, collectionProps, paginationProps } = useCollection(rows, { sorting: {}, pagination: { pageSize: PAGE } });
  const save = (): void => {
    const cells = rows.map((row) => columns.map((column) => row.cells[column] ?? ''));
    saveFile('log-insights.csv', textFile('csv', rowsCsv(columns, cells, reveal ? 'shown' : 'masked')), clock);
  };
  return (
    <Table<ResultRow>
      {...collectionProps}
      variant="embedded"
      items={items}
      trackBy="key"
      wrapLines
      enableKeyboardNavigation
      ariaLabels={{ tableLabel: 'Results of the query' }}
      columnDefinitions={columns.map((column) => ({
        id: column,
        header: column,
        cell: cellOf(column),
        sortingComparator: (a, b) => compareCells(a.cells[column] ?? '', b.cells[column] ?? ''),
      }))}
      header={
        <Header
          variant="h2"
          counter={`(${rows.length.toLocaleString('en-GB')})`}
          actions={<Button onClick={save}>Download CSV</Button>}
        >
          Results
        </Header>
      }
      {...(rows.length > PAGE ? { pagination: <Pagination {...paginationProps} /> } : {})}
    />
  );
}

const cellOf =
  (column: string) =>
  ({ cells }: ResultRow) => <ResultCell column={column} text={cells[column] ?? ''} />;
