import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Comparison } from '#shared/analysis/checkpoints/compare.ts';
import { compareCheckpoints } from '#shared/analysis/checkpoints/compare.ts';
import { phaseWords } from '#shared/analysis/checkpoints/phases.ts';
import { exactly, shortName } from '#shared/analysis/checkpoints/words.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import { UNKNOWN, formatBytes, orUnknown } from '#shared/units/format.ts';
import type { Bytes, Millis } from '#shared/units/units.ts';
import { bytes, millis } from '#shared/units/units.ts';
import type { CheckpointName } from './rows.ts';
import { useDetail } from './useDetail.ts';

interface CompareProps {
  readonly applicationRef: ApplicationRef;
  /** The older one first. */
  readonly pair: readonly [CheckpointName, CheckpointName];
  readonly onClose: () => void;
}

/** Differences beyond that many are small. */
const SHOWN = 8;

/** Two checkpoints against each other: which phase of which operator changed most. */
export function Compare({ applicationRef: ref, pair: [older, newer], onClose }: CompareProps) {
  const before = useDetail(ref, older);
  const after = useDetail(ref, newer);
  return (
    <Container
      header={
        <Header variant="h2" actions={<Button onClick={onClose}>End the comparison</Button>}>
          {`Checkpoint ${newer.id} against ${older.id}`}
        </Header>
      }
    >
      <SnapshotView snapshot={before} what={`checkpoint ${older.id}`}>
        {(left) => (
          <SnapshotView snapshot={after} what={`checkpoint ${newer.id}`}>
            {(right) => <Differences before={left} after={right} />}
          </SnapshotView>
        )}
      </SnapshotView>
    </Container>
  );
}

function Differences({ before, after }: { readonly before: CheckpointDetail; readonly after: CheckpointDetail }) {
  const [all, setAll] = useState(false);
  const comparison = compareCheckpoints(before, after);
  const phases = all ? comparison.phases : comparison.phases.slice(0, SHOWN);
  const [older, newer] = [before.checkpoint.id, after.checkpoint.id];
  return (
    <SpaceBetween size="m">
      <div className="checkpoints__sentence">{withArrows(sentence(before, after, comparison))}</div>
      {comparison.phases.length === 0 ? (
        <Box color="text-body-secondary">By operator, at least one of them was not kept.</Box>
      ) : (
        <div className="checkpoints__pair">
          <Table
            variant="embedded"
            items={phases}
            trackBy={({ vertex, phase }) => `${vertex} ${phase}`}
            columnDefinitions={[
              { id: 'name', header: 'Operator', isRowHeader: true, minWidth: 160, cell: ({ name }) => withArrows(name) },
              { id: 'phase', header: 'Phase', cell: ({ phase }) => phaseWords[phase].name },
              { id: 'before', header: String(older), cell: (each) => orUnknown(each.before, exactly) },
              { id: 'after', header: String(newer), cell: (each) => orUnknown(each.after, exactly) },
              { id: 'difference', header: 'Difference', cell: ({ difference }) => signed(difference, longer) },
            ]}
            header={
              <Header variant="h3" description="Of the slowest subtask of each, biggest difference first.">
                Phases
              </Header>
            }
            footer={
              comparison.phases.length > SHOWN ? (
                <Button variant="inline-link" onClick={() => setAll(!all)}>
                  {all ? 'Show the biggest only' : `Show all ${comparison.phases.length}`}
                </Button>
              ) : undefined
            }
            ariaLabels={{ tableLabel: 'Differences of phases' }}
            wrapLines
          />
          <Table
            variant="embedded"
            items={comparison.sizes.slice(0, all ? undefined : SHOWN)}
            trackBy={({ vertex }) => vertex}
            columnDefinitions={[
              { id: 'name', header: 'Operator', isRowHeader: true, minWidth: 160, cell: ({ name }) => withArrows(name) },
              { id: 'before', header: String(older), cell: (each) => orUnknown(each.before, formatBytes) },
              { id: 'after', header: String(newer), cell: (each) => orUnknown(each.after, formatBytes) },
              { id: 'difference', header: 'Difference', cell: ({ difference }) => signed(difference, larger) },
            ]}
            header={
              <Header variant="h3" description="Of the whole state of each operator.">
                Sizes
              </Header>
            }
            ariaLabels={{ tableLabel: 'Differences of sizes' }}
            wrapLines
          />
        </div>
      )}
    </SpaceBetween>
  );
}

const longer = (difference: Millis): string => exactly(millis(Math.abs(difference)));
const larger = (difference: Bytes): string => formatBytes(bytes(Math.abs(difference)));

const signed = <T extends number>(difference: T | null, words: (difference: T) => string): string =>
  difference === null ? UNKNOWN : difference === 0 ? 'none' : `${difference > 0 ? '+' : '−'}${words(difference)}`;

function sentence(
  { checkpoint: before }: CheckpointDetail,
  { checkpoint: after }: CheckpointDetail,
  { phases }: Comparison,
): string {
  const [first] = phases;
  const most =
    first === undefined || first.difference === null || first.difference === 0
      ? ''
      : `; most changed: ${phaseWords[first.phase].name.toLowerCase()} of ${shortName(first.name)}, ${signed(first.difference, longer)}`;
  if (before.duration === null || after.duration === null) return `One of them is not over${most}.`;
  const difference = millis(after.duration - before.duration);
  const how = difference === 0 ? 'as long as' : `${longer(difference)} ${difference > 0 ? 'longer' : 'shorter'} than`;
  return `Checkpoint ${after.id} took ${how} ${before.id}${most}.`;
}
