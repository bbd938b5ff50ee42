import { memo, useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Table from '@cloudscape-design/components/table';
import type { Millis } from '#shared/units/units.ts';
import { durationScale } from './durationScale.ts';
import type { CheckpointName, CheckpointRow, Sort } from './rows.ts';
import { isOfSort, isSameName, nameText } from './rows.ts';
import { columns } from './columns.tsx';

interface HistoryTableProps {
  /** Newest first. */
  readonly rows: readonly CheckpointRow[];
  readonly interval: Millis | null;
  readonly connection: string;
  /** Those that are compared, at most two. */
  readonly compared: readonly CheckpointName[];
  readonly onCompare: (compared: readonly CheckpointName[]) => void;
  readonly onOpen: (name: CheckpointName) => void;
  /** Of what range the kept ones are: `24 h`. */
  readonly range: string;
}

const PAGE = 12;
const texts: readonly { readonly id: Sort; readonly text: string }[] = [
  { id: 'all', text: 'All' },
  { id: 'checkpoints', text: 'Checkpoints' },
  { id: 'savepoints', text: 'Savepoints' },
  { id: 'failed', text: 'Failed' },
];

/** What Flink has and what is kept, newest first; one opens on its own, two are compared. */
export const HistoryTable = memo(function HistoryTable({
  rows,
  interval,
  connection,
  compared,
  onCompare,
  onOpen,
  range,
}: HistoryTableProps) {
  const [sort, setSort] = useState<Sort>('all');
  const [page, setPage] = useState(1);
  const chosen = useMemo(() => rows.filter((row) => isOfSort(row, sort)), [rows, sort]);
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
  const shown = Math.min(page, pages);
  const items = chosen.slice((shown - 1) * PAGE, shown * PAGE);
  const scale = durationScale({ interval, history: items.map(({ checkpoint }) => checkpoint) });
  const isCompared = (row: CheckpointRow): boolean => compared.some((each) => isSameName(each, row.name));
  return (
    <Table
      items={items}
      trackBy={({ name }) => nameText(name)}
      columnDefinitions={columns({ connection, interval, scale, onOpen })}
      selectionType="multi"
      selectedItems={rows.filter(isCompared)}
      isItemDisabled={(row) => compared.length >= 2 && !isCompared(row)}
      onSelectionChange={({ detail: { selectedItems } }) => onCompare(selectedItems.slice(0, 2).map(({ name }) => name))}
      header={
        <Header
          variant="h2"
          counter={`(${chosen.length})`}
          description={`The newest that Flink has, and those kept of the last ${range}; bars are durations against the interval. Choose two to compare them.`}
          actions={
            <SegmentedControl
              selectedId={sort}
              label="Which checkpoints"
              options={texts.map(({ id, text }) => ({ id, text }))}
              onChange={({ detail: { selectedId } }) => {
                setSort(texts.find(({ id }) => id === selectedId)?.id ?? 'all');
                setPage(1);
              }}
            />
          }
        >
          History
        </Header>
      }
      ariaLabels={{
        tableLabel: 'Checkpoint history',
        selectionGroupLabel: 'Checkpoints to compare',
        allItemsSelectionLabel: () => 'Choose the first two of this page',
        itemSelectionLabel: (_state, { name }) => `Compare checkpoint ${name.id}`,
      }}
      empty={<Box textAlign="center">{rows.length === 0 ? 'No checkpoint yet.' : 'No checkpoint of this sort.'}</Box>}
      pagination={
        pages > 1 ? (
          <Pagination
            currentPageIndex={shown}
            pagesCount={pages}
            ariaLabels={{
              paginationLabel: 'Pages of the history',
              nextPageLabel: 'Next page',
              previousPageLabel: 'Previous page',
            }}
            onChange={({ detail: { currentPageIndex } }) => setPage(currentPageIndex)}
          />
        ) : null
      }
      wrapLines
    />
  );
});
