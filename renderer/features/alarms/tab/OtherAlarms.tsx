import { useState } from 'react';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Pagination from '@cloudscape-design/components/pagination';
import type { Zone } from '#renderer/charts/moments.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import { MatchedAlarm } from './MatchedAlarm.tsx';

const PAGE = 20;
const NONE = [] as const;

/** Alarms of the account about an application that match none of the recommended ones; drawn when they are asked for. */
export function OtherAlarms({ alarms, zone }: { readonly alarms: readonly Alarm[]; readonly zone: Zone }) {
  const [open, setOpen] = useState(false);
  const [page, setPage] = useState(1);
  const pages = Math.ceil(alarms.length / PAGE);
  const shown = Math.min(page, pages);
  return (
    <Container>
      <ExpandableSection
        headerText={`Other alarms of the account about this application (${alarms.length})`}
        headerDescription="They match none of the recommended ones."
        headingTagOverride="h3"
        expanded={open}
        onChange={({ detail: { expanded } }) => setOpen(expanded)}
      >
        {open && (
          <div className="alarm-others">
            {alarms.slice((shown - 1) * PAGE, shown * PAGE).map((alarm) => (
              <MatchedAlarm key={alarm.arn} alarm={alarm} faults={NONE} unit={null} zone={zone} />
            ))}
            {pages > 1 && (
              <Pagination
                currentPageIndex={shown}
                pagesCount={pages}
                ariaLabels={pageLabels}
                onChange={({ detail: { currentPageIndex } }) => setPage(currentPageIndex)}
              />
            )}
          </div>
        )}
      </ExpandableSection>
    </Container>
  );
}

const pageLabels = {
  nextPageLabel: 'Next page',
  previousPageLabel: 'Previous page',
  pageLabel: (page: number) => `Page ${page} of the other alarms`,
};
