import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { FactList } from '#renderer/ui/FactList.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { TaskManager } from '#shared/model/insight/taskManagers.ts';
import { formatBytes, formatMillis, formatRatio, orUnknown } from '#shared/units/format.ts';
import { MemoryBars } from './MemoryBars.tsx';
import { SubtaskList } from './SubtaskList.tsx';

interface TaskManagerDetailsProps {
  readonly applicationRef: ApplicationRef;
  readonly taskManager: TaskManager;
}

/** The figures of one task manager in full. */
export function TaskManagerDetails({ applicationRef: ref, taskManager }: TaskManagerDetailsProps) {
  const { slots, freeSlots, cores, physicalMemory, cpuLoad, threads, gcShare, networkBuffers, division, missing } = taskManager;
  const { available, total } = networkBuffers;
  return (
    <SpaceBetween size="m">
      {missing.length > 0 && <Alert type="info">{missing.join(' ')}</Alert>}
      <FactList
        facts={[
          ['Slots used', `${slots - freeSlots} of ${slots}`],
          ['CPU', orUnknown(cpuLoad, formatRatio)],
          ['Cores', orUnknown(cores, String)],
          ['Threads', orUnknown(threads, String)],
          ['GC share', orUnknown(gcShare, formatRatio)],
          ['Network buffers free', available === null || total === null ? '–' : `${available} of ${total}`],
          ['Memory of the process', orUnknown(division?.process, formatBytes)],
          ['Memory of the machine', orUnknown(physicalMemory, formatBytes)],
        ]}
      />
      <div className="process-columns">
        <div>
          <Box variant="h3">Memory</Box>
          <MemoryBars taskManager={taskManager} />
        </div>
        <SpaceBetween size="m">
          <div>
            <Box variant="h3">Subtasks</Box>
            <SubtaskList applicationRef={ref} taskManager={taskManager} />
          </div>
          <div>
            <Box variant="h3">Garbage collectors</Box>
            <Collectors collectors={taskManager.collectors} />
          </div>
        </SpaceBetween>
      </div>
    </SpaceBetween>
  );
}

const Collectors = ({ collectors }: Pick<TaskManager, 'collectors'>) => (
  <Table
    variant="embedded"
    contentDensity="compact"
    items={collectors.filter(({ name }) => name !== 'All' || collectors.length === 1)}
    trackBy="name"
    ariaLabels={{ tableLabel: 'Garbage collectors' }}
    empty={<Box>Not known.</Box>}
    columnDefinitions={[
      { id: 'name', header: 'Collector', isRowHeader: true, cell: ({ name }) => name.replaceAll('_', ' ') },
      { id: 'count', header: 'Collections', cell: ({ count }) => orUnknown(count, String) },
      { id: 'time', header: 'Time in all', cell: ({ time }) => orUnknown(time, formatMillis) },
      {
        id: 'each',
        header: 'Mean',
        cell: ({ count, time }) => (count === null || count === 0 || time === null ? '–' : `${(time / count).toFixed(1)} ms`),
      },
    ]}
  />
);
