import type { TaskManager } from '#shared/model/insight/taskManagers.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import { formatBytes } from '#shared/units/format.ts';
import { FillBar, usedWords } from './FillBar.tsx';
import { fillOf, memoryParts } from './memoryParts.ts';

/** Each part of a task manager’s memory: how full it is, and what it is for. */
export const MemoryBars = ({ taskManager }: { readonly taskManager: TaskManager }) => (
  <dl className="memory-parts">
    {memoryParts(taskManager).map(({ id, name, purpose, memory, made }) => {
      const share = fillOf(memory);
      return (
        <div key={id}>
          <dt>{name}</dt>
          <dd>
            <FillBar
              share={memory.most === null && memory.used !== null ? undefined : share}
              text={usedWords(memory.used, memory.most)}
              hot={id === 'heap' && share !== null && share >= thresholds.heap.high}
            />
            <span className="memory-parts__purpose">
              {purpose}
              {made.length > 1 && ` Configured: ${made.map(([part, size]) => `${part} ${formatBytes(size)}`).join(' + ')}.`}
            </span>
          </dd>
        </div>
      );
    })}
  </dl>
);
