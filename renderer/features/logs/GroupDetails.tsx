import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatLogTime } from '#renderer/charts/moments.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { readLine } from '#shared/analysis/logs/readLine.ts';
import type { LogGroup } from '#shared/model/logs.ts';
import type { Millis } from '#shared/units/units.ts';
import { CauseChain } from '#renderer/ui/lines/CauseChain.tsx';
import { LineDetails } from '#renderer/ui/lines/LineDetails.tsx';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';

/** What a group is made of: its causes, when it was seen, its newest line; and the ways to that moment. */
export function GroupDetails({ group, onAround }: { readonly group: LogGroup; readonly onAround: (at: Millis) => void }) {
  const { zone } = useLinesLook();
  const cursor = useCursor();
  const { causes, first, last, sample } = group;
  const read = readLine(sample.message);
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="xs">
        <Button iconName="history" onClick={() => cursor.set(first)}>
          {`Show everything at ${formatLogTime(first, zone)}, when it was first seen`}
        </Button>
        {last !== first && (
          <Button onClick={() => cursor.set(last)}>{`At ${formatLogTime(last, zone)}, when it was last seen`}</Button>
        )}
        <Button iconName="search" onClick={() => onAround(last)}>
          The lines around it
        </Button>
      </SpaceBetween>
      {causes.length > 0 ? (
        <CauseChain causes={causes} />
      ) : (
        <pre className="causes__message">
          <SecretText text={read.text} />
        </pre>
      )}
      <ExpandableSection headerText="The newest line">
        <LineDetails line={{ key: 0, record: sample, read: { ...read, trace: causes.length > 0 ? [] : read.trace } }} />
      </ExpandableSection>
    </SpaceBetween>
  );
}
