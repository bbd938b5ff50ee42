import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { Age } from '#renderer/ui/Age.tsx';
import { failureCause } from '#shared/analysis/checkpoints/failureCause.ts';
import type { Checkpoint } from '#shared/model/job.ts';
import { UNKNOWN, formatBytes, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import type { CheckpointName, CheckpointRow } from './rows.ts';
import { DurationBar } from './DurationBar.tsx';

const indicator: Readonly<Record<Checkpoint['status'], readonly [StatusIndicatorProps.Type, string]>> = {
  COMPLETED: ['success', 'Completed'],
  FAILED: ['error', 'Failed'],
  IN_PROGRESS: ['in-progress', 'In progress'],
};

export const CheckpointStatus = ({ status }: Pick<Checkpoint, 'status'>) => (
  <StatusIndicator type={indicator[status][0]}>{indicator[status][1]}</StatusIndicator>
);

export const typeWords = ({ savepoint, unaligned }: Checkpoint): string =>
  savepoint ? 'Savepoint' : unaligned ? 'Unaligned checkpoint' : 'Checkpoint';

export const acknowledgedWords = ({ subtasks, acknowledgedSubtasks }: Checkpoint): string =>
  subtasks === null || acknowledgedSubtasks === null ? UNKNOWN : `${acknowledgedSubtasks} of ${subtasks}`;

interface Shown {
  readonly connection: string;
  readonly interval: Millis | null;
  readonly scale: number;
  readonly onOpen: (name: CheckpointName) => void;
}

export const columns = ({ connection, interval, scale, onOpen }: Shown): TableProps.ColumnDefinition<CheckpointRow>[] => [
  {
    id: 'id',
    header: 'Id',
    isRowHeader: true,
    minWidth: 110,
    cell: ({ name, live }) => (
      <span className="checkpoints__id">
        <Link
          ariaLabel={`Show checkpoint ${name.id}`}
          onFollow={(event) => {
            event.preventDefault();
            onOpen(name);
          }}
        >
          {name.id}
        </Link>
        {!live && <span className="checkpoints__kept"> kept</span>}
      </span>
    ),
  },
  { id: 'status', header: 'Status', minWidth: 150, cell: ({ checkpoint }) => <CheckpointStatus status={checkpoint.status} /> },
  { id: 'type', header: 'Type', minWidth: 110, cell: ({ checkpoint }) => typeWords(checkpoint) },
  {
    id: 'triggered',
    header: 'Age',
    minWidth: 90,
    cell: ({ checkpoint }) => <Age at={checkpoint.triggered} connection={connection} />,
  },
  {
    id: 'duration',
    header: 'Duration',
    minWidth: 200,
    cell: ({ checkpoint }) => <DurationBar duration={checkpoint.duration} interval={interval} scale={scale} />,
  },
  {
    id: 'written',
    header: 'Written',
    minWidth: 90,
    cell: ({ checkpoint }) => orUnknown(checkpoint.checkpointedSize, formatBytes),
  },
  { id: 'full', header: 'Full size', minWidth: 110, cell: ({ checkpoint }) => orUnknown(checkpoint.stateSize, formatBytes) },
  { id: 'acknowledged', header: 'Subtasks', minWidth: 90, cell: ({ checkpoint }) => acknowledgedWords(checkpoint) },
  { id: 'failure', header: 'Failure', minWidth: 160, cell: ({ checkpoint }) => <Failure failure={checkpoint.failure} /> },
];

function Failure({ failure }: { readonly failure: string | null }) {
  const cause = failureCause(failure);
  if (cause === null) return <>{UNKNOWN}</>;
  return <span title={failure ?? ''}>{cause.id === 'unknown' ? failure : cause.title}</span>;
}
