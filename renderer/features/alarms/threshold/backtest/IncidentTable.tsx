import Box from '@cloudscape-design/components/box';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Zone } from '#renderer/charts/moments.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { formatMillis } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import { AskedName } from './AskedName.tsx';
import { useTablePage } from './useTablePage.tsx';
import type { Asked, TrialResult } from './tried.ts';
import type { Backtest, Stretch } from '#shared/model/alarms/backtest.ts';
import { firedFor, leadWords } from './tried.ts';

interface IncidentTableProps {
  readonly asked: readonly Asked[];
  readonly value: Backtest;
  readonly zone: Zone;
}

interface Row {
  readonly incident: Stretch;
  readonly place: number;
}

/** When each threshold would have fired beside each known incident, the newest first. */
export function IncidentTable({ asked, value, zone }: IncidentTableProps) {
  const rows = value.incidents.map((incident, place): Row => ({ incident, place })).reverse();
  const { shown, pagination } = useTablePage(rows, 'incidents');
  if (rows.length === 0)
    return (
      <Box color="text-body-secondary">
        No incident is known of this time: outages, failures, restarts and critical findings would be. Whether a threshold would
        have helped cannot be told; how often it would have fired can.
      </Box>
    );
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      header={<Box variant="h5">Known incidents</Box>}
      ariaLabels={{ tableLabel: 'Known incidents, and when each threshold would have fired' }}
      items={shown}
      trackBy={({ place }) => String(place)}
      wrapLines
      {...pagination}
      columnDefinitions={columns(asked, value, zone)}
    />
  );
}

const columns = (asked: readonly Asked[], value: Backtest, zone: Zone): TableProps.ColumnDefinition<Row>[] => [
  {
    id: 'from',
    header: 'Began',
    isRowHeader: true,
    cell: ({ incident: { from, beganUnseen } }) => (
      <>
        {beganUnseen === true && 'before '}
        <MomentLink at={from} zone={zone} />
      </>
    ),
  },
  {
    id: 'text',
    header: 'Incident',
    cell: ({ incident: { text, from, to, beganUnseen } }) =>
      `${text}${to > from ? ` (${formatMillis(millis(to - from))})` : ''}${beganUnseen === true ? '; it had begun when watching began' : ''}`,
  },
  ...asked.map((each, i) => ({
    id: `asked-${i}`,
    header: (
      <>
        <AskedName asked={each} /> fires
      </>
    ),
    cell: ({ place }: Row) => <Lead result={value.results[i] ?? null} place={place} />,
  })),
];

/** An incident that would not have been told of is what matters most here. */
function Lead({ result, place }: { readonly result: TrialResult | null; readonly place: number }) {
  const lead = result?.leads[place] ?? null;
  if (lead !== null) return <>{leadWords(lead)}</>;
  // Nobody saw it begin: how long before that it fired cannot be told.
  if (result !== null && firedFor(result, place)) return <>in it; how long before is not known</>;
  return <Box color="text-status-error">{leadWords(lead)}</Box>;
}
