import { useMemo } from 'react';
import Box from '@cloudscape-design/components/box';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Backtest } from '#shared/model/alarms/backtest.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { formatMillis } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import { AskedName } from './AskedName.tsx';
import { useTablePage } from './useTablePage.tsx';
import type { Asked } from './tried.ts';

interface FiringTableProps {
  readonly asked: readonly Asked[];
  readonly value: Backtest;
  readonly zone: Zone;
}

interface Row {
  readonly asked: Asked;
  /** Among those that were asked about. */
  readonly place: number;
  readonly firing: Backtest['results'][number]['firings'][number];
}

/** Every time that one of the thresholds would have fired, the newest first; a moment leads to what the views showed then. */
export function FiringTable({ asked, value, zone }: FiringTableProps) {
  const rows = useMemo(
    () =>
      asked
        .flatMap((each, place) => (value.results[place]?.firings ?? []).map((firing): Row => ({ asked: each, place, firing })))
        .sort((a, b) => b.firing.from - a.firing.from),
    [asked, value],
  );
  const { shown, pagination } = useTablePage(rows, 'firings');
  if (rows.length === 0) return null;
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      header={<Box variant="h5">When they would have fired</Box>}
      ariaLabels={{ tableLabel: 'When the thresholds would have fired' }}
      items={shown}
      trackBy={({ place, firing }) => `${place} ${firing.from}`}
      wrapLines
      {...pagination}
      columnDefinitions={columns(value, zone)}
    />
  );
}

const columns = (value: Backtest, zone: Zone): TableProps.ColumnDefinition<Row>[] => [
  { id: 'from', header: 'Fired', isRowHeader: true, cell: ({ firing }) => <MomentLink at={firing.from} zone={zone} /> },
  {
    id: 'lasted',
    header: 'For',
    cell: ({ firing: { from, to } }) => (to === null ? 'it lasts' : formatMillis(millis(to - from))),
  },
  {
    id: 'candidate',
    header: 'Threshold',
    cell: ({ asked }) => <AskedName asked={asked} />,
  },
  {
    id: 'incident',
    header: 'Because of',
    cell: ({ firing: { incident } }) =>
      incident === null ? 'no known incident' : (value.incidents[incident]?.text ?? 'no known incident'),
  },
];
