import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import { Age } from '#renderer/ui/Age.tsx';
import type { Checkpoint, Checkpoints } from '#shared/model/job.ts';
import { UNKNOWN, formatBytes, formatMillis, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { durationScale } from './durationScale.ts';

export interface CheckpointsViewProps {
  readonly checkpoints: Checkpoints;
  /** Id of the connection in whose time ages are. */
  readonly connection: string;
}

/** How the job saves its state: the settings, the counts, and the newest checkpoints against their interval. */
export function CheckpointsView({ checkpoints, connection }: CheckpointsViewProps) {
  const { enabled, interval, timeout, completed, failed, inProgress, history } = checkpoints;
  if (!enabled)
    return (
      <Alert type="warning" header="Checkpoints are switched off.">
        After a failure the job starts with empty state. Switch them on in the application’s configuration or in its code.
      </Alert>
    );
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Checkpoints</Header>}>
        <FactList
          facts={[
            ['Interval', orUnknown(interval, formatMillis)],
            ['Timeout', orUnknown(timeout, formatMillis)],
            ['Completed', completed],
            ['Failed', failed > 0 ? <StatusIndicator type="warning">{failed}</StatusIndicator> : failed],
            ['In progress', inProgress],
          ]}
        />
      </Container>
      <Table
        items={history}
        trackBy={({ id }) => String(id)}
        columnDefinitions={columns(checkpoints, connection)}
        header={
          <Header
            variant="h2"
            counter={`(${history.length})`}
            description="The newest that Flink keeps; bars are durations against the interval."
          >
            History
          </Header>
        }
        ariaLabels={{ tableLabel: 'Checkpoint history' }}
        empty={<Box textAlign="center">No checkpoint yet.</Box>}
        wrapLines
      />
    </SpaceBetween>
  );
}

const indicator: Readonly<Record<Checkpoint['status'], readonly [StatusIndicatorProps.Type, string]>> = {
  COMPLETED: ['success', 'Completed'],
  FAILED: ['error', 'Failed'],
  IN_PROGRESS: ['in-progress', 'In progress'],
};

function columns(checkpoints: Checkpoints, connection: string): TableProps.ColumnDefinition<Checkpoint>[] {
  const scale = durationScale(checkpoints);
  return [
    { id: 'id', header: 'Id', cell: ({ id }) => id, isRowHeader: true },
    {
      id: 'status',
      header: 'Status',
      minWidth: 140,
      cell: ({ status }) => <StatusIndicator type={indicator[status][0]}>{indicator[status][1]}</StatusIndicator>,
    },
    { id: 'type', header: 'Type', cell: ({ savepoint }) => (savepoint ? 'Savepoint' : 'Checkpoint') },
    {
      id: 'triggered',
      header: 'Age',
      cell: ({ triggered }) => <Age at={triggered} connection={connection} />,
    },
    {
      id: 'duration',
      header: 'Duration',
      minWidth: 200,
      cell: ({ duration }) => <DurationBar duration={duration} interval={checkpoints.interval} scale={scale} />,
    },
    { id: 'written', header: 'Written', cell: ({ checkpointedSize }) => orUnknown(checkpointedSize, formatBytes) },
    { id: 'full', header: 'Full size', minWidth: 110, cell: ({ stateSize }) => orUnknown(stateSize, formatBytes) },
    { id: 'failure', header: 'Failure', cell: ({ failure }) => failure ?? UNKNOWN },
  ];
}

/** The figure says the duration; the bar says how much of the interval that is, with a mark where the interval ends. */
function DurationBar({
  duration,
  interval,
  scale,
}: {
  readonly duration: Millis | null;
  readonly interval: Millis | null;
  readonly scale: number;
}) {
  if (duration === null) return <>{UNKNOWN}</>;
  const late = interval !== null && duration > interval;
  return (
    <div className="duration">
      <span className="duration__figure">{formatMillis(duration)}</span>
      <span className="duration__track" aria-hidden="true">
        <span
          className={late ? 'duration__bar duration__bar--late' : 'duration__bar'}
          style={{ width: `${Math.min(1, duration / scale) * 100}%` }}
        />
        {interval !== null && <span className="duration__interval" style={{ left: `${(interval / scale) * 100}%` }} />}
      </span>
    </div>
  );
}
