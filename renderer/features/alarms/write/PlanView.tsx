import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { counted } from '#renderer/ui/wording.ts';
import type { AlarmPlan } from '#shared/model/alarms/plan.ts';
import { LeftOutList } from '../LeftOutList.tsx';
import { WriteItem } from './WriteItem.tsx';

interface PlanViewProps {
  readonly plan: AlarmPlan;
  /** Names that are not written. */
  readonly without: ReadonlySet<string>;
  readonly onWithout: (without: ReadonlySet<string>) => void;
}

const PAGE = 30;

/** Everything that would be written, before it is. */
export function PlanView({ plan: { writes, left, consequences }, without, onWithout }: PlanViewProps) {
  const [page, setPage] = useState(1);
  const chosen = writes.filter(({ name }) => !without.has(name)).length;
  const pages = Math.ceil(writes.length / PAGE);
  const choose = (name: string, isChosen: boolean): void => {
    const next = new Set(without);
    if (isChosen) next.delete(name);
    else next.add(name);
    onWithout(next);
  };
  return (
    <SpaceBetween size="s">
      {writes.length === 0 ? (
        <Alert type="info">There is nothing to write: no alarm that applies is in want of it.</Alert>
      ) : (
        <SpaceBetween size="s">
          <Alert type="info" header="What it means">
            <ul className="alarm-consequences">
              {consequences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Alert>
          <div className="alarm-plan__head">
            <Checkbox
              checked={chosen === writes.length}
              indeterminate={chosen > 0 && chosen < writes.length}
              onChange={({ detail: { checked } }) => onWithout(new Set(checked ? [] : writes.map(({ name }) => name)))}
            >
              {chosen} of {counted(writes.length, 'alarm')} chosen
            </Checkbox>
            {pages > 1 && (
              <Pagination
                currentPageIndex={page}
                pagesCount={pages}
                ariaLabels={pageLabels}
                onChange={({ detail: { currentPageIndex } }) => setPage(currentPageIndex)}
              />
            )}
          </div>
          <ul className="alarm-writes" aria-label="Alarms that would be written">
            {writes.slice((page - 1) * PAGE, page * PAGE).map((write) => (
              <WriteItem
                key={`${write.region} ${write.name}`}
                write={write}
                chosen={!without.has(write.name)}
                onChoose={(isChosen) => choose(write.name, isChosen)}
              />
            ))}
          </ul>
        </SpaceBetween>
      )}
      <Box>
        <LeftOutList left={left} />
      </Box>
    </SpaceBetween>
  );
}

const pageLabels = {
  nextPageLabel: 'Next page',
  previousPageLabel: 'Previous page',
  pageLabel: (page: number) => `Page ${page} of the alarms`,
};
