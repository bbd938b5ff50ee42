import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { counted } from '#renderer/ui/wording.ts';
import { formatDollars } from '#shared/analysis/budget/words.ts';
import type { InsightsRun as RunState } from '#shared/model/logs.ts';
import { formatBytes, formatCount } from '#shared/units/format.ts';
import { ResultTable } from './ResultTable.tsx';

interface InsightsRunProps {
  readonly connection: string;
  readonly id: string;
  readonly onStop: () => void;
}

/** How a query goes, what it has scanned and cost, and what it found so far. */
export function InsightsRun({ connection, id, onStop }: InsightsRunProps) {
  const snapshot = useTopic({ kind: 'insights', connection, id });
  return (
    <SnapshotView
      snapshot={snapshot}
      what="the query"
      waiting={<StatusIndicator type="loading">The query begins</StatusIndicator>}
    >
      {(run) => (
        <SpaceBetween size="s">
          <Progress run={run} onStop={onStop} />
          {run.error !== null && (
            <Alert type="error" header={run.error.message}>
              {run.error.remedy}
            </Alert>
          )}
          {run.rows.length > 0 && <ResultTable run={run} />}
          {run.status === 'complete' && run.rows.length === 0 && (
            <Box padding="l" textAlign="center" color="text-body-secondary">
              Nothing in this time answers the query.
            </Box>
          )}
        </SpaceBetween>
      )}
    </SnapshotView>
  );
}

const words = {
  running: { type: 'in-progress', text: 'Running' },
  complete: { type: 'success', text: 'Complete' },
  failed: { type: 'error', text: 'Failed' },
  cancelled: { type: 'stopped', text: 'Stopped' },
} as const;

function Progress({ run, onStop }: { readonly run: RunState; readonly onStop: () => void }) {
  const { status, scannedBytes, scannedRecords, matchedRecords, price, rows } = run;
  const { type, text } = words[status];
  const facts = [
    `${formatBytes(scannedBytes)} scanned`,
    `${formatCount(scannedRecords)} lines read`,
    `${formatCount(matchedRecords)} matched`,
    counted(rows.length, 'row'),
    formatDollars(price),
  ];
  return (
    <div className="logs__bar">
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <StatusIndicator type={type}>{text}</StatusIndicator>
        <span role="status">{facts.join(' · ')}</span>
      </SpaceBetween>
      {status === 'running' && (
        <Button iconName="close" onClick={onStop}>
          Stop
        </Button>
      )}
    </div>
  );
}
