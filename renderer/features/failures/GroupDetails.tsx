import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatLogTime } from '#renderer/charts/moments.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import type { Burst } from '#shared/analysis/failures/bursts.ts';
import type { FailureGroup } from '#shared/analysis/failures/groups.ts';
import { sharedWords } from '#shared/analysis/failures/verdict.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { FailureDetails } from './FailureDetails.tsx';

interface GroupDetailsProps {
  readonly applicationRef: ApplicationRef;
  readonly group: FailureGroup;
}

/** The failures of a trouble, the newest first; one at a time. */
export function GroupDetails({ applicationRef, group: { bursts, shared } }: GroupDetailsProps) {
  const { zone } = useLinesLook();
  // By its moment: a newer one that comes meanwhile does not take the place of the one that is read.
  const [chosen, setChosen] = useState(() => keyOf(bursts[0]));
  const index = Math.max(
    0,
    bursts.findIndex((each) => keyOf(each) === chosen),
  );
  const burst = bursts[index];
  if (burst === undefined) return null;
  const go = (to: number): void => {
    const next = bursts[to];
    if (next !== undefined) setChosen(keyOf(next));
  };
  return (
    <SpaceBetween size="s">
      {shared.map((each) => (
        <div key={each.kind} className="failure__shared">
          {sharedWords(each)}
        </div>
      ))}
      <div className="failure__which">
        <Button
          iconName="angle-left"
          variant="icon"
          ariaLabel="Newer failure"
          disabled={index === 0}
          onClick={() => go(index - 1)}
        />
        <span role="status">
          {index === 0 ? 'Newest' : `${index + 1}.`} of {bursts.length}: {formatLogTime(burst.at, zone)}
        </span>
        <Button
          iconName="angle-right"
          variant="icon"
          ariaLabel="Older failure"
          disabled={index === bursts.length - 1}
          onClick={() => go(index + 1)}
        />
      </div>
      <FailureDetails key={keyOf(burst)} applicationRef={applicationRef} burst={burst} />
    </SpaceBetween>
  );
}

const keyOf = (burst: Burst | undefined): string => (burst === undefined ? '' : `${burst.job}|${burst.at}`);
