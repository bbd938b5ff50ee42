import { useLocation } from 'wouter';
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { applicationPath, hrefOf } from '#renderer/ui/paths.ts';
import { sentenceCase, withArrows } from '#renderer/ui/wording.ts';
import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { TaskManager } from '#shared/model/insight/taskManagers.ts';

/** What runs of one vertex on a task manager. */
interface Part {
  readonly vertex: string;
  readonly name: string;
  readonly indexes: readonly number[];
  readonly states: readonly string[];
}

/** The subtasks of a task manager, by vertex. */
export function SubtaskList({
  applicationRef: ref,
  taskManager,
}: {
  readonly applicationRef: ApplicationRef;
  readonly taskManager: TaskManager;
}) {
  const [, navigate] = useLocation();
  // Under this name the graph remembers which vertex' details are open.
  const [, select] = useRemembered<string | null | undefined>(`graph.selected.${refKey(ref)}`, undefined);
  const { subtasks } = taskManager;
  if (subtasks === null) return <Box color="text-body-secondary">Which subtasks run here is not known (yet).</Box>;
  const path = `${applicationPath(ref)}/graph`;
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      items={partsOf(subtasks)}
      trackBy="vertex"
      ariaLabels={{ tableLabel: 'Subtasks on this task manager' }}
      empty={<Box textAlign="center">No subtask of this job runs here.</Box>}
      columnDefinitions={columnsOf(path, (vertex) => {
        select(vertex);
        navigate(path, { replace: true });
      })}
    />
  );
}

const columnsOf = (path: string, onOpen: (vertex: string) => void): TableProps.ColumnDefinition<Part>[] => [
  {
    id: 'vertex',
    header: 'Vertex',
    isRowHeader: true,
    minWidth: 220,
    cell: ({ vertex, name }) => (
      <Link
        href={hrefOf(path)}
        onFollow={(event) => {
          event.preventDefault();
          onOpen(vertex);
        }}
      >
        {withArrows(name)}
      </Link>
    ),
  },
  { id: 'indexes', header: 'Subtasks', minWidth: 140, cell: ({ indexes }) => rangesOf(indexes) },
  { id: 'states', header: 'State', cell: ({ states }) => states.map(sentenceCase).join(', ') },
];

function partsOf(subtasks: NonNullable<TaskManager['subtasks']>): readonly Part[] {
  const parts = new Map<string, { vertex: string; name: string; indexes: number[]; states: Set<string> }>();
  for (const { vertex, name, index, status } of subtasks) {
    const part = parts.get(vertex) ?? { vertex, name, indexes: [], states: new Set<string>() };
    part.indexes.push(index);
    part.states.add(status);
    parts.set(vertex, part);
  }
  return [...parts.values()].map((part) => ({ ...part, states: [...part.states] }));
}

/** `0–3, 7`: indexes from 0, as Flink counts them. */
export function rangesOf(indexes: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && index === last[1] + 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
