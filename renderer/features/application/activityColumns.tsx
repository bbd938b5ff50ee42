import type { ReactNode } from 'react';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Zone } from '#renderer/charts/moments.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { sentenceCase } from '#renderer/ui/wording.ts';
import type { Activity } from '#shared/model/activity.ts';
import { UNKNOWN, formatMillis, orUnknown } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';

type Columns<T> = readonly TableProps.ColumnDefinition<T>[];

export const operationColumns = (zone: Zone): Columns<Activity['operations'][number]> => [
  { id: 'from', header: 'Began', width: 190, cell: ({ from }) => <MomentLink at={from} zone={zone} /> },
  { id: 'operation', header: 'Operation', isRowHeader: true, cell: ({ operation }) => operation },
  { id: 'status', header: 'Status', width: 160, cell: ({ status }) => <Status status={status} /> },
  {
    id: 'took',
    header: 'Took',
    width: 120,
    cell: ({ from, to }) => orUnknown(to, (end) => formatMillis(millis(end - from))),
  },
  { id: 'failure', header: 'Failure', cell: ({ failure }) => failure ?? UNKNOWN },
];

export const trailColumns = (zone: Zone): Columns<NonNullable<Activity['trail']>[number]> => [
  { id: 'at', header: 'When', width: 190, cell: ({ at }) => <MomentLink at={at} zone={zone} /> },
  { id: 'event', header: 'Call', isRowHeader: true, cell: ({ event }) => event },
  { id: 'user', header: 'By', cell: ({ user }) => user },
  {
    id: 'error',
    header: 'Result',
    cell: ({ error }) =>
      error === null ? (
        <StatusIndicator type="success">Done</StatusIndicator>
      ) : (
        <StatusIndicator type="error">{error}</StatusIndicator>
      ),
  },
];

export const versionColumns = (zone: Zone): Columns<Activity['versions'][number]> => [
  { id: 'at', header: 'When', width: 190, cell: ({ at }) => momentOr(at, zone) },
  { id: 'version', header: 'Version', isRowHeader: true, cell: ({ version }) => version },
  { id: 'status', header: 'Status', cell: ({ status }) => sentenceCase(status) },
];

export const snapshotColumns = (zone: Zone): Columns<Activity['snapshots'][number]> => [
  { id: 'at', header: 'Taken', width: 190, cell: ({ at }) => momentOr(at, zone) },
  { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
  { id: 'status', header: 'Status', width: 160, cell: ({ status }) => <Status status={status} /> },
  { id: 'version', header: 'Of version', width: 130, cell: ({ version }) => orUnknown(version, String) },
];

const momentOr = (at: Activity['versions'][number]['at'], zone: Zone): ReactNode =>
  at === null ? UNKNOWN : <MomentLink at={at} zone={zone} />;

/** Words of the service for how something ended or goes on. */
const indicators: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  SUCCESSFUL: 'success',
  READY: 'success',
  FAILED: 'error',
  CANCELLED: 'stopped',
  IN_PROGRESS: 'in-progress',
  CREATING: 'in-progress',
  DELETING: 'in-progress',
};

const Status = ({ status }: { readonly status: string }) => (
  <StatusIndicator type={indicators[status] ?? 'info'}>{sentenceCase(status)}</StatusIndicator>
);
