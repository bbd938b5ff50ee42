import { useMemo } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import type { TaskManager } from '#shared/model/insight/taskManagers.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { columns } from './columns.tsx';
import type { Row } from './columns.tsx';
import { hotWords, hottest } from './rows.ts';

interface ProcessTableProps {
  readonly taskManagers: readonly TaskManager[];
  readonly connection: string;
  /** When they were told. */
  readonly at: Millis;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

const PAGE = 50;

/** Every task manager with its figures. */
export function ProcessTable({ taskManagers, connection, at, chosen, onChoose }: ProcessTableProps) {
  const rows = useMemo((): readonly Row[] => {
    const most = hottest(taskManagers);
    return taskManagers.map((taskManager) => ({
      taskManager,
      hot: hotWords(taskManager, at),
      hottest: taskManager.id === most,
      heartbeatAge: taskManager.lastHeartbeat === null ? null : millis(at - taskManager.lastHeartbeat),
    }));
  }, [taskManagers, at]);
  // The table knows the sorted column by its comparator.
  const definitions = useMemo(() => columns(connection, chosen, onChoose), [connection, chosen, onChoose]);
  const { items, collectionProps, paginationProps } = useCollection(rows, {
    sorting: {},
    pagination: { pageSize: PAGE },
  });
  const slots = taskManagers.reduce((sum, each) => sum + each.slots, 0);
  const free = taskManagers.reduce((sum, each) => sum + each.freeSlots, 0);
  return (
    <Table
      {...collectionProps}
      items={items}
      trackBy={({ taskManager }) => taskManager.id}
      contentDensity="compact"
      wrapLines
      columnDefinitions={definitions}
      header={
        <Header variant="h2" counter={`(${taskManagers.length})`} description={`${slots - free} of ${slots} slots used`}>
          Task managers
        </Header>
      }
      ariaLabels={{ tableLabel: 'Task managers' }}
      empty={
        <Box textAlign="center">
          No task manager is registered: the job cannot run. Look at the job manager’s log for why none starts or comes back.
        </Box>
      }
      {...(rows.length > PAGE ? { pagination: <Pagination {...paginationProps} /> } : {})}
    />
  );
}
