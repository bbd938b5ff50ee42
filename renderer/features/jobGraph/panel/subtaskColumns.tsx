import type { ReactNode } from 'react';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Measure } from '#shared/analysis/skew/measureSkew.ts';
import { subtaskList } from '#shared/analysis/skew/skewWords.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { UNKNOWN, formatBytes, formatCount, formatMillis, formatRate, formatRatio, orUnknown } from '#shared/units/format.ts';
import { Leading } from './Leading.tsx';
import { flameAddress } from './addresses.ts';
import type { VertexReading } from './reading.ts';
import type { SubtaskRow } from './subtaskRows.ts';
import { rangeWords } from './subtaskRows.ts';

type Column = TableProps.ColumnDefinition<SubtaskRow>;

/** A figure column: unknown sorts last, an outlier of the measure is marked by more than colour. */
function figures(
  id: string,
  header: string,
  value: (row: SubtaskRow) => number | null,
  said: (row: SubtaskRow) => string,
  marks: readonly Measure[] = [],
): Column {
  return {
    id,
    header,
    cell: (row) => <Marked when={row.outlierIn.some((measure) => marks.includes(measure))}>{said(row)}</Marked>,
    sortingComparator: (a, b) => (value(a) ?? -Infinity) - (value(b) ?? -Infinity),
  };
}

const Marked = ({ when, children }: { readonly when: boolean; readonly children: ReactNode }) =>
  when ? (
    <b className="vertex-panel__outlier" title="Stands out from the others">
      {children} <span aria-label="stands out">▲</span>
    </b>
  ) : (
    <span className="vertex-panel__figure">{children}</span>
  );

const share = (id: 'busy' | 'backpressured' | 'idle', header: string): Column =>
  figures(
    id,
    header,
    ({ subtask }) => subtask.shares[id],
    ({ subtask }) => orUnknown(subtask.shares[id], formatRatio),
    id === 'busy' ? ['busy'] : [],
  );

export const busiest = share('busy', 'Busy');

const index = (ref: ApplicationRef, vertex: string): Column => ({
  id: 'index',
  header: '#',
  cell: ({ subtask }) => (
    <Leading to={flameAddress(ref, vertex, subtask.index)} label={`Flame graph of ${subtaskList([subtask.index])}`}>
      {String(subtask.index)}
    </Leading>
  ),
  sortingComparator: (a, b) => a.subtask.index - b.subtask.index,
  isRowHeader: true,
});

const first = (isSource: boolean): readonly Column[] => [
  busiest,
  share('backpressured', 'Backpressured'),
  {
    id: 'host',
    header: 'Task manager',
    cell: ({ subtask }) => subtask.host ?? subtask.taskManager ?? UNKNOWN,
    sortingComparator: (a, b) => (a.subtask.host ?? '').localeCompare(b.subtask.host ?? '', 'en', { numeric: true }),
  },
  figures(
    'in',
    'In',
    ({ subtask }) => subtask.readRate,
    ({ subtask }) => orUnknown(subtask.readRate, formatRate),
    isSource ? [] : ['rate'],
  ),
  figures(
    'out',
    'Out',
    ({ subtask }) => subtask.writtenRate,
    ({ subtask }) => orUnknown(subtask.writtenRate, formatRate),
    isSource ? ['rate'] : [],
  ),
  figures(
    'state',
    'State',
    ({ subtask }) => subtask.stateSize,
    ({ subtask }) => orUnknown(subtask.stateSize, formatBytes),
    ['state'],
  ),
  figures(
    'watermark',
    'Watermark behind the furthest subtask',
    ({ watermark }) => watermark?.behind ?? null,
    ({ watermark }) => orUnknown(watermark?.behind, formatMillis),
  ),
];

const keyGroups: Column = {
  id: 'keyGroups',
  header: 'Key groups',
  cell: ({ keyGroups: range }) => (range === null ? 'none' : rangeWords(range)),
  sortingComparator: (a, b) => (a.keyGroups?.first ?? -1) - (b.keyGroups?.first ?? -1),
};

const splits: Column = {
  id: 'splits',
  header: 'Reads',
  cell: ({ subtask }) => (subtask.splits.length === 0 ? UNKNOWN : subtask.splits.join(', ')),
  sortingComparator: (a, b) => a.subtask.splits.length - b.subtask.splits.length,
};

const life = (isSource: boolean): readonly Column[] => [
  share('idle', 'Idle'),
  figures(
    'read',
    'Read',
    ({ subtask }) => subtask.readRecords,
    ({ subtask }) => orUnknown(subtask.readRecords, formatCount),
    isSource ? [] : ['records'],
  ),
  figures(
    'written',
    'Written',
    ({ subtask }) => subtask.writtenRecords,
    ({ subtask }) => orUnknown(subtask.writtenRecords, formatCount),
    isSource ? ['records'] : [],
  ),
  {
    id: 'status',
    header: 'Status',
    cell: ({ subtask }) => subtask.status,
    sortingComparator: (a, b) => a.subtask.status.localeCompare(b.subtask.status),
  },
  figures(
    'attempt',
    'Attempt',
    ({ subtask }) => subtask.attempt,
    ({ subtask }) => orUnknown(subtask.attempt, String),
  ),
  figures(
    'duration',
    'Since',
    ({ subtask }) => subtask.duration,
    ({ subtask }) => orUnknown(subtask.duration, formatMillis),
  ),
];

/** What is of use for this vertex: a source reads nothing over an exchange, and only a keyed one has key groups. */
export function columnsFor(ref: ApplicationRef, { vertex, traits, subtasks }: VertexReading): Column[] {
  const unused = traits.isSource ? ['in', 'read'] : [];
  const hasSplits = subtasks.some((each) => each.splits.length > 0);
  return [
    index(ref, vertex.id),
    ...first(traits.isSource).filter(({ id }) => !unused.includes(id ?? '')),
    ...(traits.isKeyed && traits.maxParallelism !== null ? [keyGroups] : []),
    ...(hasSplits ? [splits] : []),
    ...life(traits.isSource).filter(({ id }) => !unused.includes(id ?? '')),
  ];
}
