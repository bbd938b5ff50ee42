import { FactList } from '#renderer/ui/FactList.tsx';
import type { TaskManagers } from '#shared/model/insight/taskManagers.ts';
import { formatRatio, orUnknown } from '#shared/units/format.ts';
import { FillBar, usedWords } from './FillBar.tsx';
import { fillOf } from './memoryParts.ts';

/** What the job manager tells of itself. */
export const JobManagerDetails = ({
  jobManager: { heap, metaspace, cpuLoad, threads, gcShare },
}: {
  readonly jobManager: NonNullable<TaskManagers['jobManager']>;
}) => (
  <FactList
    facts={[
      ['Heap', <FillBar key="heap" share={fillOf(heap)} text={usedWords(heap.used, heap.most)} />],
      ['Metaspace', <FillBar key="metaspace" share={fillOf(metaspace)} text={usedWords(metaspace.used, metaspace.most)} />],
      ['CPU', orUnknown(cpuLoad, formatRatio)],
      ['GC share', orUnknown(gcShare, formatRatio)],
      ['Threads', orUnknown(threads, String)],
    ]}
  />
);
