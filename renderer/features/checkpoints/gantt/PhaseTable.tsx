import { useState } from 'react';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import { withArrows } from '#renderer/ui/wording.ts';
import { phases, phaseWords } from '#shared/analysis/checkpoints/phases.ts';
import { exactly } from '#shared/analysis/checkpoints/words.ts';
import type { CheckpointDetail, CheckpointSubtask } from '#shared/model/insight/checkpointDetail.ts';
import { formatBytes, orUnknown } from '#shared/units/format.ts';

interface Line {
  readonly vertex: string;
  readonly name: string;
  readonly subtask: CheckpointSubtask;
}

const PAGE = 20;
const figure = (
  id: string,
  header: string,
  of: (subtask: CheckpointSubtask) => number | null,
  text: (line: Line) => string,
): TableProps.ColumnDefinition<Line> => ({
  id,
  header,
  cell: text,
  sortingComparator: (a, b) => (of(a.subtask) ?? -1) - (of(b.subtask) ?? -1),
});

const columns: readonly TableProps.ColumnDefinition<Line>[] = [
  {
    id: 'name',
    header: 'Operator',
    isRowHeader: true,
    minWidth: 200,
    cell: ({ name }) => withArrows(name),
    sortingComparator: (a, b) => a.name.localeCompare(b.name),
  },
  {
    id: 'index',
    header: 'Subtask',
    cell: ({ subtask }) => subtask.index,
    sortingComparator: (a, b) => a.subtask.index - b.subtask.index,
  },
  figure(
    'took',
    'Took',
    ({ duration }) => duration,
    ({ subtask }) => (subtask.pending ? 'not acknowledged' : orUnknown(subtask.duration, exactly)),
  ),
  ...phases.map((phase) =>
    figure(
      phase,
      phaseWords[phase].name,
      (subtask) => subtask[phase],
      ({ subtask }) => orUnknown(subtask[phase], exactly),
    ),
  ),
  figure(
    'written',
    'Written',
    ({ checkpointedSize }) => checkpointedSize,
    ({ subtask }) => orUnknown(subtask.checkpointedSize, formatBytes),
  ),
  figure(
    'state',
    'State',
    ({ stateSize }) => stateSize,
    ({ subtask }) => orUnknown(subtask.stateSize, formatBytes),
  ),
  figure(
    'processed',
    'In flight, processed',
    ({ processedData }) => processedData,
    ({ subtask }) => orUnknown(subtask.processedData, formatBytes),
  ),
  figure(
    'persisted',
    'In flight, persisted',
    ({ persistedData }) => persistedData,
    ({ subtask }) => orUnknown(subtask.persistedData, formatBytes),
  ),
];

/** The same as the Gantt, as figures that can be sorted. */
export function PhaseTable({ detail }: { readonly detail: CheckpointDetail }) {
  const [sorting, setSorting] = useState<TableProps.SortingState<Line>>({ sortingColumn: columns[2] ?? {}, isDescending: true });
  const [page, setPage] = useState(1);
  const lines = detail.vertices.flatMap(({ id, name, subtasks }) =>
    (subtasks ?? []).map((subtask): Line => ({ vertex: id, name, subtask })),
  );
  const compare = sorting.sortingColumn.sortingComparator ?? (() => 0);
  const sorted = [...lines].sort((a, b) => (sorting.isDescending === true ? compare(b, a) : compare(a, b)));
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE));
  const shown = Math.min(page, pages);
  return (
    <Table
      variant="embedded"
      items={sorted.slice((shown - 1) * PAGE, shown * PAGE)}
      trackBy={({ vertex, subtask }) => `${vertex} ${subtask.index}`}
      columnDefinitions={columns}
      sortingColumn={sorting.sortingColumn}
      sortingDescending={sorting.isDescending ?? false}
      onSortingChange={({ detail: next }) => {
        setSorting(next);
        setPage(1);
      }}
      ariaLabels={{ tableLabel: `Subtasks of checkpoint ${detail.checkpoint.id}` }}
      wrapLines
      pagination={
        pages > 1 ? (
          <Pagination
            currentPageIndex={shown}
            pagesCount={pages}
            ariaLabels={{ paginationLabel: 'Pages of subtasks', nextPageLabel: 'Next page', previousPageLabel: 'Previous page' }}
            onChange={({ detail: { currentPageIndex } }) => setPage(currentPageIndex)}
          />
        ) : null
      }
    />
  );
}
