import { useMemo, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatMoment } from '#renderer/charts/moments.ts';
import { useNow } from '#renderer/store/useNow.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';
import { counted, withArrows } from '#renderer/ui/wording.ts';
import { chooseFailures, readFailures } from '#shared/analysis/failures/readFailures.ts';
import { verdict } from '#shared/analysis/failures/verdict.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { JobFailures } from '#shared/model/insight/failures.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { millis } from '#shared/units/units.ts';
import { FilterBar } from './FilterBar.tsx';
import { GroupTable } from './GroupTable.tsx';
import { RestartLanes } from './RestartLanes.tsx';
import { useVertexInAddress } from './useVertexInAddress.ts';

interface FailuresViewProps {
  readonly applicationRef: ApplicationRef;
  readonly failures: JobFailures;
}

/** The verdict, when it happened, and each trouble once. */
export function FailuresView({ applicationRef: ref, failures: { failures, truncated, since } }: FailuresViewProps) {
  const { zone } = useLinesLook();
  const now = useNow(ref.connection);
  const job = valueOf(useTopic({ kind: 'job', ref }));
  const [vertex, setVertex] = useVertexInAddress(job);
  const [taskManager, setTaskManager] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const chosen = useMemo(
    () => readFailures(chooseFailures(failures, { vertex, taskManager, text })),
    [failures, vertex, taskManager, text],
  );
  const [newest] = chosen.bursts;

  if (failures.length === 0)
    return (
      <Box padding="l" textAlign="center" color="text-body-secondary">
        <Box variant="strong">No failure is known.</Box>{' '}
        {since === null
          ? 'Flink tells of none since the job began.'
          : `Flink tells of none since the job began, and none was seen since ${formatMoment(since, zone)}, when Streamgauge began to watch.`}
      </Box>
    );
  const words = verdict(chosen, now ?? newest?.at ?? millis(0));
  return (
    <SpaceBetween size="m">
      {words !== null && (
        <Alert type={isOver(job?.state, newest?.givenUp) ? 'error' : 'info'} header="What the failures tell">
          <SecretText text={withArrows(words)} fixed />
        </Alert>
      )}
      <FilterBar
        failures={failures}
        filter={{ vertex, taskManager, text }}
        onVertex={setVertex}
        onTaskManager={setTaskManager}
        onText={setText}
      />
      <Box color="text-body-secondary">
        <span role="status">
          {counted(chosen.groups.length, 'cause')} of {counted(chosen.bursts.length, 'failure')}
          {chosen.groups.length > 1 && ', causes before their consequences, the most recent first'}.
          {truncated && ' There were more failures before these than are kept.'}
        </span>
      </Box>
      {chosen.groups.length === 0 ? (
        <Box padding="l" textAlign="center" color="text-body-secondary">
          No failure matches.
        </Box>
      ) : (
        <>
          <RestartLanes applicationRef={ref} story={chosen} now={now} onOpen={setOpen} />
          <GroupTable applicationRef={ref} groups={chosen.groups} open={open} onOpen={setOpen} />
        </>
      )}
    </SpaceBetween>
  );
}

const isOver = (state: string | undefined, givenUp: string | null | undefined): boolean =>
  state === 'FAILED' || (givenUp !== null && givenUp !== undefined);
