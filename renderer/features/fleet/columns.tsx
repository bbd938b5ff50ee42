import type { ReactNode } from 'react';
import type { TableProps } from '@cloudscape-design/components/table';
import Link from '@cloudscape-design/components/link';
import type { Trend } from '#shared/model/application.ts';
import { formatCount, formatMillis, formatRate, orUnknown } from '#shared/units/format.ts';
import { Age } from '../../ui/Age.tsx';
import { HealthIndicator } from '../../ui/HealthIndicator.tsx';
import { applicationPath, hrefOf } from '../../ui/paths.ts';
import { Sparkline } from '../../ui/Sparkline.tsx';
import { lagWords } from '../../ui/wording.ts';
import type { FleetRow } from './fleetRows.ts';
import { Reasons } from './Reasons.tsx';
import type { SortColumn } from './sortRows.ts';

interface Column {
  readonly id: SortColumn;
  readonly label: string;
  /** Where there is room, and no column beside it to explain it. */
  readonly longLabel?: string;
  readonly figure?: true;
  readonly width?: number;
  /** Hidden until it is asked for, so that the others fit a laptop's screen. */
  readonly onDemand?: true;
  readonly cell: (row: FleetRow) => ReactNode;
}

/** What changes comes first, what is set up comes last. */
const columns: readonly Column[] = [
  { id: 'health', label: 'Health', cell: ({ application }) => <HealthIndicator health={application.health} /> },
  { id: 'name', label: 'Application', width: 176, cell: (row) => <Name row={row} /> },
  { id: 'status', label: 'Status', cell: ({ status }) => status },
  {
    id: 'connection',
    label: 'Connection',
    longLabel: 'Connection (when several are watched)',
    cell: ({ connection }) => connection,
  },
  {
    id: 'region',
    label: 'Region',
    longLabel: 'Region (when there are several)',
    cell: ({ region }) => <span className="fleet-region">{orUnknown(region || null, String)}</span>,
  },
  { id: 'lag', label: 'Lag', figure: true, cell: ({ application }) => lagWords(application.lag) },
  { id: 'recordsIn', label: 'Records in', figure: true, cell: ({ application }) => <Rate trend={application.recordsIn} /> },
  { id: 'recordsOut', label: 'Records out', figure: true, cell: ({ application }) => <Rate trend={application.recordsOut} /> },
  {
    id: 'checkpointAge',
    label: 'Checkpoint',
    longLabel: 'Age of the last checkpoint',
    figure: true,
    cell: ({ application }) => <Age at={application.lastCheckpoint} connection={application.ref.connection} ago />,
  },
  {
    id: 'checkpointDuration',
    label: 'Took',
    longLabel: 'Duration of the last checkpoint',
    figure: true,
    onDemand: true,
    cell: ({ application }) => orUnknown(application.lastCheckpointDuration, formatMillis),
  },
  { id: 'restarts', label: 'Restarts', figure: true, cell: ({ application }) => orUnknown(application.restarts, formatCount) },
  {
    id: 'parallelism',
    label: 'Parallelism',
    figure: true,
    cell: ({ application }) => orUnknown(application.parallelism, String),
  },
  { id: 'kpus', label: 'KPUs', figure: true, cell: ({ application }) => orUnknown(application.kpus, String) },
  { id: 'runtime', label: 'Runtime', onDemand: true, cell: ({ runtime }) => runtime },
];

/** Ids and titles in their usual order, for the preferences. */
export const columnTitles = columns.map(({ id, label, longLabel, onDemand }) => ({
  id,
  label: longLabel ?? label,
  visible: onDemand !== true,
}));

/** Cloudscape's definition of each column. */
export const columnDefinitions: readonly TableProps.ColumnDefinition<FleetRow>[] = columns.map(
  ({ id, label, figure, width, cell }) => ({
    id,
    header: <span className="fleet-header">{label}</span>,
    // The table is told how it is sorted; a field is what makes Cloudscape offer the column for sorting.
    sortingField: id,
    ...(width === undefined ? {} : { minWidth: width }),
    cell: (row) => (
      <div className={[figure ? 'fleet-figure' : '', row.stale ? 'stale' : ''].join(' ').trim() || undefined}>{cell(row)}</div>
    ),
  }),
);

const Name = ({ row: { application } }: { readonly row: FleetRow }) => (
  <>
    {/* The row opens the application too: a click on the link must not do so twice. */}
    <span className="fleet-name" onClick={(event) => event.stopPropagation()}>
      <Link href={hrefOf(applicationPath(application.ref))}>{application.name}</Link>
    </span>
    <Reasons health={application.health} />
  </>
);

const Rate = ({ trend }: { readonly trend: Trend }) => (
  <div className="fleet-rate">
    <Sparkline points={trend.points} />
    <span>{orUnknown(trend.current, formatRate)}</span>
  </div>
);
