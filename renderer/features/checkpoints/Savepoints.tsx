import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Zone } from '#renderer/charts/moments.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { sentenceCase } from '#renderer/ui/wording.ts';
import { exactly } from '#shared/analysis/checkpoints/words.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { UNKNOWN, formatBytes, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { CheckpointStatus } from './columns.tsx';
import type { CheckpointName, CheckpointRow } from './rows.ts';
import { nameText } from './rows.ts';

type Saved =
  | { readonly kind: 'savepoint'; readonly at: Millis | null; readonly row: CheckpointRow }
  | { readonly kind: 'snapshot'; readonly at: Millis | null; readonly snapshot: Activity['snapshots'][number] };

interface SavepointsProps {
  readonly rows: readonly CheckpointRow[];
  readonly zone: Zone;
  readonly onOpen: (name: CheckpointName) => void;
}

/** Of a managed application: its snapshots beside the savepoints of its job, by which the service takes them. */
export function ManagedSavepoints({
  applicationRef: ref,
  ...props
}: SavepointsProps & { readonly applicationRef: ApplicationRef }) {
  const activity = valueOf(useTopic({ kind: 'activity', ref }));
  return <Savepoints {...props} snapshots={activity?.snapshots ?? []} managed />;
}

export function Savepoints({
  rows,
  zone,
  onOpen,
  snapshots,
  managed,
}: SavepointsProps & { readonly snapshots: Activity['snapshots']; readonly managed: boolean }) {
  const items: readonly Saved[] = [
    ...rows
      .filter(({ checkpoint }) => checkpoint.savepoint)
      .map((row): Saved => ({ kind: 'savepoint', at: row.checkpoint.triggered, row })),
    ...snapshots.map((snapshot): Saved => ({ kind: 'snapshot', at: snapshot.at, snapshot })),
  ].sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  return (
    <Table
      items={items}
      trackBy={(each) => (each.kind === 'snapshot' ? `snapshot ${each.snapshot.name}` : nameText(each.row.name))}
      header={
        <Header variant="h2" counter={`(${items.length})`} description="State that a start can begin from.">
          {managed ? 'Savepoints and snapshots' : 'Savepoints'}
        </Header>
      }
      columnDefinitions={columnsOf(zone, managed, onOpen)}
      ariaLabels={{ tableLabel: managed ? 'Savepoints and snapshots' : 'Savepoints' }}
      empty={<Box textAlign="center">None is known of this time.</Box>}
      wrapLines
    />
  );
}

const columnsOf = (zone: Zone, managed: boolean, onOpen: SavepointsProps['onOpen']): TableProps.ColumnDefinition<Saved>[] => [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    cell: (each) =>
      each.kind === 'snapshot' ? (
        each.snapshot.name
      ) : (
        <Link
          onFollow={(event) => {
            event.preventDefault();
            onOpen(each.row.name);
          }}
        >
          Savepoint {each.row.name.id}
        </Link>
      ),
  },
  {
    id: 'kind',
    header: 'Kind',
    cell: ({ kind }) => (kind === 'snapshot' ? 'Snapshot of the service' : 'Savepoint of the job'),
  },
  { id: 'at', header: 'Taken', cell: ({ at }) => (at === null ? UNKNOWN : <MomentLink at={at} zone={zone} />) },
  {
    id: 'status',
    header: 'Status',
    cell: (each) =>
      each.kind === 'savepoint' ? (
        <CheckpointStatus status={each.row.checkpoint.status} />
      ) : (
        <StatusIndicator type={snapshotTypes[each.snapshot.status] ?? 'info'}>
          {sentenceCase(each.snapshot.status)}
        </StatusIndicator>
      ),
  },
  {
    id: 'took',
    header: 'Took',
    cell: (each) => (each.kind === 'savepoint' ? orUnknown(each.row.checkpoint.duration, exactly) : UNKNOWN),
  },
  {
    id: 'size',
    header: 'Size',
    cell: (each) => (each.kind === 'savepoint' ? orUnknown(each.row.checkpoint.stateSize, formatBytes) : UNKNOWN),
  },
  {
    id: 'of',
    header: managed ? 'Version or place' : 'Place',
    cell: (each) =>
      each.kind === 'savepoint'
        ? (each.row.checkpoint.path ?? UNKNOWN)
        : each.snapshot.version === null
          ? UNKNOWN
          : `Version ${each.snapshot.version}`,
  },
];

const snapshotTypes: Readonly<Record<string, 'success' | 'error' | 'in-progress'>> = {
  READY: 'success',
  FAILED: 'error',
  CREATING: 'in-progress',
  DELETING: 'in-progress',
};
