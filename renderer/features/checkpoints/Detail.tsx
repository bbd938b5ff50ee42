import { memo, useMemo } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Zone } from '#renderer/charts/moments.ts';
import { useNow } from '#renderer/store/useNow.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { withArrows } from '#renderer/ui/wording.ts';
import { criticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import type { CriticalPath, Unanswered } from '#shared/analysis/checkpoints/criticalPath.ts';
import { failureCause } from '#shared/analysis/checkpoints/failureCause.ts';
import { phaseWords } from '#shared/analysis/checkpoints/phases.ts';
import { adviceOf, criticalSentence } from '#shared/analysis/checkpoints/words.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Edge } from '#shared/model/job.ts';
import { millis } from '#shared/units/units.ts';
import { Cause } from './Cause.tsx';
import type { CheckpointName } from './rows.ts';
import { useSteadyDetail } from './useDetail.ts';
import { DetailFacts } from './DetailFacts.tsx';
import { Gantt } from './gantt/Gantt.tsx';
import { PhaseLegend } from './gantt/PhaseLegend.tsx';
import { PhaseTable } from './gantt/PhaseTable.tsx';
import { WhatIf } from './WhatIf.tsx';

interface DetailProps {
  readonly applicationRef: ApplicationRef;
  readonly name: CheckpointName;
  /** A quicker one that it is compared with. */
  readonly earlier: CheckpointName | null;
  /** Of the job's graph. */
  readonly edges: readonly Edge[];
  readonly zone: Zone;
  /** Whether somebody chose it; else it is the one that the verdict is about. */
  readonly chosen: boolean;
  /** Nothing is the matter with it: its sentence and phases are enough. */
  readonly brief: boolean;
  readonly onClose: () => void;
}

type Look = 'timeline' | 'table';

/** One checkpoint: what it took its time for, in a sentence, as a Gantt and as a table. */
export const Detail = memo(function Detail({
  applicationRef: ref,
  name: wanted,
  earlier,
  edges,
  zone,
  chosen,
  brief,
  onClose,
}: DetailProps) {
  const { name, snapshot } = useSteadyDetail(ref, wanted);
  const [look, setLook] = useRemembered<Look>('checkpoint-look', 'timeline');
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <SegmentedControl
                selectedId={look}
                label="Look of the subtasks"
                options={[
                  { id: 'timeline', text: 'Timeline' },
                  { id: 'table', text: 'Table' },
                ]}
                onChange={({ detail: { selectedId } }) => setLook(selectedId === 'table' ? 'table' : 'timeline')}
              />
              {chosen && <Button onClick={onClose}>Show the newest</Button>}
            </SpaceBetween>
          }
        >
          {`Checkpoint ${name.id}`}
        </Header>
      }
    >
      <SnapshotView snapshot={snapshot} what={`checkpoint ${name.id}`}>
        {(detail) => (
          <Shown detail={detail} edges={edges} zone={zone} look={look} brief={brief} applicationRef={ref} earlier={earlier} />
        )}
      </SnapshotView>
    </Container>
  );
});

interface ShownProps {
  readonly detail: CheckpointDetail;
  readonly edges: readonly Edge[];
  readonly zone: Zone;
  readonly look: Look;
  readonly brief: boolean;
  readonly applicationRef: ApplicationRef;
  readonly earlier: CheckpointName | null;
}

function Shown({ detail, edges, zone, look, brief, applicationRef, earlier }: ShownProps) {
  const { checkpoint, vertices } = detail;
  const found = useMemo(() => criticalPath(detail, edges), [detail, edges]);
  const now = useNow(applicationRef.connection);
  // One that is over stands still.
  const elapsed = checkpoint.status === 'IN_PROGRESS' ? Math.max(0, (now ?? checkpoint.triggered) - checkpoint.triggered) : 0;
  return (
    <SpaceBetween size="m">
      {brief ? (
        <div className="checkpoints__sentence">{withArrows(criticalSentence(checkpoint, found))}</div>
      ) : (
        <Words applicationRef={applicationRef} detail={detail} edges={edges} found={found} earlier={earlier} />
      )}
      {vertices.length === 0 ? (
        <Box color="text-body-secondary">
          How it went by operator and subtask was not kept: Flink forgets that after ten more checkpoints. Failed and slow ones
          are kept by themselves, others when they are looked at.
        </Box>
      ) : look === 'table' ? (
        <PhaseTable detail={detail} />
      ) : (
        <SpaceBetween size="xs">
          <PhaseLegend />
          <Gantt detail={detail} found={found} elapsed={elapsed} />
          {vertices.some(({ subtasks }) => subtasks === null) && (
            <Box color="text-body-secondary" fontSize="body-s">
              Of a job this large, the subtasks of the slowest {vertices.filter(({ subtasks }) => subtasks !== null).length}{' '}
              operators are read.
            </Box>
          )}
        </SpaceBetween>
      )}
      {brief ? (
        <ExpandableSection headerText="Figures">
          <DetailFacts checkpoint={checkpoint} elapsed={millis(elapsed)} zone={zone} />
        </ExpandableSection>
      ) : (
        <DetailFacts checkpoint={checkpoint} elapsed={millis(elapsed)} zone={zone} />
      )}
    </SpaceBetween>
  );
}

/** What it took its time for, what would help, and why it failed. */
function Words({
  applicationRef,
  detail,
  edges,
  found,
  earlier,
}: Omit<ShownProps, 'zone' | 'look' | 'brief'> & { readonly found: CriticalPath | Unanswered | null }) {
  const { checkpoint } = detail;
  const cause = failureCause(checkpoint.failure);
  return (
    <SpaceBetween size="xxs">
      <div className="checkpoints__sentence">{withArrows(criticalSentence(checkpoint, found))}</div>
      {found?.kind === 'acknowledged' && (
        <WhatIf applicationRef={applicationRef} detail={detail} edges={edges} found={found} earlier={earlier} />
      )}
      {found?.kind === 'acknowledged' && (
        <Box color="text-body-secondary">
          {phaseWords[found.phase].name}: {withArrows(adviceOf(found))}
        </Box>
      )}
      {found?.kind === 'unanswered' && (
        <Box color="text-body-secondary">
          Flink tells nothing of a subtask before it acknowledges: it waits for its barriers, or saves its state. Backpressure in
          the graph says which.
        </Box>
      )}
      {cause !== null && <Cause cause={cause} />}
      {checkpoint.failure !== null && <Box color="text-body-secondary">Flink says: {checkpoint.failure}</Box>}
    </SpaceBetween>
  );
}
