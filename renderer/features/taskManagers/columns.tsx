import Badge from '@cloudscape-design/components/badge';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { Age } from '#renderer/ui/Age.tsx';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { Memory, TaskManager } from '#shared/model/insight/taskManagers.ts';
import { UNKNOWN, formatRatio, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { ratio } from '#shared/units/units.ts';
import { FillBar } from './FillBar.tsx';
import { fillOf } from './memoryParts.ts';

export interface Row {
  readonly taskManager: TaskManager;
  /** What is worth a mark. */
  readonly hot: readonly string[];
  readonly hottest: boolean;
  /** When it was told. */
  readonly heartbeatAge: Millis | null;
}

const by =
  (read: (row: Row) => number | null) =>
  (a: Row, b: Row): number =>
    (read(a) ?? -1) - (read(b) ?? -1);

const share = (
  id: string,
  header: string,
  read: (each: TaskManager) => number | null,
  high = 2,
): TableProps.ColumnDefinition<Row> => ({
  id,
  header,
  minWidth: 96,
  cell: ({ taskManager }) => <Share value={read(taskManager)} high={high} />,
  sortingComparator: by(({ taskManager }) => read(taskManager)),
});

const Share = ({ value, high }: { readonly value: number | null; readonly high: number }) => (
  <FillBar share={value} text={value === null ? UNKNOWN : formatRatio(ratio(value))} hot={value !== null && value >= high} />
);

const fill = (id: string, header: string, read: (each: TaskManager) => Memory, high?: number): TableProps.ColumnDefinition<Row> =>
  share(id, header, (each) => fillOf(read(each)), high);

/** Of the table of task managers. */
export const columns = (
  connection: string,
  chosen: string | null,
  onChoose: (id: string) => void,
): TableProps.ColumnDefinition<Row>[] => [
  {
    id: 'endpoint',
    header: 'Task manager',
    isRowHeader: true,
    minWidth: 230,
    sortingComparator: (a, b) => a.taskManager.endpoint.localeCompare(b.taskManager.endpoint),
    cell: (row) => <Name row={row} chosen={row.taskManager.id === chosen} onChoose={onChoose} />,
  },
  {
    id: 'slots',
    header: 'Slots used',
    minWidth: 90,
    cell: ({ taskManager: { slots, freeSlots } }) => `${slots - freeSlots} of ${slots}`,
    sortingComparator: by(({ taskManager: { slots, freeSlots } }) => slots - freeSlots),
  },
  share('cpu', 'CPU', ({ cpuLoad }) => cpuLoad, thresholds.cpu.high),
  fill('heap', 'Heap', ({ heap }) => heap, thresholds.heap.high),
  share('gc', 'GC share', ({ gcShare }) => gcShare, thresholds.taskManager.gc),
  fill('managed', 'Managed', ({ managed }) => managed),
  fill('network', 'Network', ({ network }) => network),
  {
    id: 'subtasks',
    header: 'Subtasks',
    cell: ({ taskManager: { subtasks } }) => orUnknown(subtasks?.length ?? null, String),
    sortingComparator: by(({ taskManager }) => taskManager.subtasks?.length ?? null),
  },
  {
    id: 'threads',
    header: 'Threads',
    cell: ({ taskManager: { threads } }) => orUnknown(threads, String),
    sortingComparator: by(({ taskManager }) => taskManager.threads),
  },
  {
    id: 'heartbeat',
    header: 'Heartbeat',
    minWidth: 100,
    cell: (row) => <Heartbeat row={row} connection={connection} />,
    sortingComparator: by(({ taskManager }) => taskManager.lastHeartbeat),
  },
];

const Name = ({
  row: { taskManager, hot, hottest },
  chosen,
  onChoose,
}: {
  readonly row: Row;
  readonly chosen: boolean;
  readonly onChoose: (id: string) => void;
}) => (
  <>
    <Link
      ariaLabel={`${taskManager.endpoint}: ${chosen ? 'shown below' : 'show details'}`}
      onFollow={(event) => {
        event.preventDefault();
        onChoose(taskManager.id);
      }}
    >
      {taskManager.endpoint}
    </Link>{' '}
    {hottest && <Badge color="severity-medium">Hottest</Badge>}{' '}
    {hot.length > 0 && <StatusIndicator type="warning">{hot.join(', ')}</StatusIndicator>}
  </>
);

const Heartbeat = ({ row: { taskManager, heartbeatAge }, connection }: { readonly row: Row; readonly connection: string }) => {
  const age = <Age at={taskManager.lastHeartbeat} connection={connection} ago />;
  return heartbeatAge !== null && heartbeatAge >= thresholds.taskManager.heartbeat ? (
    <StatusIndicator type="warning">{age}</StatusIndicator>
  ) : (
    age
  );
};
